"""How well passages answer a question, by a cross-encoder, which reads both at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

    from index.models.exported import NetworkSettings
    from index.models.runtime import Network

    Scores = NDArray[np.float32]


class Reranker(Protocol):
    """Anything that tells how well passages answer a question."""

    settings: NetworkSettings

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return how well each text answers the question: float32, (n,), higher is better.

        They are what `CrossEncoder.predict` gives, after the model's own activation and with its
        default prompt; their range is the model's (0 to 1 after a sigmoid, any number without).
        """


class OnnxReranker:
    """An exported reranker. Threads may share one."""

    def __init__(self, network: Network) -> None:
        self.settings = network.settings
        self._network = network

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return how well each text answers the question: float32, (n,), higher is better."""
        asked = self.settings.question_prompt + question
        return self._network.run_each([(asked, text) for text in texts])[:, 0]


class TorchReranker:
    """A model that could not be exported, run by sentence-transformers itself."""

    def __init__(self, settings: NetworkSettings, cross_encoder: CrossEncoder) -> None:
        self.settings = settings
        self._cross_encoder = cross_encoder

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return how well each text answers the question: float32, (n,), higher is better."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self._cross_encoder.predict(pairs, show_progress_bar=False), np.float32)


def load_reranker(name: str) -> Reranker:
    """Load a reranker from the cache, exporting it first if it isn't there.

    Args:
        name: of a CrossEncoder on the hub or in its local cache, or its folder. As in
            sentence-transformers, a name without an owner is one of `cross-encoder`.

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderError: it is not a cross-encoder, gives several labels, or can't be loaded.
    """
    from index.models.cache import Unexported, prepared  # as in `load_encoder`
    from index.models.reranker_export import RERANKER

    reranker = prepared(RERANKER, name)
    if isinstance(reranker, Unexported):
        return TorchReranker(reranker.settings, reranker.model)
    return OnnxReranker(reranker)
