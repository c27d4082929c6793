"""Passages to vectors, kept in memory until they are committed: a second try embeds none anew."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.engines.cluster.writing.staging import Staging
    from index.engines.parts.contents import Run
    from index.models import Encoder

EMBED_PASSAGES = 8192
"""Passages given to the encoder at once, 12 MB of vectors: it may hand them out to machines."""


class Embedding:
    """Makes the vectors of passages of what is staged."""

    def __init__(
        self,
        encoder: Encoder,
        on_embedded: Callable[[int, int], None] | None,
        on_batch: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin.

        Args:
            encoder: the one that the index was made with.
            on_embedded: called with how many passages are embedded, and of how many.
            on_batch: called as passages are embedded.
        """
        self._encoder = encoder
        self._on_embedded = on_embedded
        self._kept: dict[bytes, NDArray[np.float32]] = {}
        self._on_batch = on_batch
        self._done, self._total = 0, 0

    def embed(self, staging: Staging, first_part: int = 0) -> int:
        """Stage vectors that are lacking, and return how many.

        Args:
            staging: what is staged.
            first_part: place of the first part that is looked at.
        """
        made = 0
        for place in range(first_part, len(staging.contents.parts)):
            for first, end in staging.contents.parts[place].unembedded:
                made += self._embed_run(staging, place, (first, end))
        return made

    def embed_run(self, staging: Staging, part: str, run: Run) -> int:
        """Stage what vectors a run of a part lacks, and return how many; the part may be gone.

        Args:
            staging: what is staged.
            part: its name.
            run: first passage and one past the last, which may be beyond the end.
        """
        made = 0
        for place, entry in enumerate(staging.contents.parts):
            if entry.name == part:
                for first, end in entry.unembedded:
                    made += self._embed_run(staging, place, (max(first, run[0]), min(end, run[1])))
        return made

    def _embed_run(self, staging: Staging, place: int, run: Run) -> int:
        if run[0] >= run[1]:
            return 0
        texts = list(staging.snapshot.part_stores[place].texts(*run))
        vectors = list(self._vectors(texts))  # made before they are written
        staging.set_vectors(place, run, vectors)
        return len(texts)

    def expect(self, left: int) -> None:
        """Take into account how many passages lack vectors now: others embed some of them."""
        self._total = self._done + left

    def settle(self) -> None:
        """Forget vectors that are committed."""
        self._kept.clear()

    def _vectors(self, texts: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        for start in range(0, len(texts), EMBED_PASSAGES):
            piece = texts[start : start + EMBED_PASSAGES]
            keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in piece]
            new = {
                key: text for key, text in zip(keys, piece, strict=True) if key not in self._kept
            }
            if new:
                vectors = self._encoder.passages(list(new.values()), self._count)
                self._kept.update(zip(new, vectors, strict=True))
            yield np.stack([self._kept[key] for key in keys])

    def _count(self, passages: int) -> None:
        self._on_batch()
        self._done += passages
        self._total = max(self._done, self._total)
        if self._on_embedded:
            self._on_embedded(self._done, self._total)
