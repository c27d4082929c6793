"""What goes wrong with a request, as a problem that programs understand (RFC 9457)."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from index.server.held import TooSlowError
from index.server.mistakes import in_plain_words
from index.server.turns import BusyError
from index.vocabulary.errors import ArticleNotFoundError, NewsIndexError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

    Page = Callable[[Request, "Told"], Response]

_LOG = logging.getLogger("newsdex.server")

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[NewsIndexError], HTTPStatus] = {
    QuestionError: HTTPStatus.BAD_REQUEST,
    ArticleNotFoundError: HTTPStatus.NOT_FOUND,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    TooSlowError: HTTPStatus.GATEWAY_TIMEOUT,
}

_UNKNOWN = "this can't be answered just now; the log of the server says why"


class ProblemError(Exception):
    """A request that can't be answered as it stands."""

    def __init__(self, status: HTTPStatus, detail: str, *, on_page: str = "") -> None:
        """Take the status of HTTP, and a line for whoever asked.

        Args:
            status: of HTTP.
            detail: what is wrong, as programs ask.
            on_page: the same as people ask on the page, where that is something else.
        """
        super().__init__(detail)
        self.status = status
        self.on_page = on_page


class Told(NamedTuple):
    """An error as it is told."""

    status: int
    """Of HTTP."""
    line: str
    headers: dict[str, str]
    on_page: str = ""
    """What people read in place of the line, where that speaks to programs."""


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """Return a problem as an answer.

    Args:
        status: of HTTP.
        detail: what is wrong with this request, in a line.
        headers: of the answer, beside its kind.
        more: members beside those of the RFC.
    """
    title, detail = HTTPStatus(status).phrase, " ".join(detail.split())
    told = {"type": "about:blank", "title": title, "status": int(status), "detail": detail, **more}
    return Response(
        json.dumps(told, ensure_ascii=False),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        MEDIA_TYPE,
    )


def told(error: Exception) -> Told:
    """Return an error as it is told.

    What only whoever runs the server can mend is told in the log, and not to strangers: it may
    name files.
    """
    match error:
        case ProblemError():
            return Told(error.status, str(error), {}, error.on_page)
        case RequestValidationError():
            return Told(HTTPStatus.BAD_REQUEST, in_plain_words(error.errors()[0]), {})
        case HTTPException():
            return Told(error.status_code, error.detail, dict(error.headers or {}))
        case NewsIndexError() if type(error) in _STATUS:
            later = {"Retry-After": "1"} if isinstance(error, BusyError) else {}
            return Told(_STATUS[type(error)], str(error), later)
        case NewsIndexError():
            _LOG.error("%s", error)
        case _:
            _LOG.error("unexpected %s: %s", type(error).__name__, error, exc_info=error)
    return Told(HTTPStatus.INTERNAL_SERVER_ERROR, _UNKNOWN, {})


def tell_problems(app: FastAPI, page: Page) -> None:
    """Have an application tell every error: to programs as a problem, to people as a page.

    Args:
        app: the application.
        page: returns what people see, of a request and what is told.
    """

    async def answer(request: Request, error: Exception) -> Response:
        what = told(error)
        if _is_read(request):
            return page(request, what)
        return problem(what.status, what.line, what.headers)

    kinds = (ProblemError, RequestValidationError, HTTPException, NewsIndexError, Exception)
    for kind in kinds:
        app.add_exception_handler(kind, answer)


def _is_read(request: Request) -> bool:
    """Tell whether people read what is answered to a request: a browser asks for a page."""
    of_api = request.url.path.startswith("/api/")
    return not of_api and "text/html" in request.headers.get("accept", "")
