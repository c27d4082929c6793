"""A Ray cluster: functions run on its machines, each result once, whatever machine goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from index.models.device import has_gpu
from index.models.ray_connection import connected, last_line
from index.vocabulary.errors import NewsIndexError
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")

Promise = Any
"""Of what a machine is making."""

_AHEAD = 8
"""Things that a stream yields before the first of them is taken."""


class RayCluster:
    """A cluster that was joined. What a machine was doing that goes is done again on another.

    The machines have newsdex installed, in the same version, and the model.
    """

    def __init__(self, address: str, *, gpu: bool = False) -> None:
        """Join a cluster.

        Args:
            address: `HOST:PORT`; `auto` takes the cluster that this machine is in.
            gpu: whether each embedding function is to have a GPU, where there is one.

        Raises:
            NewsIndexError: Ray is not installed, or there is no cluster.
        """
        self._ray = connected(address)
        self._gpu = gpu

    @property
    def cores(self) -> int:
        """How many functions run at the same time."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    @property
    def machines(self) -> int:
        """How many machines there are."""
        return sum(node["Alive"] for node in self._ray.nodes())

    @made_once
    def has_gpu(self) -> bool:
        """Tell whether there is a GPU, and onnxruntime on its machine that finds it."""
        if not self._ray.cluster_resources().get("GPU"):
            return False
        found: bool = self._ray.get(self._task(has_gpu, num_cpus=0, num_gpus=0.01).remote())
        return found

    def put(self, value: Any) -> Promise:
        """Hand something over that a function is to take."""
        return self._ray.put(value)

    def begin(self, function: Callable[..., object], *args: Any, embeds: bool = False) -> Promise:
        """Have a function run on a core, and with a GPU where it embeds and there is one.

        Args:
            function: of a module that the machines have; it may be run twice.
            args: what it takes; the result of another, or what was handed over, as its promise.
            embeds: whether it embeds.
        """
        gpus = 1 if embeds and self._gpu and self.has_gpu else 0
        return self._task(function, num_cpus=1, num_gpus=gpus).remote(*args)

    def first_done(self, promises: Sequence[Promise]) -> Promise:
        """Wait for one of some promises."""
        (done,), _ = self._ray.wait(list(promises))
        return done

    def result(self, promise: Promise) -> Any:
        """Wait for what was promised.

        Raises:
            NewsIndexError: as the function did, or the cluster could not do it.
        """
        try:
            return self._ray.get(promise)
        except self._ray.exceptions.RayError as error:
            cause = getattr(error, "cause", None)
            if isinstance(cause, NewsIndexError):
                raise cause from error
            raise NewsIndexError(f"the Ray cluster failed: {last_line(error)}") from error

    def run(self, function: Callable[..., T], *args: Any) -> T:
        """Have a function run on a core, and return its result.

        Raises:
            NewsIndexError: as `result`.
        """
        made: T = self.result(self.begin(function, *args))
        return made

    def stream(self, function: Callable[..., Iterator[object]], *args: Any) -> Iterator[Promise]:
        """Have a function run that yields, a little ahead of what is taken; it counts for no core.

        It has to yield the same when it is run again.
        """
        task = self._task(
            function,
            num_cpus=0,
            num_returns="streaming",
            scheduling_strategy="SPREAD",
            _generator_backpressure_num_objects=_AHEAD,
        )
        promises: Iterator[Promise] = task.remote(*args)
        return promises

    def _task(self, function: Callable[..., object], **options: Any) -> Any:
        return self._ray.remote(max_retries=-1, **options)(function)


def is_given_gpu() -> bool:
    """Tell whether a function that a cluster runs has a GPU for itself."""
    import ray

    given = ray.get_runtime_context().get_accelerator_ids() if ray.is_initialized() else {}
    return bool(given.get("GPU"))
