"""Vectors from outside: a function of the caller's in place of a model, or no function at all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from index.models.encoder import TORCH_BATCH
from index.vocabulary.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.models.encoder import Fits, Vectors

    Embed = Callable[[list[str]], Any]
    """Texts to their vectors: (n, dim), of any length and of anything that numpy takes."""

OWN = "0" * 64
"""What stands in an index for the fingerprint of a model that newsdex doesn't have."""


def unit_rows(vectors: Any, count: int, dimension: int) -> Vectors:
    """Return vectors as an index keeps them: float32, (count, dimension), rows of unit length.

    Raises:
        ValueError: they have another shape, or a row that is not finite or without direction.
    """
    try:
        rows = np.asarray(vectors, np.float32)
    except (TypeError, ValueError) as error:
        raise ValueError(f"no array of numbers: {error}") from error
    if rows.shape != (count, dimension):
        raise ValueError(f"vectors of the shape {rows.shape}, not {(count, dimension)}")
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise ValueError("a vector that is not finite, or of length 0")
    unit: Vectors = (rows / lengths).astype(np.float32)
    return unit


class OwnEncoder:
    """A function that embeds texts, as an encoder; the passages it gets are of about 150 words."""

    def __init__(self, name: str, dimension: int, embed: Embed | None = None) -> None:
        """Take the function; without one, whatever needs a vector is refused.

        Args:
            name: that the index knows it by.
            dimension: of its vectors.
            embed: called with texts, and with a question as the only one.
        """
        from index.models.exported import NetworkSettings  # which a keyword search saves

        self.settings = NetworkSettings(name, OWN, dimension, longest=sys.maxsize)
        self._call = embed

    @property
    def is_there(self) -> bool:
        """Whether there is a function."""
        return self._call is not None

    def question(self, text: str) -> Vectors:
        """Return the vector of a question: float32, (dim,), unit length.

        Raises:
            EncoderError: there is no function, or it gives something else.
        """
        vector: Vectors = self._embed([text])[0]
        return vector

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages: float32, (n, dim), rows of unit length.

        Raises:
            EncoderError: as `question`.
        """
        parts = [np.zeros((0, self.settings.dimension), np.float32)]
        for start in range(0, len(texts), TORCH_BATCH):
            batch = list(texts[start : start + TORCH_BATCH])
            parts.append(self._embed(batch))
            if on_batch:
                on_batch(len(batch))
        return np.concatenate(parts)

    def fits(self, text: str) -> bool:  # noqa: ARG002 - as every encoder is asked
        """Tell that a passage is read to its end: how much the function reads is not known."""
        return True

    def fitting(self) -> Fits:
        """Return what tells the same in another process."""
        return _always

    def _embed(self, texts: list[str]) -> Vectors:
        name = self.settings.name
        if self._call is None:
            raise EncoderError(
                f"the vectors of this index were made by {name!r}, which is not newsdex's: open it "
                "with NewsIndex.open(path, embed=…), give vectors=…, or do without them: keywords "
                "are found without (mode keyword), articles are added without (embed=False)"
            )
        vectors = self._call(texts)
        try:
            return unit_rows(vectors, len(texts), self.settings.dimension)
        except ValueError as error:
            raise EncoderError(f"{name!r} gave {error}") from error


def _always(_: str) -> bool:
    return True
