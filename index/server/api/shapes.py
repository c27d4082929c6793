"""The shape of what a question finds, over HTTP: by which values, when, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from index.formats import (
    facet_row,
    facet_value_rows,
    json_of,
    period_rows,
    terms_row,
    timeline_row,
)
from index.server.answers import answer, rows_as
from index.server.api.asking import Asked
from index.server.api.schemas import answers
from index.server.parameters import (
    CommaSeparated,
    ConditionParameters,
    Form,
    QuestionParameters,
    check_fields,
)

if TYPE_CHECKING:
    from index.server.settings import Settings

router = APIRouter()

_MOST = 1_000
"""Most values of a field, or words, of one answer."""
_QUESTIONS = 10
"""Most questions of one timeline."""
_TABLES = ("application/jsonl", "text/csv")

FACET_NAMES = ("field", "value", "articles")
PERIOD_NAMES = ("question", "first", "last", "articles", "all_articles", "share", "burst")
TERM_NAMES = ("kind", "text", "found", "archive", "times", "score")


class FacetParameters(QuestionParameters):
    """All that facets take."""

    by: CommaSeparated = Field(
        [],
        description="Fields that `/api/fields` lists; `year`, `month`, `week`, `day`, `weekday`. "
        "Without any: source, section, author, language, year.",
        examples=[["source,month"]],
    )
    most: int = Field(10, ge=1, le=_MOST, description="Most values of a field.", examples=[5])
    format: Form = "json"

    def check(self, settings: Settings) -> None:
        """Refuse what a server does not let strangers ask for.

        Raises:
            ProblemError: as for any question, or they are to be counted by files.
        """
        super().check(settings)
        check_fields(self.by, settings)


@router.get(
    "/facets",
    summary="Facets",
    response_class=Response,
    responses=answers("facets", "Each field with its values.", others=_TABLES),
)
async def facets(asked: Asked, parameters: Annotated[FacetParameters, Query()]) -> Response:
    """How many of all articles that match have which values."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.facets(
            parameters.q,
            parameters.by or None,
            most=parameters.most,
            **parameters.conditions(),
        )
    )
    if parameters.format == "csv":
        rows = rows_as(facet_value_rows(found), "csv", FACET_NAMES)
    else:
        rows = rows_as(map(facet_row, found), parameters.format)
    return answer(rows, parameters.format, asked.tag)


class TimelineParameters(ConditionParameters):
    """All that a timeline takes."""

    q: list[str] = Field(
        [],
        max_length=_QUESTIONS,
        description="Questions to be compared; without any, every article counts.",
        examples=[["ferry", "port strike"]],
    )
    by: Literal["day", "week", "month", "year"] | None = Field(
        None,
        description="Without it, what makes about 20 to 60 periods.",
        examples=["month"],
    )
    share: bool = Field(
        default=False, description="Shares of all articles, not numbers.", examples=[True]
    )
    format: Form = "json"

    def questions(self) -> list[str]:
        """Return what is asked, in words."""
        return self.q or [""]


@router.get(
    "/timeline",
    summary="Timeline",
    response_class=Response,
    responses=answers("timeline", "Periods, and what is found in them.", others=_TABLES),
)
async def timeline(asked: Asked, parameters: Annotated[TimelineParameters, Query()]) -> Response:
    """How many articles match in each period, and where they burst."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.timeline(
            parameters.questions(),
            by=parameters.by,
            share=parameters.share,
            **parameters.conditions(),
        )
    )
    if parameters.format == "json":
        return answer(json_of(timeline_row(found), indent=None), "json", asked.tag)
    rows = rows_as(period_rows(found), parameters.format, PERIOD_NAMES)
    return answer(rows, parameters.format, asked.tag)


class TermParameters(QuestionParameters):
    """All that terms take."""

    most: int = Field(20, ge=1, le=_MOST, description="Most words, and sources.", examples=[10])
    own: bool = Field(
        default=False, description="Tell words of the question, too.", examples=[True]
    )
    format: Form = "json"


@router.get(
    "/terms",
    summary="Terms",
    response_class=Response,
    responses=answers("terms", "Words and sources that stand out.", others=_TABLES),
)
async def terms(asked: Asked, parameters: Annotated[TermParameters, Query()]) -> Response:
    """Which words, names and sources stand out in what matches against all the rest."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.terms(
            parameters.q, most=parameters.most, own=parameters.own, **parameters.conditions()
        )
    )
    if parameters.format == "json":
        return answer(json_of(terms_row(found), indent=None), "json", asked.tag)
    rows = rows_as(found.to_dicts(), parameters.format, TERM_NAMES)
    return answer(rows, parameters.format, asked.tag)
