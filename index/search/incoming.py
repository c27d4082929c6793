"""Articles on their way in, up to where what gives them fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import CorpusError, FileState
from index.vocabulary.errors import AddInterruptedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus import Article, Withdrawal
    from index.vocabulary.results import AddReport


class UpToError:
    """An iterable that ends where the one it goes through raises, and keeps the error."""

    def __init__(self, items: Iterable[Article | Withdrawal | FileState]) -> None:
        self._items = items
        self._taken = 0
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[Article | Withdrawal | FileState]:
        try:
            for item in self._items:
                yield item
                self._taken += not isinstance(item, FileState)
        except Exception as error:  # noqa: BLE001 - whatever a script's own code may raise
            self._error = error

    def raise_error(self, report: AddReport) -> None:
        """Raise that it ended early, if it did.

        Args:
            report: what came of what was before.

        Raises:
            AddInterruptedError: from the error that ended it.
        """
        error = self._error
        if error:
            said = " ".join(str(error).split())
            kind = "" if said and isinstance(error, CorpusError) else type(error).__name__
            what = ": ".join(filter(None, (kind, said)))
            raise AddInterruptedError(what, self._taken, report) from error
