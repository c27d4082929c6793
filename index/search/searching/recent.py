"""What questions were answered by of late: whoever asks on about one has its ranking at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from index.interfaces import Snapshot
    from index.ranking import Ranking

_MOST = 4
"""Rankings kept of a snapshot: of a million passages each takes up to 8 MB, most far less."""


class RecentRankings:
    """Rankings of the last questions, for as long as the snapshot is there that they were put to.

    The next page of a question, its facets and its timeline follow one another; any thread may ask.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._lock = threading.Lock()
        self._of: WeakKeyDictionary[Snapshot, OrderedDict[Hashable, Ranking]] = WeakKeyDictionary()

    def ranking(
        self, snapshot: Snapshot, question: Hashable, make: Callable[[], Ranking]
    ) -> Ranking:
        """Return the ranking of a question, made if it was not asked of late.

        Args:
            snapshot: that is asked.
            question: and all else that the ranking depends on.
            make: ranks.
        """
        with self._lock:
            kept = self._of.setdefault(snapshot, OrderedDict())
            if question in kept:
                kept.move_to_end(question)
                return kept[question]
        made = make()
        with self._lock:
            kept[question] = made
            while len(kept) > _MOST:
                kept.popitem(last=False)
        return made
