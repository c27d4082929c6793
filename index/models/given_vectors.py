"""Vectors of some passages that are there already, in front of an encoder."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.models.encoder import Encoder, Fits, Vectors


class GivenVectors:
    """An encoder that was given the vectors of some passages; a context manager.

    They are kept in a temporary file, since an `add` of any length may bring its own.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Take the encoder that makes all others, and says what fits."""
        self.settings = encoder.settings
        self._encoder = encoder
        self._rows: dict[bytes, int] = {}
        import tempfile  # which no search needs

        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end of the block

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def give(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Give the vectors of passages; of the same text the last one stands.

        Args:
            texts: the passages as they are to be read, titles and all.
            vectors: float32, (n, dim), rows of unit length.
        """
        self._file.seek(0, 2)
        self._file.write(vectors.astype("<f4").tobytes())
        first = self._file.tell() // self._width - len(texts)
        self._rows |= {_digest(text): first + place for place, text in enumerate(texts)}

    def question(self, text: str) -> Vectors:
        """Return the vector of a question, as the encoder makes it."""
        return self._encoder.question(text)

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages, those that were given as they are."""
        vectors = np.zeros((len(texts), self.settings.dimension), np.float32)
        rows = [self._rows.get(_digest(text)) for text in texts]
        for place, row in enumerate(rows):
            if row is not None:
                self._file.seek(row * self._width)
                vectors[place] = np.frombuffer(self._file.read(self._width), "<f4")
        others = [place for place, row in enumerate(rows) if row is None]
        if others:
            vectors[others] = self._encoder.passages([texts[place] for place in others], on_batch)
        if on_batch and len(others) < len(texts):
            on_batch(len(texts) - len(others))
        return vectors

    def fits(self, text: str) -> bool:
        """Tell whether the encoder reads all of a passage's text."""
        return self._encoder.fits(text)

    def fitting(self) -> Fits | None:
        """Return what tells the same in another process."""
        return self._encoder.fitting()

    @property
    def _width(self) -> int:
        """Bytes of a vector."""
        return 4 * self.settings.dimension


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
