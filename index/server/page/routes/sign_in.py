"""Where whoever has the server's token gives it, and gets a cookie for it."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from index.server.guards.tokens import cookie_name, cookie_of
from index.server.page.addresses import Address
from index.server.page.templates import page
from index.server.settings import Settings
from index.vocabulary.tokens import is_token

router = APIRouter()

_LONGEST = 8_192
"""Bytes of what a form sends."""
_HERE = re.compile(r"/(?![/\\])[!-~]*")
"""An address on this server: browsers read `//` and `/\\` as the beginning of another one's."""
_A_MONTH = 30 * 24 * 60 * 60


@router.get("/sign-in")
async def sign_in(request: Request) -> Response:
    """Where the token is given."""
    settings: Settings = request.app.state.settings
    if settings.token is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    return _form(HTTPStatus.OK, _here(request.query_params.get("to", "")))


@router.post("/sign-in")
async def signed_in(request: Request) -> Response:
    """The first page, for whoever has the token."""
    settings: Settings = request.app.state.settings
    if settings.token is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    sent = dict(parse_qsl(await _sent(request)))
    to = _here(sent.get("to", ""))
    if not is_token(sent.get("token", "").strip(), settings.token):
        return _form(HTTPStatus.UNAUTHORIZED, to, wrong=True)
    answer = RedirectResponse(to or "/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        cookie_name(request),
        cookie_of(settings.token),
        max_age=_A_MONTH,
        httponly=True,
        samesite="lax",  # so that a link in a letter leads here; nothing here changes anything
        secure=request.url.scheme == "https",
    )
    return answer


async def _sent(request: Request) -> str:
    """Return what a form sent.

    Raises:
        HTTPException: it is longer than a token can be.
    """
    sent = b""
    async for part in request.stream():
        sent += part
        if len(sent) > _LONGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return sent.decode("utf-8", "replace")


def _here(to: str) -> str:
    """Return an address of this server, "" for whatever leads elsewhere."""
    return to if _HERE.fullmatch(to) else ""


def _form(status: HTTPStatus, to: str, *, wrong: bool = False) -> Response:
    body = page("sign_in", address=Address("/sign-in"), to=to, wrong=wrong)
    return HTMLResponse(body, status, {"Cache-Control": "no-store"})
