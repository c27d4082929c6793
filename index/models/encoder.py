"""Texts to vectors, by onnxruntime, without torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.models.exported import NetworkSettings
    from index.models.runtime import Network

    Vectors = NDArray[np.float32]
    Fits = Callable[[str], bool]
    """Whether a network reads all of a passage's text."""

TORCH_BATCH = 64
"""Passages that sentence-transformers embeds at once, where it must."""


class Encoder(Protocol):
    """Anything that turns questions and passages into vectors that can be compared."""

    settings: NetworkSettings

    def question(self, text: str) -> Vectors:
        """Return the vector of a question: float32, (dim,), unit length."""

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages: float32, (n, dim), rows of unit length.

        Args:
            texts: the passages as they are to be read, titles and all.
            on_batch: called with the number of passages embedded since the last call.
        """

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""

    def fitting(self) -> Fits | None:
        """Return what tells the same in another process; None where only this one can."""


class OnnxEncoder:
    """An exported encoder. Threads may share one."""

    def __init__(self, network: Network, jobs: int | None = None) -> None:
        self.settings = network.settings
        self._network = network
        self._jobs = jobs

    def question(self, text: str) -> Vectors:
        """Return the vector of a question: float32, (dim,), unit length."""
        return self._network.run(self.settings.question_prompt + text)

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages: float32, (n, dim), rows of unit length."""
        return self._network.run_each(
            [(self.settings.passage_prompt + text,) for text in texts],
            jobs=self._jobs,
            on_result=on_batch and (lambda: on_batch(1)),
        )

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        return self._network.reads_all(self.settings.passage_prompt + text)

    def fitting(self) -> Fits:
        """Return what tells the same in another process."""
        return self._network.fitting(self.settings.passage_prompt)


class TorchEncoder:
    """A model that could not be exported, run by sentence-transformers itself."""

    def __init__(self, settings: NetworkSettings, transformer: SentenceTransformer) -> None:
        self.settings = settings
        self._transformer = transformer

    def question(self, text: str) -> Vectors:
        """Return the vector of a question: float32, (dim,), unit length."""
        vectors: Vectors = self._transformer.encode_query(
            [text],
            prompt=self.settings.question_prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return vectors.reshape(-1)

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages: float32, (n, dim), rows of unit length."""
        parts = [np.zeros((0, self.settings.dimension), np.float32)]
        for start in range(0, len(texts), TORCH_BATCH):
            batch = list(texts[start : start + TORCH_BATCH])
            parts.append(
                self._transformer.encode_document(
                    batch,
                    prompt=self.settings.passage_prompt,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
            )
            if on_batch:
                on_batch(len(batch))
        return np.concatenate(parts).astype(np.float32)

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        tokens = self._transformer.tokenizer(self.settings.passage_prompt + text)["input_ids"]
        return len(tokens) <= self.settings.longest

    def fitting(self) -> None:
        """Return nothing: each process would load torch for it."""
