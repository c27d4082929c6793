"""Who may ask: whoever has the token that a server was started with."""

from __future__ import annotations

import hashlib
import hmac
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse

from index.server.guards.hosts import port_in
from index.server.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_OPEN = frozenset({"/healthz", "/sign-in"})
"""What is answered to everybody."""
_OPEN_FOLDER = "/static/"


def is_token(given: str, token: str) -> bool:
    """Tell whether a token is the right one, in the same time whatever it is."""
    return hmac.compare_digest(
        given.encode("utf-8", "surrogatepass"), token.encode("utf-8", "surrogatepass")
    )


def cookie_name(asking: HTTPConnection) -> str:
    """Return the name of the cookie by which a browser shows that it was given the token.

    The port is in it: browsers send a cookie to every port of a host, and servers on two of them
    have a token each.
    """
    port = port_in(asking.headers.get("host", "")) or (asking.scope.get("server") or ("", 0))[1]
    return f"newsdex-{port}"


def cookie_of(token: str) -> str:
    """Return what a browser keeps in place of a token, which can't be read from it."""
    return hmac.new(token.encode(), b"newsdex page", hashlib.sha256).hexdigest()


def _as_typed(value: str) -> str:
    """Return what stands in a header, of which only the bytes are known: UTF-8, as shells write."""
    return value.encode("latin-1").decode("utf-8", "surrogateescape")


def _wanted(scope: Scope) -> str:
    """Return what a browser asked for, "" where that is the first page."""
    query = scope["query_string"].decode("ascii", "replace")
    asked = quote(scope["path"]) + (f"?{query}" if query else "")
    return "" if asked == "/" or scope["method"] not in {"GET", "HEAD"} else asked


class Tokens:
    """Refuses requests without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        """Take what answers the others."""
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to; a browser is led to where it can give the token."""
        if scope["type"] != "http" or self._may(HTTPConnection(scope)):
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith("/api/"):
            challenge = {"WWW-Authenticate": 'Bearer realm="newsdex"'}
            line = "this server asks for its token: Authorization: Bearer TOKEN"
            await problem(HTTPStatus.UNAUTHORIZED, line, challenge)(scope, receive, send)
            return
        wanted = f"/sign-in?{urlencode({'to': _wanted(scope)})}" if _wanted(scope) else "/sign-in"
        await RedirectResponse(wanted, HTTPStatus.SEE_OTHER)(scope, receive, send)

    def _may(self, asking: HTTPConnection) -> bool:
        path = asking.scope["path"]  # not that of its URL, in which its Host header is
        if path in _OPEN or path.startswith(_OPEN_FOLDER):
            return True
        kind, _, given = asking.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and is_token(_as_typed(given.strip()), self._token):
            return True
        return is_token(asking.cookies.get(cookie_name(asking), ""), cookie_of(self._token))
