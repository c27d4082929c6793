"""A server, running: where it listens, and how it ends."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from index.server.app import application
from index.server.guards import PatientProtocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from index.search import NewsIndex
    from index.server.settings import Settings

TO_END = 10
"""Seconds that answers under way have when the server is told to end."""

_AFTER = 2
"""Seconds that the process has from then on: a question that still runs can't be told to stop."""

_STOPPED_BY = 128
"""What a shell adds to the number of a signal for the exit code of what it stopped."""

_DESCRIPTORS = 16_384
"""Files and connections that may be open at once, where the system lets a process have them."""


def serve(
    index: NewsIndex,
    settings: Settings,
    listening: socket.socket,
    *,
    on_start: Callable[[], object] | None = None,
) -> None:
    """Answer requests until the process is told to end, then let those under way finish.

    A process that was told ends `TO_END` and two seconds later, whatever it still does.

    Args:
        index: open.
        settings: what is shown, to whom, how much of it.
        listening: a socket that is bound.
        on_start: called once requests are answered.

    Raises:
        KeyboardInterrupt: it ended by Ctrl-C.
    """
    raise_descriptors()
    config = uvicorn.Config(
        application(index, settings),
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level=logging.WARNING,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=TO_END,
    )
    _Server(config, on_start).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it has started; ends as a command does."""

    def __init__(self, config: uvicorn.Config, on_start: Callable[[], object] | None) -> None:
        super().__init__(config)
        self._on_start = on_start
        self._told: list[int] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._on_start:
            self._on_start()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End when answers under way are finished, or take too long; told again, at once."""
        if self._told:
            os._exit(_STOPPED_BY + sig)  # threads that answer would be waited for
        self._told.append(sig)
        code = _STOPPED_BY + sig if sig == signal.SIGINT else 0
        end = threading.Timer(TO_END + _AFTER, os._exit, [code])
        end.daemon = True
        end.start()
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Be told by signals to end; uvicorn would have the process die of them afterwards.

        A second signal counts until the process has ended, whatever is waited for by then.

        Raises:
            KeyboardInterrupt: it was Ctrl-C.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in HANDLED_SIGNALS}
        try:
            yield
        finally:
            if not self._told:
                for each, handler in before.items():
                    signal.signal(each, handler)
        if signal.SIGINT in self._told:
            raise KeyboardInterrupt


def bound(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address.

    Args:
        host: a name or address of this machine.
        port: 0 takes one that is free.

    Raises:
        OSError: there is no such address, or something else listens there.
    """
    family, _, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    made = socket.create_server(address[:2], family=family, backlog=2048)
    # asyncio sends at once (TCP_NODELAY) where it is told that this is TCP, which Python leaves
    # open; else an answer waits up to 40 ms for the client to say that it has the head of it.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())


def raise_descriptors() -> None:
    """Let this process have many connections at once, as many as the system allows it."""
    if sys.platform == "win32":  # which has no such limit
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
