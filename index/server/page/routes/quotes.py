"""Who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from index.query import SPEAKER
from index.server.api.asking import Asked
from index.server.api.quotes import QuoteParameters
from index.server.page.addresses import Address
from index.server.page.answers import held_page, whole_page
from index.server.page.routes.known import filled_fields
from index.server.page.templates import page
from index.server.page.views.chosen import chips
from index.server.page.views.quoted import said
from index.server.page.views.told import remarks
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from index.search import NewsIndex

router = APIRouter()

_SPEAKERS = 15
_MORE = 20
"""Quotations that are shown at first, and how many more at a time."""
_MOST = 1_000


@router.get("/quotes")
async def quotes(asked: Asked, parameters: Annotated[QuoteParameters, Query()]) -> Response:
    """Who said what on a matter; without a question the newest."""
    asked.check(parameters)
    if held := held_page(asked):
        return held
    address = Address.of(asked.request)
    limit = parameters.limit if "limit" in parameters.model_fields_set else _MORE
    conditions = parameters.conditions()

    def work(index: NewsIndex) -> tuple[Any, Any]:
        found = index.quotes(parameters.q, speaker=parameters.speaker, limit=limit, **conditions)
        try:
            (speakers,) = index.facets(parameters.q, SPEAKER, most=_SPEAKERS, **conditions)
        except QuestionError:  # nobody is quoted by name in any article
            return found, None
        return found, speakers

    found, speakers = await asked.ask(work)
    more = len(found) < min(found.total, _MOST)
    body = page(
        "quotes",
        address=address,
        asked=parameters,
        chips=chips(address),
        filled=await filled_fields(asked),
        quotes=[said(each, parameters.q) for each in found],
        total=found.total,
        remarks=list(remarks(found, parameters.q, address)),
        speakers=speakers,
        more=address.with_(limit=min(limit + _MORE, _MOST)) if more else None,
    )
    return whole_page(asked, body)
