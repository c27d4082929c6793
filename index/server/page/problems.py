"""What goes wrong with a request, told as a page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from index.server.page.addresses import Address
from index.server.page.templates import page
from index.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

_HEADLINES = {
    HTTPStatus.BAD_REQUEST: "That can’t be asked",
    HTTPStatus.FORBIDDEN: "That is not shown here",
    HTTPStatus.NOT_FOUND: "Nothing is here",
    HTTPStatus.SERVICE_UNAVAILABLE: "Many ask at once",
    HTTPStatus.GATEWAY_TIMEOUT: "That took too long",
}


def problem_page(
    request: Request, status: int, detail: str, headers: Mapping[str, str]
) -> Response:
    """Return a problem as a page, in which the question can be changed.

    Args:
        request: that can't be answered.
        status: of HTTP.
        detail: what is wrong with it, in a line.
        headers: of the answer.
    """
    try:
        address = Address.of(request)
    except ProblemError:
        address = Address(request.url.path)
    body = page(
        "problem",
        address=address,
        headline=_HEADLINES.get(HTTPStatus(status), "That went wrong"),
        detail="" if detail == HTTPStatus(status).phrase else detail,
        status=status,
    )
    return HTMLResponse(body, status, {"Cache-Control": "no-store", **headers})
