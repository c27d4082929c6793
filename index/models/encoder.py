"""Texts to vectors, by onnxruntime, without torch.

The network and the tokenizer were exported once into the cache folder (`index.models.export`).
"""

from __future__ import annotations

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol

from index.models.runtime import EncoderSettings, open_session, open_tokenizer, run_session
from index.vocabulary.errors import EncoderError, EncoderMismatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.models.token_count import TokenCounter


_log = logging.getLogger("newsdex")

RECIPE = 2
"""Of the export: raised when it changes, so that old exports are made anew."""

TORCH_BATCH = 64
"""Passages that sentence-transformers embeds at once, where it must."""


class Encoder(Protocol):
    """Anything that turns questions and passages into vectors that can be compared."""

    settings: EncoderSettings

    def question(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question: float32, (dim,), unit length."""

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of passages: float32, (n, dim), rows of unit length.

        Args:
            texts: the passages as they are to be read, titles and all.
            on_batch: called with the number of passages embedded since the last call.
        """

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""


class OnnxEncoder:
    """An exported encoder."""

    def __init__(self, settings: EncoderSettings, folder: Path, jobs: int | None = None) -> None:
        self.settings = settings
        self._jobs = jobs or len(os.sched_getaffinity(0))
        self._tokenizer = open_tokenizer(settings, folder)
        self._folder = folder
        self._loading = threading.Lock()

    @cached_property
    def _counter(self) -> TokenCounter:
        from index.models.token_count import TokenCounter

        return TokenCounter(self._folder / "tokenizer.json")

    @cached_property
    def _session(self) -> Any:
        """For one question: all cores work on it together."""
        return self._open(threads=0)

    @cached_property
    def _session_of_one(self) -> Any:
        """For many passages: each core works on its own, which measured 1.16 times as fast on 2."""
        return self._open(threads=1)

    def _open(self, threads: int) -> Any:
        try:
            return open_session(self._folder, threads)
        except Exception as error:  # whatever onnxruntime raises on a damaged file
            raise _damaged(self._folder) from error

    def question(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question: float32, (dim,), unit length."""
        with self._loading:
            session = self._session
        return self._run(session, self.settings.question_prompt + text)

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of passages: float32, (n, dim), rows of unit length."""
        import numpy as np

        with self._loading:
            session = self._session_of_one
        vectors = np.zeros((len(texts), self.settings.dimension), np.float32)
        with ThreadPoolExecutor(self._jobs) as workers:
            prompted = (self.settings.passage_prompt + text for text in texts)
            made = workers.map(partial(self._run, session), prompted)
            try:
                for row, vector in enumerate(made):
                    vectors[row] = vector
                    if on_batch:
                        on_batch(1)
            except BaseException:
                workers.shutdown(wait=False, cancel_futures=True)
                raise
        return vectors

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        prepared = self._prepared(self.settings.passage_prompt + text)
        return self._counter.fits(prepared, self.settings.longest)

    def _prepared(self, text: str) -> str:
        return text.strip().lower() if self.settings.lower else text.strip()

    def _run(self, session: Any, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = run_session(
            session, self.settings, self._tokenizer.encode(self._prepared(text))
        )
        return vector


class TorchEncoder:
    """A model that could not be exported, run by sentence-transformers itself."""

    def __init__(self, settings: EncoderSettings, transformer: SentenceTransformer) -> None:
        self.settings = settings
        self._transformer = transformer

    def question(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question: float32, (dim,), unit length."""
        vectors: NDArray[np.float32] = self._transformer.encode_query(
            [text],
            prompt=self.settings.question_prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return vectors.reshape(-1)

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of passages: float32, (n, dim), rows of unit length."""
        import numpy as np

        parts = []
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
        empty = np.zeros((0, self.settings.dimension), np.float32)
        return np.concatenate([empty, *parts]).astype(np.float32)

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        tokens = self._transformer.tokenizer(self.settings.passage_prompt + text)["input_ids"]
        return len(tokens) <= self.settings.longest


def load_encoder(name: str, fingerprint: str = "", *, jobs: int | None = None) -> Encoder:
    """Load an encoder from the cache, exporting it first if it isn't there.

    Args:
        name: of the model, as given when the index was made.
        fingerprint: of the model that made the index; empty takes the model as it is now.
        jobs: passages to embed at once, None for one for each core. It changes no vector.

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderMismatchError: the model has changed since the index was made.
        EncoderError: it can't be loaded.
    """
    from platformdirs import user_cache_path

    cache = user_cache_path("newsdex") / "encoders"
    folder = cache / f"{fingerprint[:32]}-{RECIPE}"
    if not fingerprint or not (folder / "settings.json").exists():
        from index.models.model import find_model

        model = find_model(name)
        if fingerprint and model.fingerprint != fingerprint:
            raise EncoderMismatchError(
                f"the model {name!r} has changed since this index was made; "
                "make a new index, or bring the old model back"
            )
        folder = cache / f"{model.fingerprint[:32]}-{RECIPE}"
        if not (folder / "settings.json").exists():
            _log.info("preparing the encoder %s (once, half a minute)", name)
            from index.models.export import export_model

            export_model(model, folder)
    return _run_from(folder, name, jobs)


def _damaged(folder: Path) -> EncoderError:
    return EncoderError(
        f"the encoder in {folder} can't be loaded; remove that folder and try again"
    )


def _run_from(folder: Path, name: str, jobs: int | None) -> Encoder:
    try:
        # One model may go by several names, and the one it had first may be gone.
        settings = replace(EncoderSettings.read(folder), name=name)
        if settings.runtime == "onnx":
            return OnnxEncoder(settings, folder, jobs)
    except Exception as error:  # whatever a damaged file makes three libraries raise
        raise _damaged(folder) from error
    from index.models.export import load_transformer
    from index.models.model import find_model

    _log.warning("%s runs in sentence-transformers, slower: %s", settings.name, settings.reason)
    model = find_model(settings.name)
    if model.fingerprint != settings.fingerprint:
        raise EncoderMismatchError(
            f"the model {settings.name!r} has changed since this index was made; "
            "make a new index, or bring the old model back"
        )
    return TorchEncoder(settings, load_transformer(model.folder))
