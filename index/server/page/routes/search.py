"""The box, what is found, and the shape of it; without a question, what is in the archive."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from index.server.api.asking import Asked, Asking
from index.server.page.addresses import Address
from index.server.page.answers import HERE, page_in_parts
from index.server.page.routes.known import filled_fields, known_fields
from index.server.page.templates import page
from index.server.page.views.bars import bars
from index.server.page.views.chosen import chips
from index.server.page.views.facets import SHOWN, clickable
from index.server.page.views.hits import shown
from index.server.page.views.told import how_near, remarks
from index.server.parameters import SearchParameters, name_of_model
from index.server.problems import told

if TYPE_CHECKING:
    from index.search import NewsIndex
    from index.vocabulary.results import Archive, Hits

router = APIRouter()

_NEWEST = 8
"""Newest articles, and sources, of the empty page."""
_OTHER_FORMS = ("format", "fields", "meta", "all")
"""Parameters of answers for programs."""
_CONDITIONS = (
    "since", "until", "on", "source", "author", "section", "language", "where", "path"
)  # fmt: skip


@router.get("/")
async def search(asked: Asked, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """What answers a question best, as a page to read."""
    address = Address.of(asked.request)
    if parameters.format != "json" or parameters.everything:
        return RedirectResponse(str(address.at("/api/search")), HTTPStatus.SEE_OTHER)
    if _says_nothing(asked, address):
        return RedirectResponse(str(address), HTTPStatus.SEE_OTHER)
    asked.check(parameters)
    asks = bool(parameters.q.strip()) or any(address.values(name) for name in _CONDITIONS)
    values: dict[str, Any] = {
        "address": address,
        "asked": parameters,
        "chips": chips(address),
        "asks": asks,
        "rerankers": list(map(name_of_model, asked.settings.rerankers)),
        "filled": await filled_fields(asked),
        "archive": await asked.ask(lambda index: index.archive()),
    }
    body = await (_found(asked, parameters, values) if asks else _archive(asked, values))
    return page_in_parts(asked, body, lambda: _shape(asked, parameters, address))


def _says_nothing(asked: Asking, address: Address) -> bool:
    """Tell whether some of the parameters that a form sent say nothing."""
    query = asked.request.url.query
    return bool(query) and len(address.pairs) < query.count("&") + 1


async def _found(asked: Asking, parameters: SearchParameters, values: dict[str, Any]) -> str:
    """Return the page with what was found."""
    address: Address = values["address"]
    per_article = 1 if parameters.per_article is None else parameters.per_article
    options = parameters.options() | {"facets": None, "per_article": per_article}
    limit, offset = parameters.limit, parameters.offset
    if per_article != 1:
        limit, offset = (offset + limit) * (per_article or 1), 0

    def work(index: NewsIndex) -> Hits:
        return index.search(
            parameters.q, limit=limit, offset=offset, **options, **parameters.conditions()
        )

    hits = await asked.ask(work)
    there = list(shown(hits, asked, parameters, address))
    last = parameters.offset + len(there)
    more = hits.next_offset if per_article == 1 else there and last < hits.total
    return page(
        "search",
        **values,
        hits=hits,
        shown=there,
        near=how_near(hits),
        remarks=list(remarks(hits, parameters.q, address)),
        first=parameters.offset + 1,
        last=last,
        before=address.with_(offset=max(parameters.offset - parameters.limit, 0)),
        after=address.with_(offset=last) if more else None,
        rest=HERE,
    )


async def _archive(asked: Asking, values: dict[str, Any]) -> str:
    """Return the page of whoever asks nothing yet."""
    archive: Archive = values["archive"]
    span = archive.span

    def work(index: NewsIndex) -> list[Any]:
        if span is None:
            return []
        return list(index.search("", sort="newest", since=span.first, limit=_NEWEST, per_article=1))

    newest = await asked.ask(work)
    articles = [asked.shown(hit.article) for hit in newest]
    return page("archive", **values, newest=articles, most=_NEWEST, rest=HERE)


async def _shape(asked: Asking, parameters: SearchParameters, address: Address) -> str:
    """Return the facets and the timeline of what was found, as the second part of the page."""

    def work(index: NewsIndex) -> tuple[Any, Any]:
        names = parameters.facets or known_fields(asked, index)
        conditions = parameters.conditions()
        facets = index.facets(parameters.q, names, most=SHOWN, **conditions) if names else ()
        return facets, index.timeline([parameters.q], **conditions)

    try:
        facets, timeline = await asked.ask(work)
    except Exception as error:  # noqa: BLE001 - the page is half sent: what went wrong stands in it
        return page("shape", address=address, problem=told(error).line, facets=[], bars=None)
    return page(
        "shape",
        address=address,
        problem="",
        facets=clickable(facets, address),
        bars=bars(timeline, address),
    )
