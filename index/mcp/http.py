"""The server over HTTP: who may ask it, and until when."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse

from index.vocabulary.errors import NewsIndexError
from index.vocabulary.tokens import brings_token

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from mcp.server.mcpserver import MCPServer
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/mcp"

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

_LARGEST = 256 * 1024
"""Bytes of a request; a question is far shorter."""

_PATIENCE = 3
"""Seconds that answers under way have to finish once it is stopped."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any that is free.

    Raises:
        NewsIndexError: it can't be had.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise NewsIndexError(f"{host}:{port}: {error.strerror or error}") from error


def serve_http(
    server: MCPServer[Any],
    listener: socket.socket,
    *,
    names: Iterable[str] = (),
    token: str | None = None,
) -> None:
    """Serve over HTTP until Ctrl-C.

    Whose Host header names another host is refused, so that no page in a browser reaches it under
    a name of its own (DNS rebinding); so is an Origin that is not of these hosts.

    Args:
        server: of the tools.
        listener: as `listening` gives it.
        names: by which it is asked besides those of the loopback.
        token: that every request must bring; None lets everybody ask.
    """
    hosts = [*_LOOPBACK, *names]
    every = [*hosts, *(f"{host}:*" for host in hosts)]
    app: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=_LARGEST,
        transport_security=TransportSecuritySettings(
            allowed_hosts=every,
            allowed_origins=[
                f"{scheme}://{host}" for scheme in ("http", "https") for host in every
            ],
        ),
    )
    app = _ByAddress(app)
    if token:
        app = _Guarded(app, token)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says nothing of what it cuts off when it is stopped."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        super().handle_exit(sig, frame)


class _ByAddress:
    """Takes the address of this machine that a request came in at for one of its names.

    A page elsewhere has a name of its own, which it may lead here; an address is nobody's name.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope.get("server"):
            address, port = scope["server"]
            came_in = f"[{address}]" if ":" in address else address
            names = {came_in.encode(), f"{came_in}:{port}".encode()}
            headers = [
                (name, b"127.0.0.1" if name == b"host" and value in names else value)
                for name, value in scope["headers"]
            ]
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, send)


class _Guarded:
    """Lets through who brings the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._brings(scope):
            refused = PlainTextResponse(
                "a token is needed", 401, headers={"WWW-Authenticate": "Bearer"}
            )
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _brings(self, scope: Scope) -> bool:
        return brings_token(dict(scope["headers"]).get(b"authorization", b""), self._token)
