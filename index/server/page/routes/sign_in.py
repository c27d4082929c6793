"""Where whoever has the server's token gives it, and gets a cookie for it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from index.server.guards.tokens import COOKIE, cookie_of, is_token
from index.server.page.addresses import Address
from index.server.page.templates import page
from index.server.settings import Settings

router = APIRouter()

_LONGEST = 8_192
"""Bytes of what a form sends."""
_A_MONTH = 30 * 24 * 60 * 60


@router.get("/sign-in")
async def sign_in(request: Request) -> Response:
    """Where the token is given."""
    settings: Settings = request.app.state.settings
    if settings.token is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    return _form(HTTPStatus.OK)


@router.post("/sign-in")
async def signed_in(request: Request) -> Response:
    """The first page, for whoever has the token."""
    settings: Settings = request.app.state.settings
    if settings.token is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    given = dict(parse_qsl(await _sent(request))).get("token", "").strip()
    if not is_token(given, settings.token):
        return _form(HTTPStatus.UNAUTHORIZED, wrong=True)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        COOKIE,
        cookie_of(settings.token),
        max_age=_A_MONTH,
        httponly=True,
        samesite="strict",
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


def _form(status: HTTPStatus, *, wrong: bool = False) -> Response:
    body = page("sign_in", address=Address("/sign-in"), wrong=wrong)
    return HTMLResponse(body, status, {"Cache-Control": "no-store"})
