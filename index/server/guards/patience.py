"""Clients that are slow, or never finish what they ask: they are let go after a while.

uvicorn waits for ever for the rest of a request, and for a client to read its answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

TO_ASK = 10.0
"""Seconds from a connection, or the first byte of a request, to its last: bytes that trickle in
don't make it longer."""
TO_READ = 60.0
"""Seconds in which a client takes what waits for it, some 64 kB."""

_COMPLETE = frozenset({h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR})
"""States of a client that has said all of its request."""


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, with clients that never finish let go."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._asking = self._later(self._asking, TO_ASK, self._let_go)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._asking = _stopped(self._asking)
        self._reading = _stopped(self._reading)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came of a request; wait on if there is to be more."""
        super().data_received(data)
        if self.conn.their_state in _COMPLETE:
            self._asking = _stopped(self._asking)
        else:
            self._asking = self._later(self._asking, TO_ASK, self._let_go)

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what is there for it."""
        super().pause_writing()
        self._reading = self._later(self._reading, TO_READ, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on, since the client took it."""
        self._reading = _stopped(self._reading)
        super().resume_writing()

    def _later(
        self, waiting: asyncio.TimerHandle | None, seconds: float, end: Callable[[], object]
    ) -> asyncio.TimerHandle:
        """Return a timer: the one that runs already, or a new one."""
        return waiting or self.loop.call_later(seconds, end)

    def _let_go(self) -> None:
        self._asking = None
        if self.conn.their_state not in _COMPLETE and not self.transport.is_closing():
            self.transport.close()


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """Stop a timer, if there is one; what is returned stands for none."""
    if timer is not None:
        timer.cancel()
    return None
