"""What comes in, batch by batch in its order, read by several machines at the same time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from corpus import ArticleReader
from index.engines.cluster.filling.batches import in_batches
from index.engines.cluster.filling.readings import (
    batches_of,
    find_reading,
    read_piece,
    record_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus import Article, FileState, Withdrawal
    from corpus.reading.pieces import Piece
    from index.engines.cluster.filling.batches import Bounds, Slip
    from index.engines.cluster.objects import Objects
    from index.models import RayCluster

    Batch = tuple[Slip, Any]
    """A batch, and the promise of its articles; None where nobody needs them."""

PIECE = 2 << 20
"""Bytes of files that are read as one piece, if they are several."""


class ReadingAhead:
    """Has files read by the machines of a cluster that see them."""

    def __init__(
        self,
        objects: Objects,
        cluster: RayCluster,
        bounds: Bounds,
        is_done: Callable[[Slip], bool],
    ) -> None:
        """Begin.

        Args:
            objects: of the index, which keeps a record of what was read.
            cluster: whose machines read.
            bounds: of a batch.
            is_done: tells whether nobody needs the articles of a batch any more.
        """
        self._objects, self._cluster, self._bounds = objects, cluster, bounds
        self._is_done = is_done
        self.records: list[str] = []
        """By what the records of pieces are found that were read."""

    def batches(self, incoming: Iterable[Article | Withdrawal | FileState]) -> Iterator[Batch]:
        """Yield batches; a reader of files that were not begun is only told of what is read.

        Raises:
            UnreadableError: for the first problem, if nobody is to be told.
        """
        if not isinstance(incoming, ArticleReader):
            yield from self._put(in_batches(incoming, self._bounds))
            return
        for slip, content in self._pieces(incoming.pieces(PIECE)):
            yield slip, content
            if slip.read:
                incoming.take_over(slip.read)

    def _pieces(self, pieces: Iterator[Piece]) -> Iterator[Batch]:
        begun: deque[Iterator[Batch]] = deque()
        most = 1 + self._cluster.machines
        for piece in pieces:
            begun.append(self._begin(piece))
            while len(begun) > most:
                yield from begun.popleft()
        for batches in begun:
            yield from batches

    def _begin(self, piece: Piece) -> Iterator[Batch]:
        """Have a piece read, unless it was and its batches are done; return its batches."""
        if not piece.is_file:
            return self._put(batches_of(piece, self._bounds))
        key = record_key(piece, self._bounds)
        self.records.append(key)
        slips = find_reading(self._objects, key)
        if slips is not None and all(map(self._is_done, slips)):
            return iter([(slip, None) for slip in slips])
        promises = self._cluster.stream(read_piece, self._objects, piece, self._bounds)
        return self._read(piece, promises)

    def _read(self, piece: Piece, promises: Iterator[Any]) -> Iterator[Batch]:
        """Yield the batches of a piece that a machine reads, or this one, if that has no such."""
        if not self._cluster.result(next(promises)):
            yield from self._put(batches_of(piece, self._bounds))
            return
        for promise in promises:
            yield self._cluster.result(promise), next(promises)

    def _put(self, batches: Iterable[tuple[Slip, list[Article]]]) -> Iterator[Batch]:
        for slip, articles in batches:
            yield slip, self._cluster.put(articles) if articles else None
