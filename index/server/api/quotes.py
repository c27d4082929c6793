"""Who said what, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from index.formats import QUOTATION_NAMES, json_of, quotation_row, told_of_quotes
from index.server.answers import answer, rows_as
from index.server.api.asking import Asked
from index.server.api.schemas import answers
from index.server.parameters import Form, QuestionParameters

router = APIRouter()


class QuoteParameters(QuestionParameters):
    """All that quotations take."""

    speaker: str | None = Field(
        None,
        description="Only what somebody of this name says.",
        examples=["Mira Holt"],
    )
    limit: int = Field(10, ge=1, le=1_000, description="Most quotations.", examples=[20])
    format: Form = "json"


@router.get(
    "/quotes",
    summary="Quotations",
    response_class=Response,
    responses=answers(
        "quotes", "Quotations, best first.", others=("application/jsonl", "text/csv")
    ),
)
async def quotes(asked: Asked, parameters: Annotated[QuoteParameters, Query()]) -> Response:
    """Who said what on a matter; without a question the newest."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.quotes(
            parameters.q,
            speaker=parameters.speaker,
            limit=parameters.limit,
            **parameters.conditions(),
        )
    )
    rows = map(quotation_row, found)
    if parameters.format == "json":
        whole = {**told_of_quotes(found, parameters.q), "quotations": list(rows)}
        return answer(json_of(whole, indent=None), "json", asked.tag)
    return answer(rows_as(rows, parameters.format, QUOTATION_NAMES), parameters.format, asked.tag)
