"""Standing questions with what is new for each, and a feed of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from index.formats import conditions_line, feed
from index.server.answers import answer, still_holds
from index.server.api.asking import Asked, Asking
from index.server.api.watches import news_for
from index.server.page.addresses import Address
from index.server.page.answers import held_page, whole_page
from index.server.page.templates import page
from index.server.page.views.hits import spoken_by, to_read
from index.server.parameters import Given

if TYPE_CHECKING:
    from index.vocabulary.results import Hit, News

router = APIRouter()

_SHOWN = 10
"""Stories of each question."""


class Following(Given):
    """Which standing questions a feed is of."""

    name: list[str] = Field([])


@router.get("/watch")
async def watch(asked: Asked, _nothing: Annotated[Given, Query()]) -> Response:
    """Standing questions, and what came in for each."""
    if held := held_page(asked):
        return held
    found = await news_for(asked, limit=_SHOWN)
    body = page(
        "watch",
        address=Address.of(asked.request),
        watches=[
            (
                news,
                conditions_line(news.watch.conditions),
                Address("/", (("q", news.watch.question),) if news.watch.question else ()),
                [(hit, spoken_by(hit), to_read(hit, news.watch.question)) for hit in news.hits],
            )
            for news in found
        ],
    )
    return whole_page(asked, body)


@router.get("/watch.atom")
async def watch_feed(asked: Asked, following: Annotated[Following, Query()]) -> Response:
    """What came in for standing questions as an Atom feed."""
    if held := still_holds(asked.request, asked.tag):
        return held
    found = await news_for(asked, following.name, limit=_SHOWN)
    linked = [replace_links(news, asked) for news in found]
    made = feed(linked, datetime.now(UTC), url=str(asked.request.url))
    return answer(made.decode(), "atom", asked.tag)


def replace_links(news: News, asked: Asking) -> News:
    """Return news whose articles lead to their pages here, where they are not on the web."""
    base = str(asked.request.base_url).rstrip("/")
    hits = news.hits[:]
    hits[:] = [_linked(hit, base) for hit in news.hits]
    return replace(news, hits=hits)


def _linked(hit: Hit, base: str) -> Hit:
    from index.formats import web_link

    if web_link(hit.article):
        return hit
    article = replace(hit.article, url=f"{base}{to_read(hit, '')}".removesuffix("#hit"))
    return replace(hit, article=article)
