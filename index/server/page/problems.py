"""What goes wrong with a request, told as a page: the form as it was filled in, to be mended."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from index.server.page.addresses import Address
from index.server.page.routes.known import last_filled
from index.server.page.templates import page
from index.server.page.views.chosen import chips
from index.server.parameters import name_of_model
from index.server.problems import ProblemError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from index.server.problems import Told

_HEADLINES = {
    HTTPStatus.BAD_REQUEST: "That can’t be asked",
    HTTPStatus.FORBIDDEN: "That is not shown here",
    HTTPStatus.NOT_FOUND: "Nothing is here",
    HTTPStatus.SERVICE_UNAVAILABLE: "Many ask at once",
    HTTPStatus.GATEWAY_TIMEOUT: "That took too long",
}

_FORMS = frozenset({"/", "/timeline", "/quotes"})
"""Pages that begin with a form; on the others there is the one of the first page."""

_LABELS = {
    "q": "Question",
    "where": "Any field",
    "mode": "Look by",
    "sort": "Order",
    "group": "Running stories",
    "recent": "Prefer new: days",
    "rerank": "Order anew by",
    "explain": "Scores",
    "limit": "On a page",
    "offset": "Left out at first",
    "per_article": "Passages of an article",
    "share": "Tell",
}
"""What fields are called on the page, where it is not as their parameters are."""

_NAMED = re.compile(r"([a-z_]+): (.+)", re.DOTALL)
"""A line on a parameter."""


def problem_page(request: Request, told: Told) -> Response:
    """Return a problem as a page, with the form as it was filled in.

    Args:
        request: that can't be answered.
        told: what is wrong with it.
    """
    try:
        address = Address.of(request)
    except ProblemError:
        address = Address(request.url.path)
    phrase = HTTPStatus(told.status).phrase
    wrong, line = _of_a_field(told.line, address.path)
    body = page(
        "problem",
        address=address,
        headline=_HEADLINES.get(HTTPStatus(told.status), "That went wrong"),
        detail="" if told.line == phrase else _sentence(told.on_page or line),
        status=told.status,
        wrong=wrong if told.status == HTTPStatus.BAD_REQUEST else "",
        chips=chips(address) if address.path in _FORMS else [],
        filled=last_filled(request.app.state),
        rerankers=list(map(name_of_model, request.app.state.settings.rerankers)),
    )
    return HTMLResponse(body, told.status, {"Cache-Control": "no-store", **told.headers})


def _sentence(line: str) -> str:
    return line[:1].upper() + line[1:]


def _of_a_field(line: str, path: str) -> tuple[str, str]:
    """Return the parameter that a line is on, and the line with the name of its field.

    Args:
        line: as programs are told it; one on nothing in particular stays as it is, with "".
        path: of the page; on some a parameter comes several times.
    """
    named = _NAMED.fullmatch(line)
    if named is None:
        return "", line
    name, said = named.groups()
    label = _LABELS.get(name, name.capitalize())
    several = name == "q" and path == "/timeline"
    return name, f"{label}{'s' if several else ''}: {said}"
