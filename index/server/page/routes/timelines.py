"""Several questions over time, in one picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from index.formats import period_name
from index.server.api.asking import Asked
from index.server.api.shapes import TimelineParameters
from index.server.page.addresses import Address
from index.server.page.answers import held_page, whole_page
from index.server.page.routes.known import filled_fields
from index.server.page.templates import page
from index.server.page.views.chosen import chips
from index.server.page.views.lines import drawing

router = APIRouter()

_MOST = 10
"""Questions."""


@router.get("/timeline")
async def timeline(asked: Asked, parameters: Annotated[TimelineParameters, Query()]) -> Response:
    """When it was written about, question by question."""
    asked.check(parameters)
    if held := held_page(asked):
        return held
    address = Address.of(asked.request)
    drawn, rows = None, []
    if parameters.q:
        found = await asked.ask(
            lambda index: index.timeline(
                parameters.q, by=parameters.by, share=parameters.share, **parameters.conditions()
            )
        )
        drawn = drawing(found)
        rows = [
            (period_name(found, period.first), *counts, period.articles)
            for period, *counts in zip(
                found.periods, *(line.counts for line in found.lines), strict=True
            )
        ]
    body = page(
        "timeline",
        address=address,
        asked=parameters,
        chips=chips(address),
        filled=await filled_fields(asked),
        drawing=drawn,
        rows=rows,
        more=len(parameters.q) < _MOST,
    )
    return whole_page(asked, body)
