"""HEAD: what GET would answer, without the answer itself."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """Answers HEAD wherever GET is answered."""

    def __init__(self, app: ASGIApp) -> None:
        """Take what answers GET."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what is sent as it is made ends once its headers are known."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head, begun = scope["method"] == "HEAD", False

        async def received() -> Message:
            return {"type": "http.disconnect"} if begun else await receive()

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                if message["status"] == HTTPStatus.METHOD_NOT_ALLOWED:
                    _allow_head(message)
                await send(message)
                if head:
                    begun = True
                    await send({"type": "http.response.body", "body": b""})
            elif not head:
                await send(message)

        if head:
            scope = {**scope, "method": "GET"}
        await self._app(scope, received, sent)


def _allow_head(message: Message) -> None:
    headers = MutableHeaders(scope=message)
    allowed = headers.get("allow", "").split(", ")
    if "GET" in allowed and "HEAD" not in allowed:
        headers["allow"] = ", ".join([*allowed, "HEAD"])
