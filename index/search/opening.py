"""An index opened, and the models that it needs, loaded when they are first asked for."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Self

from index.models import DEFAULT_MODEL, find_model, load_encoder, load_reranker
from index.search.engines import create_index, open_index
from index.vocabulary.arguments import check_number, check_text, check_whole_number, folder_of
from index.vocabulary.cores import cores
from index.vocabulary.errors import EncoderMismatchError, QuestionError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces import Index
    from index.models import Encoder, Reranker

WAIT = 10.0
"""Seconds that a change waits for another writer to finish, unless told."""


class OpenIndex:
    """An index that is open, until it is closed; a context manager."""

    def __init__(self, index: Index, *, jobs: int | None = None) -> None:
        """Take an index as an engine keeps it; `create` and `open` choose the engine.

        Args:
            index: opened; it is closed with this.
            jobs: passages to embed at once; None takes one for each core.
        """
        self._index = index
        self._jobs = jobs
        self._loading = threading.Lock()
        self._loaded: Encoder | None = None
        self._rerankers: dict[str, Reranker] = {}
        # More threads than cores would only take each other's turns in the interpreter.
        self._turns = threading.BoundedSemaphore(cores())

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        model: str = DEFAULT_MODEL,
        wait: float = WAIT,
        jobs: int | None = None,
    ) -> Self:
        """Make an empty index, readable for its owner alone.

        Args:
            path: a directory that is empty or does not exist yet.
            model: a sentence-transformers model, by name or folder; it makes all vectors.
            wait: seconds to wait for another writer, now and in later calls.
            jobs: passages to embed at once; None takes one for each core.

        Raises:
            IndexExistsError: there is an index already.
            NoIndexError: the directory holds something else.
            ModelNotFoundError: nothing goes by this name.
            EncoderError: the model can't be loaded.
            IndexLockedError: another process is making an index there.
            IndexWriteError: the directory can't be written to.
        """
        loaded: list[Encoder] = []

        def encoder() -> Encoder:
            loaded.append(load_encoder(model, jobs=jobs))
            return loaded[0]

        check_text("model", model)
        _check_opening(wait, jobs)
        index = cls(create_index(folder_of(path), encoder, wait=wait), jobs=jobs)
        index._loaded = loaded[0]
        return index

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        model: str | None = None,
        wait: float = WAIT,
        jobs: int | None = None,
    ) -> Self:
        """Open an index.

        Args:
            path: its directory.
            model: the encoder that it should have been made with; None takes what it has.
            wait: seconds to wait for another writer before a change.
            jobs: passages to embed at once; None takes one for each core.

        Raises:
            NoIndexError: there is none.
            EncoderMismatchError: it was made with another model.
            DamagedIndexError: a file is missing or damaged.
            IndexFormatError: another version of newsdex wrote it.
        """
        check_text("model", model, optional=True)
        _check_opening(wait, jobs)
        index = cls(open_index(folder_of(path), wait=wait), jobs=jobs)
        if model is not None:
            try:
                index._check_model(path, model)
            except BaseException:
                index.close()
                raise
        return index

    def _check_model(self, path: str | os.PathLike[str], model: str) -> None:
        made_with, fingerprint = self._index.model
        found = find_model(model)
        if found.fingerprint != fingerprint:
            raise EncoderMismatchError(
                f"{os.fspath(path)} was made with {made_with}, not with {found.name}; "
                "leave the model out, or make a new index for it"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its files, as soon as no search uses them, and let the generation go."""
        self._index.close()

    def refresh(self) -> bool:
        """Move on to the newest generation; return whether there was a newer one."""
        return self._index.refresh()

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self._index.path

    @property
    def model(self) -> str:
        """The name of the encoder that makes its vectors."""
        return self._index.model[0]

    @property
    def _encoder(self) -> Encoder:
        """The encoder that made the index, loaded when first needed."""
        with self._loading:
            if self._loaded is None:
                name, fingerprint = self._index.model
                self._loaded = load_encoder(name, fingerprint, jobs=self._jobs)
            return self._loaded

    def _embed(self, question: str) -> NDArray[np.float32]:
        return self._encoder.question(question)

    def _reranker(self, name: str) -> Reranker:
        with self._loading:
            if name not in self._rerankers:
                self._rerankers[name] = load_reranker(name)
            return self._rerankers[name]


def _check_opening(wait: float, jobs: int | None) -> None:
    check_number("wait", wait, "seconds")
    check_whole_number("jobs", jobs, optional=True)
    if jobs is not None and jobs < 1:
        raise QuestionError(f"jobs: {jobs} is below 1")
