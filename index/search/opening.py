"""An index opened, and the models that it needs, loaded when they are first asked for."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Self

from index.engines import create_index, open_index
from index.models import (
    AUTO,
    DEFAULT_MODEL,
    DEVICES,
    OWN,
    OwnEncoder,
    RayCluster,
    RayEncoder,
    find_model,
    languages_of,
    load_encoder,
    load_reranker,
)
from index.search.searching.recent import RecentRankings
from index.vocabulary.arguments import (
    check_callable,
    check_number,
    check_text,
    check_whole_number,
    place_of,
)
from index.vocabulary.cores import cores
from index.vocabulary.errors import EncoderMismatchError, QuestionError
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces import Index
    from index.models import Encoder, Reranker
    from index.vocabulary.place import Where

WAIT = 10.0
"""Seconds that a change waits for another writer to finish, unless told."""

_OWN_NAME = "own"
"""What an index calls the maker of vectors from outside, unless told."""


class OpenIndex:
    """An index that is open, until it is closed; a context manager."""

    def __init__(  # noqa: PLR0913 - one parameter for each option
        self,
        index: Index,
        *,
        jobs: int | None = None,
        device: str = AUTO,
        embed: Callable[[list[str]], Any] | None = None,
        ray: str | None = None,
        gpu: bool = False,
    ) -> None:
        """Take an index as an engine keeps it; `create` and `open` choose the engine.

        Args:
            index: opened; it is closed with this.
            jobs: processes that read many articles, and passages embedded at once; None takes
                one for each core. It changes nothing of the index.
            device: where passages are embedded.
            embed: makes the vectors, where they come from outside.
            ray: address of the Ray cluster that fills it; None fills it here.
            gpu: whether the cluster embeds on GPUs.
        """
        self._index = index
        self._ray = ray
        self._gpu = gpu
        self._own = embed
        self._jobs, self._device = jobs, device
        self._loading = threading.Lock()
        self._loaded: Encoder | None = None
        self._rerankers: dict[str, Reranker] = {}
        self._recent = RecentRankings()
        # More threads than cores would only take each other's turns in the interpreter.
        self._turns = threading.BoundedSemaphore(cores())

    @classmethod
    def create(  # noqa: PLR0913 - one parameter for each option
        cls,
        path: str | os.PathLike[str],
        *,
        model: str = DEFAULT_MODEL,
        embed: Callable[[list[str]], Any] | None = None,
        dimension: int | None = None,
        wait: float = WAIT,
        jobs: int | None = None,
        device: str = AUTO,
        ray: str | None = None,
        gpu: bool = False,
    ) -> Self:
        """Make an empty index, readable for its owner alone.

        Vectors may come from outside, from a function or with the articles (`add`'s `vectors`):
        say their dimension then, and as `model` what the index is to call their maker.

        Args:
            path: a directory that is empty or does not exist yet.
            model: a sentence-transformers model, by name or folder; it makes all vectors.
            embed: a function in its place: texts to their vectors, (n, dimension), of any length.
                A question is given to it as the only text, a passage with its headline before it.
                The index keeps its name alone: whoever opens it gives it again.
            dimension: of the vectors from outside; None where the model makes them.
            wait: seconds to wait for another writer, now and in later calls.
            jobs: processes that read many articles, and passages embedded at once; None takes
                one for each core. It changes nothing of the index.
            device: where passages are embedded: `cpu`, or a GPU by the name of what drives it,
                `cuda`, `rocm`, `directml`, `coreml` or `openvino`; `auto` takes a GPU where the
                onnxruntime that is installed was made for one. Questions stay on the CPU.
            ray: address of a Ray cluster whose machines fill it, `HOST:PORT`, or `auto` for the
                one that this machine is in; for an index in tables.
            gpu: whether they embed on GPUs, where onnxruntime finds one there.

        Raises:
            QuestionError: a function without a dimension, or a dimension below 1; a Ray cluster
                for an index in a directory, or beside a function.
            IndexExistsError: there is an index already.
            NoIndexError: the directory holds something else.
            ModelNotFoundError: nothing goes by this name.
            EncoderError: the model can't be loaded.
            IndexLockedError: another process is making an index there.
            IndexWriteError: the directory can't be written to.
        """
        loaded: list[Encoder] = []

        def encoder() -> Encoder:
            if dimension is None:
                loaded.append(load_encoder(model, jobs=jobs, device=device))
            else:
                name = _OWN_NAME if model == DEFAULT_MODEL else model
                loaded.append(OwnEncoder(name, dimension, embed))
            return loaded[0]

        check_text("model", model)
        check_callable("embed", embed)
        check_whole_number("dimension", dimension, optional=True)
        if (embed and dimension is None) or (dimension is not None and dimension < 1):
            raise QuestionError(f"dimension: {dimension}; say how long the vectors of embed are")
        _check_opening(wait, jobs, device)
        place = place_of(path)
        _check_ray(ray, place, own=dimension is not None, gpu=gpu)
        created = create_index(place, encoder, wait=wait)
        index = cls(created, jobs=jobs, device=device, embed=embed, ray=ray, gpu=gpu)
        index._loaded = loaded[0]
        return index

    @classmethod
    def open(  # noqa: PLR0913 - as above
        cls,
        path: str | os.PathLike[str],
        *,
        model: str | None = None,
        embed: Callable[[list[str]], Any] | None = None,
        wait: float = WAIT,
        jobs: int | None = None,
        device: str = AUTO,
        ray: str | None = None,
        gpu: bool = False,
    ) -> Self:
        """Open an index.

        Args:
            path: its directory.
            model: the encoder that it should have been made with; None takes what it has.
            embed: the function that makes its vectors, if it was made with one; without it,
                keywords are searched, and whatever needs a vector is refused.
            wait: seconds to wait for another writer before a change.
            jobs: processes that read many articles, and passages embedded at once; None takes
                one for each core. It changes nothing of the index.
            device: where passages are embedded: `cpu`, or a GPU by the name of what drives it,
                `cuda`, `rocm`, `directml`, `coreml` or `openvino`; `auto` takes a GPU where the
                onnxruntime that is installed was made for one. Questions stay on the CPU.
            ray: address of a Ray cluster whose machines fill it, as `create` takes it.
            gpu: whether they embed on GPUs, as `create` takes it.

        Raises:
            QuestionError: a Ray cluster for an index in a directory, or beside a function.
            NoIndexError: there is none.
            EncoderMismatchError: it was made with another model, or with one and no function.
            DamagedIndexError: a file is missing or damaged.
            IndexFormatError: another version of newsdex wrote it.
        """
        check_text("model", model, optional=True)
        check_callable("embed", embed)
        _check_opening(wait, jobs, device)
        place = place_of(path)
        _check_ray(ray, place, own=embed is not None, gpu=gpu)
        opened = open_index(place, wait=wait)
        index = cls(opened, jobs=jobs, device=device, embed=embed, ray=ray, gpu=gpu)
        try:
            if embed is not None:
                index._check_own(path)
            if model is not None:
                index._check_model(path, model)
        except BaseException:
            index.close()
            raise
        return index

    def _check_own(self, path: str | os.PathLike[str]) -> None:
        made_with, fingerprint = self._index.model
        if fingerprint != OWN:
            raise EncoderMismatchError(
                f"{os.fspath(path)} was made with the model {made_with}, which makes all its "
                "vectors; leave embed out, or make a new index for it"
            )

    def _check_model(self, path: str | os.PathLike[str], model: str) -> None:
        made_with, fingerprint = self._index.model
        if fingerprint == OWN and model == made_with:
            return
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
    def path(self) -> Where:
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
                if fingerprint == OWN:
                    dimension = self._index.status().dimension
                    self._loaded = OwnEncoder(name, dimension, self._own)
                else:
                    self._loaded = load_encoder(
                        name, fingerprint, jobs=self._jobs, device=self._device
                    )
            return self._loaded

    @property
    def _passage_encoder(self) -> Encoder:
        """The encoder for passages: on a Ray cluster, where one was named."""
        if self._ray is None:
            return self._encoder
        return RayEncoder(self._encoder, self._cluster)

    @made_once
    def _cluster(self) -> RayCluster:
        """The Ray cluster that was named, joined when first needed."""
        return RayCluster(self._ray or "", gpu=self._gpu)

    @property
    def embeds_on_gpu(self) -> bool:
        """Whether passages are embedded on GPUs of the cluster: it was asked for, and has some."""
        return self._gpu and self._cluster.has_gpu

    def _check_embedding(self) -> None:
        """Check that passages can be embedded, before anything is done.

        Raises:
            EncoderError: their vectors come from outside, and there is no function for them.
        """
        encoder = self._encoder
        if isinstance(encoder, OwnEncoder) and not encoder.is_there:
            encoder.question("")

    @property
    def _languages(self) -> frozenset[str]:
        """The languages that its model was made for; none where that is not known, or all are."""
        name, fingerprint = self._index.model
        return frozenset() if fingerprint == OWN else languages_of(name)

    def _embed(self, question: str) -> NDArray[np.float32]:
        return self._encoder.question(question)

    def _reranker(self, name: str) -> Reranker:
        with self._loading:
            if name not in self._rerankers:
                self._rerankers[name] = load_reranker(name)
            return self._rerankers[name]


def _check_ray(ray: str | None, place: Where, *, own: bool, gpu: bool) -> None:
    check_text("ray", ray, optional=True)
    if gpu and ray is None:
        raise QuestionError("gpu: it is for the machines of a Ray cluster; name one with ray")
    if ray is not None and (own or not isinstance(place, str)):
        raise QuestionError(
            "ray: vectors of a function are made where it is"
            if own
            else "ray: a Ray cluster fills an index in tables: lance://, s3://, gs:// or az://"
        )


def _check_opening(wait: float, jobs: int | None, device: str) -> None:
    check_number("wait", wait, "seconds")
    check_whole_number("jobs", jobs, optional=True)
    if jobs is not None and jobs < 1:
        raise QuestionError(f"jobs: {jobs} is below 1")
    if device not in DEVICES:
        raise QuestionError(f"device: {device!r} is none of {', '.join(DEVICES)}")
