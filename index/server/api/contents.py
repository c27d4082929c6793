"""What there is in an index, over HTTP: fields, copies, withdrawn articles, figures."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
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
from index.server.answers import answer, rows_as
from index.server.api.asking import Asked
from index.server.api.schemas import answers
from index.server.parameters import PATH, check_fields
from index.vocabulary.results import Archive, Status

router = APIRouter()

Form = Literal["json", "jsonl", "csv"]

_TABLES = ("application/jsonl", "text/csv")


@router.get(
    "/fields",
    summary="Fields",
    response_class=Response,
    responses=answers("fields", "Each field with its most frequent values."),
)
async def fields(asked: Asked) -> Response:
    """What articles can be asked for by, and how many have which values."""
    if held := asked.holds():
        return held
    found = await asked.ask(lambda index: index.fields())
    shown = [each for each in found if asked.settings.show_paths or each.name != PATH]
    return answer(rows_as(map(field_row, shown), "json"), "json", asked.tag)


@router.get(
    "/fields/{name}",
    summary="The values of a field",
    response_class=Response,
    responses=answers("fields", "The field with all its values.", item=True, others=_TABLES),
)
async def field(
    asked: Asked,
    name: str,
    format: Form = "json",  # noqa: A002 - as the command line has it
) -> Response:
    """One field with all its values, the most frequent first."""
    if held := asked.holds():
        return held
    check_fields([name], asked.settings)
    found = await asked.ask(lambda index: index.field(name))
    if format == "json":
        return answer(json_of(field_row(found), indent=None), "json", asked.tag)
    return answer(
        rows_as(field_value_rows(found), format, ("value", "articles")), format, asked.tag
    )


@router.get(
    "/copies",
    summary="Copies",
    response_class=Response,
    responses=answers("copies", "Stories with their copies.", others=_TABLES),
)
async def copies(
    asked: Asked,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 20,
    offset: Annotated[int, Query(ge=0)] = 0,
    format: Form = "json",  # noqa: A002
) -> Response:
    """The stories that several articles print, the most copied first."""
    if held := asked.holds():
        return held
    found = await asked.ask(lambda index: index.copies())
    rows = map(copies_row, found[offset : offset + limit])
    return answer(rows_as(rows, format, COPIES_NAMES), format, asked.tag)


@router.get(
    "/withdrawn",
    summary="Withdrawn articles",
    response_class=Response,
    responses=answers("withdrawn", "Articles that their agencies withdrew.", others=_TABLES),
)
async def withdrawn(
    asked: Asked,
    format: Form = "json",  # noqa: A002
) -> Response:
    """The articles that their agencies withdrew."""
    if held := asked.holds():
        return held
    found = await asked.ask(lambda index: index.withdrawn())
    return answer(rows_as(map(withdrawn_row, found), format, WITHDRAWN_NAMES), format, asked.tag)


@router.get(
    "/status",
    summary="Status",
    response_class=Response,
    responses=answers("status", "What the index holds.", item=True),
)
async def status(asked: Asked) -> Response:
    """What is in the index: articles, sources, languages, days, and how it is kept."""
    if held := asked.holds():
        return held
    both: tuple[Archive, Status] = await asked.ask(lambda index: (index.archive(), index.status()))
    row = status_row(*both)
    shown = row if asked.settings.show_paths else row | {"path": "", "model": _name(row["model"])}
    return answer(json_of(shown, indent=None), "json", asked.tag)


def _name(model: str) -> str:
    """Return the name of a model without the folder that it lies in."""
    return model.replace("\\", "/").rstrip("/").rpartition("/")[2] if model[:1] in "/." else model
