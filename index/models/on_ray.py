"""Passages embedded by the machines of a Ray cluster, each with the encoder loaded once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.models.device import AUTO, CPU
from index.models.loading import load_encoder
from index.models.ray_cluster import is_given_gpu
from index.vocabulary.errors import EncoderError, NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.models.encoder import Encoder, Fits
    from index.models.ray_cluster import RayCluster

_PIECE = 128
"""Passages of one task, about a second's work of a core: what is done again if its machine goes."""

_WAITING = 2
"""Tasks for each core that are handed out at once."""


class RayEncoder:
    """An encoder whose passages are embedded on a Ray cluster; what else it does is done here.

    Each core of the machines loads the model once.
    """

    def __init__(self, encoder: Encoder, cluster: RayCluster) -> None:
        """Take the encoder that an index was made with, loaded here, and the cluster."""
        self.settings = encoder.settings
        self.cluster = cluster
        self._encoder = encoder

    def question(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question: float32, (dim,), unit length."""
        return self._encoder.question(text)

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        return self._encoder.fits(text)

    def fitting(self) -> Fits | None:
        """Return what tells the same in another process."""
        return self._encoder.fitting()

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of passages: float32, (n, dim), rows of unit length.

        Raises:
            EncoderError: a machine could not embed.
        """
        vectors = np.empty((len(texts), self.settings.dimension), np.float32)
        starts = iter(range(0, len(texts), _PIECE))
        running: dict[Any, int] = {}
        most = _WAITING * self.cluster.cores
        while True:
            for start in starts:
                running[self._handed_out(list(texts[start : start + _PIECE]))] = start
                if len(running) >= most:
                    break
            if not running:
                return vectors
            done = self.cluster.first_done(list(running))
            start = running.pop(done)
            try:
                made = self.cluster.result(done)
            except NewsIndexError as error:
                raise EncoderError(str(error)) from error
            vectors[start : start + len(made)] = made
            if on_batch:
                on_batch(len(made))

    def _handed_out(self, texts: list[str]) -> Any:
        """Return the promise of the vectors of some passages."""
        name, fingerprint = self.settings.name, self.settings.fingerprint
        return self.cluster.begin(_embed, name, fingerprint, texts, embeds=True)


def _embed(name: str, fingerprint: str, texts: list[str]) -> NDArray[np.float32]:
    return kept_encoder(name, fingerprint).passages(texts)


def kept_encoder(name: str, fingerprint: str) -> Encoder:
    """Load an encoder, once for all that a process of Ray's does.

    It keeps to one core, or to the GPU that was given to the function that asks.
    """
    return _loaded(name, fingerprint, AUTO if is_given_gpu() else CPU)


@cache
def _loaded(name: str, fingerprint: str, device: str) -> Encoder:
    return load_encoder(name, fingerprint, jobs=1, device=device)
