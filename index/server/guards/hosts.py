"""By which names a server may be called: a page elsewhere can't reach it by a name of its own.

A site may have its name lead to 127.0.0.1 and so read what a server on this machine answers (DNS
rebinding); the name is in the Host header.
"""

from __future__ import annotations

import ipaddress
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from index.server.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from index.server.settings import Settings


def is_loopback(host: str) -> bool:
    """Tell whether a name or address is that of this machine for itself alone."""
    if host.lower().rstrip(".") == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def name_in(header: str) -> str:
    """Return the name or address in a Host header, without its port."""
    if header.startswith("["):
        return header.partition("]")[0].removeprefix("[").lower()
    return header.partition(":")[0].lower()


class KnownHosts:
    """Refuses requests for another server."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take what answers the others."""
        self._app = app
        self._known = {host.lower() for host in settings.hosts}
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
        return self._any_address and _address(name) is not None
