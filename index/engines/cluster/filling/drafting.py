"""Batches drafted by the machines of a cluster, some ahead, and taken back in their order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from index.engines.cluster.filling.batches import key_of
from index.engines.cluster.filling.drafted import Drafted
from index.engines.cluster.filling.drafts import Order, find_draft, make_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.engines.cluster.filling.batches import Named, Slip
    from index.engines.cluster.filling.reading_ahead import Batch
    from index.engines.cluster.generations import PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.snapshot import ClusterSnapshot
    from index.engines.parts.contents import Model
    from index.models import RayCluster

_WAITING = 3
"""Batches for each core that are handed out at once: cores go on while a commit is made."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch that was handed out."""

    slip: Slip
    places: tuple[int, ...]
    snapshot: ClusterSnapshot
    """What the index had then."""
    promise: Any
    """Of the draft; None where there is none to be made."""
    content: Any
    """The promise of its articles, which may be needed again as long as it is held."""


class Drafting:
    """Has what an index lacks drafted by machines.

    Attributes:
        embedded: passages whose vectors were made.
        again: drafts of articles that the index had when their batch was handed out.
    """

    def __init__(
        self,
        objects: Objects,
        model: Model,
        cluster: RayCluster,
        *,
        embed: bool,
        newest: Callable[[], ClusterSnapshot],
    ) -> None:
        """Begin.

        Args:
            objects: of the index.
            model: that makes its vectors.
            cluster: whose machines do it.
            embed: whether passages get vectors.
            newest: gives what the index has now.
        """
        self._objects, self._model, self._cluster = objects, model, cluster
        self._embed, self._newest = embed, newest
        self.embedded = 0
        self.again: list[PartEntry] = []

    def is_done(self, slip: Slip) -> bool:
        """Tell whether the index has all of a batch, or there is a draft of what it lacks."""
        key = self._key(slip.named, _lacking(slip, self._newest()))
        return not key or find_draft(self._objects, key) is not None

    def drafted(self, batches: Iterable[Batch]) -> Iterator[Drafted]:
        """Yield batches in their order, drafted."""
        begun: deque[_Begun] = deque()
        most = _WAITING * self._cluster.cores
        for slip, content in batches:
            begun.append(self._begin(slip, content))
            while len(begun) > most:
                yield self._taken_back(begun.popleft())
        while begun:
            yield self._taken_back(begun.popleft())

    def _key(self, named: Sequence[Named], places: Sequence[int]) -> str:
        """Return by what the draft of some articles of a batch is found; empty for none."""
        made_for = self._model, self._embed
        return key_of([named[place] for place in places], made_for) if places else ""

    def _begin(self, slip: Slip, content: Any) -> _Begun:
        snapshot = self._newest()
        places = _lacking(slip, snapshot)
        key = self._key(slip.named, places)
        promise = self._handed_out(key, content, places) if key else None
        return _Begun(slip, places, snapshot, promise, content)

    def _handed_out(self, key: str, content: Any, places: tuple[int, ...]) -> Any:
        order = Order(key, self._model, places, self._embed)
        return self._cluster.begin(make_draft, self._objects, order, content, embeds=self._embed)

    def _taken_back(self, begun: _Begun) -> Drafted:
        draft = self._draft(begun.promise) if begun.promise else None
        return Drafted(begun.slip, begun.places, draft, partial(self._had, begun.snapshot))

    def _draft(self, promise: Any) -> PartEntry:
        draft: PartEntry
        draft, is_new = self._cluster.result(promise)
        self.embedded += draft.embedded if is_new else 0
        return draft

    def _had(self, snapshot: ClusterSnapshot, item: Named) -> PartEntry:
        """Draft an article that an index had."""
        had = (snapshot.store.find(id_) for id_, _ in item.names)
        digests = {digest for _, digest in item.names}
        (number, *_) = (known.number for known in had if known and known.digest in digests)
        articles = [snapshot.store.article(number)]
        self.again.append(self._draft(self._handed_out(self._key([item], [0]), articles, (0,))))
        return self.again[-1]


def _lacking(slip: Slip, snapshot: ClusterSnapshot) -> tuple[int, ...]:
    """Return the places of those articles of a batch that an index lacks, each once."""
    places: dict[tuple[str, bytes], int] = {}
    for place, item in enumerate(slip.named):
        known = (snapshot.store.find(id_) for id_, _ in item.names)
        digests = [digest for _, digest in item.names]
        if not any(each and each.digest in digests for each in known):
            places.setdefault((item.names[-1]), place)
    return tuple(places.values())
