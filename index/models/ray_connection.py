"""A Ray cluster joined, without a word of it."""

from __future__ import annotations

import logging
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 5.0
"""Seconds in which a cluster is to answer."""

_STDERR = 2
"""Its number as a file."""


def connected(address: str) -> Any:
    """Join a cluster, and return Ray; it tells no one of its use, and says nothing here.

    Raises:
        NewsIndexError: Ray is not installed, or there is no cluster.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        from ray._private import worker
    except ImportError as error:
        raise NewsIndexError("--ray needs Ray: pip install 'newsdex[cluster]'") from error
    # Else it prints on stdout what every machine had to say that went.
    worker._worker_logs_enabled = False  # noqa: SLF001
    if not ray.is_initialized():
        try:
            _knock(address)
            with _without_stderr():
                ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (OSError, ValueError, RuntimeError) as error:
            raise NewsIndexError(f"no Ray cluster at {address}: {last_line(error)}") from error
    return ray


@contextmanager
def _without_stderr() -> Iterator[None]:
    """Keep stderr from what is written there in C++, whatever level its log has."""
    kept, nowhere = os.dup(_STDERR), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    try:
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)


def _knock(address: str) -> None:
    """Try whether anything answers at `HOST:PORT`: Ray itself goes on trying for minutes.

    Raises:
        OSError: nothing does.
    """
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and "://" not in host:
        socket.create_connection((host, int(port)), _PATIENCE).close()


def last_line(error: Exception) -> str:
    """Return what an error of Ray's comes to: tracebacks of other machines stand before it."""
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
