"""Passages to vectors while an index is written; they are kept until they are committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.disk import writing
from index.vocabulary.cores import cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.engines.local.writing.journal import Journal
    from index.models import Encoder

EMBED_PASSAGES = max(256, 64 * cores())
"""Passages embedded in one go, a second's work of two cores or half a second's of more: what a stop
may lose. At its end cores wait for each other, and the journal is synced."""


class Embedding:
    """Embeds passages, and keeps their vectors in the journal until they are committed."""

    def __init__(
        self,
        directory: Path,
        encoder: Encoder,
        journal: Journal,
        on_embedded: Callable[[int, int], None] | None,
        total: int,
    ) -> None:
        """Begin.

        Args:
            directory: of the index.
            encoder: the one that the index was made with.
            journal: of the vectors that are not committed yet.
            on_embedded: called with how many passages are embedded, and of how many.
            total: how many those are.
        """
        self._directory = directory
        self._encoder = encoder
        self._journal = journal
        self._on_embedded = on_embedded
        self._done, self._total = 0, total

    def vectors(self, texts: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of passages in pieces, float32, (n, dim); some are there already."""
        for start in range(0, len(texts), EMBED_PASSAGES):
            yield self._embed(texts[start : start + EMBED_PASSAGES])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        known = {text: vector for text in texts if (vector := self._journal.take(text)) is not None}
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if len(new) < len(texts):
            self._count(len(texts) - len(new))
        if new:
            vectors = self._encoder.passages(new, self._count)
            with writing(self._directory):
                self._journal.keep(new, vectors)
            known.update(zip(new, vectors, strict=True))
        return np.stack([known[text] for text in texts])

    def _count(self, passages: int) -> None:
        self._done += passages
        if self._on_embedded:
            self._on_embedded(self._done, self._total)

    def settle(self) -> None:
        """Forget vectors that are committed."""
        with writing(self._directory):
            self._journal.settle()
