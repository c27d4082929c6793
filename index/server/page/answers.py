"""Pages as answers of HTTP: whole, or the first part at once and the rest when it is there."""

from __future__ import annotations

import zlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response, StreamingResponse

from index.server.answers import still_holds, tagged
from index.server.page.assets import asset

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from index.server.api.asking import Asking

HERE = Markup("<!--the rest-->")
"""Where the second part of a page comes in; nothing from an article can look so, escaped as it
is."""

_GZIP = 31
"""What zlib calls gzip's format, with its largest window."""
_LEVEL = 4


def tag_of(asked: Asking) -> str:
    """Return what a page depends on: the index, the day, and the page's own style and script."""
    own = asset("page.css").address[-21:] + asset("page.js").address[-20:]
    return f'{asked.tag[:-1]}-{own.replace("/", "-")}"'


def held_page(asked: Asking) -> Response | None:
    """Return the answer to whoever has a page that still holds, None where they don't."""
    return still_holds(asked.request, tag_of(asked))


def whole_page(asked: Asking, body: str, status: int = HTTPStatus.OK) -> Response:
    """Return a page as an answer."""
    return HTMLResponse(body, status, tagged(tag_of(asked)))


def page_in_parts(
    asked: Asking, body: str, rest: Callable[[], Awaitable[str]]
) -> StreamingResponse:
    """Return a page that is read while the rest of it is still looked for.

    It has no tag: when it begins nobody knows yet whether the rest can be had.

    Args:
        asked: the request.
        body: the page, with `HERE` where the rest comes in.
        rest: returns that, as HTML; it does not fail.
    """
    headers = {"Cache-Control": "private, no-cache"}
    zipped = "gzip" in asked.request.headers.get("accept-encoding", "")
    before, _, after = body.partition(HERE)

    async def parts() -> AsyncIterator[str]:
        yield before
        yield await rest()
        yield after

    if not zipped:
        return StreamingResponse(parts(), headers=headers, media_type="text/html")
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return StreamingResponse(_zipped(parts()), headers=headers, media_type="text/html")


async def _zipped(parts: AsyncIterator[str]) -> AsyncIterator[bytes]:
    """Yield parts so that a browser can unpack each as soon as it comes."""
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    async for part in parts:
        yield packer.compress(part.encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
