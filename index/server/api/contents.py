"""What there is in an index, over HTTP: fields, copies, withdrawn articles, figures."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from index.formats import (
    COPIES_NAMES,
    WITHDRAWN_NAMES,
    copies_row,
    field_row,
    field_value_rows,
    json_of,
    status_row,
    withdrawn_row,
)
from index.query import no_field
from index.server.answers import answer, rows_as
from index.server.api.asking import Asked, Asking
from index.server.api.schemas import answers
from index.server.parameters import PATH, Form, Given, check_fields, name_of_model
from index.server.problems import ProblemError
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import Archive, FieldSummary, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.search import NewsIndex

router = APIRouter()


class Rows(Given):
    """How rows come."""

    format: Form = "json"


class Copied(Rows):
    """How many stories are told."""

    limit: int = Field(20, ge=1, le=1_000, description="Most stories.", examples=[5])
    offset: int = Field(
        0, ge=0, le=2**31, description="Leave out the first so many.", examples=[20]
    )


_TABLES = ("application/jsonl", "text/csv")


@router.get(
    "/fields",
    summary="Fields",
    response_class=Response,
    responses=answers("fields", "Each field with its most frequent values."),
)
async def fields(asked: Asked, parameters: Annotated[Given, Query()]) -> Response:
    """What articles can be asked for by, and how many have which values."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(lambda index: index.fields())
    shown = _shown(found, asked)
    return answer(rows_as(map(field_row, shown), "json"), "json", asked.tag)


@router.get(
    "/fields/{name}",
    summary="The values of a field",
    response_class=Response,
    responses=answers("fields", "The field with all its values.", item=True, others=_TABLES),
)
async def field(
    asked: Asked,
    name: Annotated[str, Path(description="As `/api/fields` has it.", examples=["source"])],
    parameters: Annotated[Rows, Query()],
) -> Response:
    """One field with all its values, the most frequent first."""
    check_fields([name], asked.settings)
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(lambda index: _field(index, name, asked))
    if parameters.format == "json":
        return answer(json_of(field_row(found), indent=None), "json", asked.tag)
    rows = rows_as(field_value_rows(found), parameters.format, ("value", "articles"))
    return answer(rows, parameters.format, asked.tag)


def _field(index: NewsIndex, name: str, asked: Asking) -> FieldSummary:
    """Return a field with all its values.

    Raises:
        ProblemError: there is none of this name; which there are that may be asked for.
    """
    try:
        return index.field(name)
    except QuestionError:
        names = [each.name for each in _shown(index.fields(), asked)]
        raise ProblemError(HTTPStatus.NOT_FOUND, no_field(name, names)) from None


def _shown(fields: Iterable[FieldSummary], asked: Asking) -> list[FieldSummary]:
    """Return the fields that a server shows."""
    return [each for each in fields if asked.settings.show_paths or each.name != PATH]


@router.get(
    "/copies",
    summary="Copies",
    response_class=Response,
    responses=answers("copies", "Stories with their copies.", others=_TABLES),
)
async def copies(asked: Asked, parameters: Annotated[Copied, Query()]) -> Response:
    """The stories that several articles print, the most copied first."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(lambda index: index.copies())
    rows = map(copies_row, found[parameters.offset : parameters.offset + parameters.limit])
    return answer(rows_as(rows, parameters.format, COPIES_NAMES), parameters.format, asked.tag)


@router.get(
    "/withdrawn",
    summary="Withdrawn articles",
    response_class=Response,
    responses=answers("withdrawn", "Articles that their agencies withdrew.", others=_TABLES),
)
async def withdrawn(asked: Asked, parameters: Annotated[Rows, Query()]) -> Response:
    """The articles that their agencies withdrew."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(lambda index: index.withdrawn())
    rows = rows_as(map(withdrawn_row, found), parameters.format, WITHDRAWN_NAMES)
    return answer(rows, parameters.format, asked.tag)


@router.get(
    "/status",
    summary="Status",
    response_class=Response,
    responses=answers("status", "What the index holds.", item=True),
)
async def status(asked: Asked, parameters: Annotated[Given, Query()]) -> Response:
    """What is in the index: articles, sources, languages, days, and how it is kept."""
    if held := asked.holds(parameters):
        return held
    both: tuple[Archive, Status] = await asked.ask(lambda index: (index.archive(), index.status()))
    row = status_row(*both)
    shown = (
        row
        if asked.settings.show_paths
        else row | {"path": "", "model": name_of_model(row["model"])}
    )
    return answer(json_of(shown, indent=None), "json", asked.tag)
