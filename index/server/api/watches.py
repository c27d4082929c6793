"""Standing questions over HTTP: those that there are, and what is new for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from index.formats import json_of, news_row
from index.server.answers import answer
from index.server.api.asking import Asked, Asking
from index.server.api.schemas import answers
from index.server.parameters import PATH, Given, without_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.vocabulary.results import News

router = APIRouter()


class Standing(Given):
    """Which standing questions are asked."""

    name: list[str] = Field([], description="Only these.", examples=[["ferries"]])
    limit: int = Field(10, ge=1, le=100, description="Most hits of each.", examples=[5])


@router.get(
    "/watch",
    summary="Standing questions",
    response_class=Response,
    responses=answers("watch-run", "Each standing question with what is new for it."),
)
async def watch(asked: Asked, parameters: Annotated[Standing, Query()]) -> Response:
    """The standing questions, and what came in for each since `newsdex watch run` told it.

    Asking tells nothing away: the next run tells the same.
    """
    if held := asked.holds(parameters):
        return held
    found = await news_for(asked, parameters.name, limit=parameters.limit)
    rows = [news_row(news) for news in found]
    return answer(json_of(rows, indent=None), "json", asked.tag)


async def news_for(asked: Asking, names: Sequence[str] | None = None, *, limit: int) -> list[News]:
    """Return what came in for standing questions, and leave it so that the next run tells it."""
    found = await asked.ask(
        lambda index: index.run_watches(names or None, limit=limit, dry_run=True, on_problem=_pass)
    )
    return [shown_news(news, asked) for news in found]


def shown_news(news: News, asked: Asking) -> News:
    """Return news with what a server shows of where articles were found."""
    watch = news.watch
    if not asked.settings.show_paths:
        conditions = {name: value for name, value in watch.conditions.items() if name != PATH}
        watch = replace(watch, question=without_files(watch.question), conditions=conditions)
    return replace(news, watch=watch, hits=asked.shown_hits(news.hits))


def _pass(_problem: str) -> None:
    """Leave out a question whose conditions mean nothing any more; the next run tells of it."""
