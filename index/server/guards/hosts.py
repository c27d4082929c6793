"""By which names a server may be called: a page elsewhere can't reach it by a name of its own.

A site may have its name lead to 127.0.0.1 and so read what a server on this machine answers (DNS
rebinding); the name is in the Host header.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from index.server.problems import problem
from index.vocabulary.addresses import address_of, is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from index.server.settings import Settings


_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/?#@\[\]]+))(?::(\d{1,5}))?", re.IGNORECASE)
"""A name or an address, of IPv6 in brackets, and maybe a port; nothing else."""


def name_in(header: str) -> str:
    """Return the name or address in a Host header without its port, "" where there is none."""
    there = _HOST.fullmatch(header.strip())
    return _plain(there[1] or there[2]) if there else ""


def port_in(header: str) -> int:
    """Return the port in a Host header, 0 where there is none."""
    there = _HOST.fullmatch(header.strip())
    return int(there[3]) if there and there[3] else 0


def _plain(name: str) -> str:
    """Return a name or address in the one form in which they are compared."""
    name = name.strip().lower().removesuffix(".")
    address = address_of(name)
    return name if address is None else str(address)


class KnownHosts:
    """Refuses requests for another server."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take what answers the others."""
        self._app = app
        self._known = {name_in(host) or _plain(host) for host in settings.hosts} - {""}
        self._any_address = settings.any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] == "http" and not self._knows(scope):
            refusal = problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                "this server is not known by that name; newsdex serve --allow-host allows one",
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        name = name_in(Headers(scope=scope).get("host", ""))
        if name in self._known or is_loopback(name):
            return True
        return self._any_address and address_of(name) is not None
