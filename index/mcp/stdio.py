"""The server over standard input and output, as a program that starts it talks to it."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

import anyio
from mcp.server.stdio import stdio_server

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_ESCAPES = re.compile(
    r"(\\[^u]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})"
    r"|\\u[dD][89a-fA-F][\da-fA-F]{2}"
)
"""Signs after a backslash and pairs of surrogates, which are kept, and halves of such pairs."""


def serve_stdio(server: MCPServer[Any]) -> None:
    """Serve over standard input and output, until the input ends or Ctrl-C ends the process."""
    # The thread that waits for input can't be told to stop, and the interpreter waits for it;
    # nothing is written that would have to be finished.
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    anyio.run(_serve, server)


async def _serve(server: MCPServer[Any]) -> None:
    lines = io.TextIOWrapper(sys.stdin.buffer, "utf-8", errors="replace")
    asked = anyio.wrap_file(cast("TextIO", _Proper(lines)))
    async with stdio_server(stdin=asked) as (read, write):
        inner = server._lowlevel_server  # noqa: SLF001 - as its own run_stdio_async does
        await inner.run(read, write, inner.create_initialization_options())


class _Proper:
    """Lines of JSON in which no character is half of another one.

    A program that cuts a text in the middle of an emoji writes such, and no parser would take it:
    whoever asked would wait for an answer.
    """

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines

    def readline(self) -> str:
        return _ESCAPES.sub(lambda found: found[1] or r"\ufffd", self._lines.readline())
