"""What was asked, in a line of the log; the questions themselves only where that is wanted."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("newsdex.access")


class AccessLog:
    """Logs every request once it is answered."""

    def __init__(self, app: ASGIApp, *, questions: bool) -> None:
        """Take what answers, and whether the log has what stands behind the `?`."""
        self._app = app
        self._questions = questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            asked = scope["path"]
            if self._questions and scope["query_string"]:
                asked += "?" + scope["query_string"].decode("latin-1")
            asked = asked.encode("unicode_escape").decode()  # one line, whatever is asked
            who = scope["client"][0] if scope.get("client") else "-"
            took = (time.perf_counter() - began) * 1000
            _LOG.info("%s %s %s %s %.0f ms", who, scope["method"], asked, status or "-", took)
