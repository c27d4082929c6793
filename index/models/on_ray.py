"""Passages embedded by the machines of a Ray cluster, each with the encoder loaded once."""

from __future__ import annotations

import logging
import os
import socket
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.models.loading import load_encoder
from index.vocabulary.errors import EncoderError, NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.models.encoder import Encoder

_PIECE = 128
"""Passages of one task, about a second's work of a core: what is done again if its machine goes."""

_PATIENCE = 5.0
"""Seconds in which a cluster is to answer."""

_WAITING = 2
"""Tasks for each core that are handed out at once."""


class RayEncoder:
    """An encoder whose passages are embedded on a Ray cluster; what else it does is done here.

    A task whose machine goes is done again on another. The machines have newsdex installed, and
    the model; each core of them loads it once.
    """

    def __init__(self, encoder: Encoder, address: str) -> None:
        """Take the encoder that an index was made with.

        Args:
            encoder: loaded here.
            address: of the cluster, `HOST:PORT`; `auto` takes the one that this machine is in.

        Raises:
            NewsIndexError: Ray is not installed, or there is no cluster.
        """
        self.settings = encoder.settings
        self._encoder = encoder
        self._ray = _connected(address)
        self._task = self._ray.remote(num_cpus=1, max_retries=-1)(_embed)

    def _handed_out(self, texts: list[str]) -> Any:
        """Return the promise of the vectors of some passages."""
        return self._task.remote(self.settings.name, self.settings.fingerprint, texts)

    def question(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question: float32, (dim,), unit length."""
        return self._encoder.question(text)

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        return self._encoder.fits(text)

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
        most = max(1, _WAITING * int(self._ray.cluster_resources().get("CPU", 1)))
        while True:
            for start in starts:
                running[self._handed_out(list(texts[start : start + _PIECE]))] = start
                if len(running) >= most:
                    break
            if not running:
                return vectors
            (done,), _ = self._ray.wait(list(running))
            start = running.pop(done)
            try:
                made = self._ray.get(done)
            except self._ray.exceptions.RayError as error:
                raise EncoderError(
                    f"the Ray cluster could not embed: {_last_line(error)}"
                ) from error
            vectors[start : start + len(made)] = made
            if on_batch:
                on_batch(len(made))


def _embed(name: str, fingerprint: str, texts: list[str]) -> NDArray[np.float32]:
    return _loaded(name, fingerprint).passages(texts)


@cache
def _loaded(name: str, fingerprint: str) -> Encoder:
    """Load an encoder, once for all tasks of a process of Ray's: it keeps to one core."""
    return load_encoder(name, fingerprint, jobs=1)


def _connected(address: str) -> Any:
    """Join a cluster, and return Ray; it tells no one of its use, and says nothing here."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise NewsIndexError("--ray needs Ray: pip install 'newsdex[cluster]'") from error
    if not ray.is_initialized():
        try:
            _knock(address)
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (OSError, ValueError, RuntimeError) as error:
            raise NewsIndexError(f"no Ray cluster at {address}: {_last_line(error)}") from error
    return ray


def _knock(address: str) -> None:
    """Try whether anything answers at `HOST:PORT`: Ray itself goes on trying for minutes.

    Raises:
        OSError: nothing does.
    """
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and "://" not in host:
        socket.create_connection((host, int(port)), _PATIENCE).close()


def _last_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
