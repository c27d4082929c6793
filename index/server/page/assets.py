"""The style, the script and the sign of the page: files that browsers keep until they change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

router = APIRouter()

_KINDS = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_FOLDER = files("index.server.page") / "static"
_A_YEAR = 31_536_000
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page."""

    body: bytes
    kind: str
    address: str
    """Which has part of its hash, so that a new version is another file to a browser."""


@cache
def asset(name: str) -> Asset:
    """Return a file of the page by its name.

    Raises:
        KeyError: there is none.
    """
    kind = _KINDS[name]
    body = (_FOLDER / name).read_bytes()
    digest = hashlib.sha256(body).hexdigest()[:_DIGITS]
    return Asset(body, kind, f"/static/{digest}/{name}")


@router.get("/static/{digest}/{name}")
async def static(digest: str, name: str) -> Response:
    """A file of the page."""
    if name not in _KINDS or asset(name).address != f"/static/{digest}/{name}":
        raise HTTPException(HTTPStatus.NOT_FOUND)
    found = asset(name)
    kept = f"public, max-age={_A_YEAR}, immutable"
    return Response(found.body, headers={"Cache-Control": kept}, media_type=found.kind)
