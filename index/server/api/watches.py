"""Standing questions over HTTP: those that there are, and what is new for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from index.formats import json_of, news_row
from index.server.answers import answer
from index.server.api.asking import Asked, Asking
from index.server.api.schemas import answers

if TYPE_CHECKING:
    from index.vocabulary.results import News

router = APIRouter()


@router.get(
    "/watch",
    summary="Standing questions",
    response_class=Response,
    responses=answers("watch-run", "Each standing question with what is new for it."),
)
async def watch(
    asked: Asked,
    name: Annotated[list[str] | None, Query(description="Only these.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Most hits of each.")] = 10,
) -> Response:
    """The standing questions, and what came in for each since `newsdex watch run` told it.

    Asking tells nothing away: the next run tells the same.
    """
    if held := asked.holds():
        return held
    found = await asked.ask(
        lambda index: index.run_watches(name, limit=limit, dry_run=True, on_problem=_pass)
    )
    rows = [news_row(shown_news(news, asked)) for news in found]
    return answer(json_of(rows, indent=None), "json", asked.tag)


def shown_news(news: News, asked: Asking) -> News:
    """Return news with what a server shows of where articles were found."""
    conditions = dict(news.watch.conditions)
    if not asked.settings.show_paths:
        conditions.pop("path", None)
    watch = replace(news.watch, conditions=conditions)
    return replace(news, watch=watch, hits=asked.shown_hits(news.hits))


def _pass(_problem: str) -> None:
    """Leave out a question whose conditions mean nothing any more; the next run tells of it."""
