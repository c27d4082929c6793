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
from index.vocabulary.tokens import brings_token, is_token

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_OPEN = frozenset({"/healthz", "/sign-in"})
"""What is answered to everybody."""
_OPEN_FOLDER = "/static/"
_FEED = "/watch.atom"
"""What is read by programs that can give a password, and can't sign in on a page."""


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
        if scope["path"].startswith("/api/") or scope["path"] == _FEED:
            kind = "Basic" if scope["path"] == _FEED else "Bearer"
            challenge = {"WWW-Authenticate": f'{kind} realm="newsdex"'}
            line = "this server asks for its token: Authorization: Bearer TOKEN, or as a password"
            await problem(HTTPStatus.UNAUTHORIZED, line, challenge)(scope, receive, send)
            return
        wanted = f"/sign-in?{urlencode({'to': _wanted(scope)})}" if _wanted(scope) else "/sign-in"
        await RedirectResponse(wanted, HTTPStatus.SEE_OTHER)(scope, receive, send)

    def _may(self, asking: HTTPConnection) -> bool:
        path = asking.scope["path"]  # not that of its URL, in which its Host header is
        if path in _OPEN or path.startswith(_OPEN_FOLDER):
            return True
        if brings_token(asking.headers.get("authorization", "").encode("latin-1"), self._token):
            return True
        return is_token(asking.cookies.get(cookie_name(asking), ""), cookie_of(self._token))
