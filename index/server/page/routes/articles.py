"""An article to read: what a question asks for is marked, and what leads on stands beside it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from corpus import Article
from index.formats import bibtex, citation_text, facts_of, ris
from index.search import NewsIndex
from index.server.api.asking import Asked, Asking
from index.server.page.addresses import Address, article_path
from index.server.page.answers import HERE, page_in_parts
from index.server.page.templates import page
from index.server.page.views.marking import marks_in, paragraphs
from index.server.parameters import Given, check_questions
from index.server.problems import told
from index.server.settings import Settings

router = APIRouter()

_SIMILAR = 6
_BACKGROUND = 4
_STEPS = 12


class Reading(Given):
    """How an article is read."""

    q: str = ""
    read: list[str] = Field([], max_length=20)
    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    back: str = ""
    """The parameters of the search that led here."""

    def check(self, settings: Settings) -> None:
        """Refuse to mark what a question costs too much for.

        Raises:
            ProblemError: it is too long.
            QuestionError: it has too many patterns.
        """
        check_questions([self.q], settings)


@router.get("/articles/{id_:path}")
async def article(asked: Asked, id_: str, reading: Annotated[Reading, Query()]) -> Response:
    """An article to read."""
    reading.check(asked.settings)

    def work(index: NewsIndex) -> tuple[Article, tuple[tuple[int, int], ...]]:
        found = asked.shown(index.article(id_))
        return found, marks_in(found, reading.q, reading.read)

    found, marks = await asked.ask(work)
    passage = None
    if reading.start is not None and reading.end is not None:
        passage = (reading.start, reading.end)
    elif marks:
        passage = marks[0]
    body = page(
        "article",
        address=Address.of(asked.request),
        back=_back(reading),
        question=reading.q,
        article=found,
        paragraphs=paragraphs(found, marks, passage),
        marks=len(marks),
        passage=passage,
        facts=list(facts_of(found)),
        citations=[
            ("Text", "text", citation_text(found)),
            ("BibTeX", "bibtex", bibtex(found)),
            ("RIS", "ris", ris(found)),
        ],
        rest=HERE,
    )
    return page_in_parts(asked, body, lambda: _onwards(asked, id_))


def _back(reading: Reading) -> Address:
    """Return the search that led to an article: its first page, if all that is known is words."""
    if reading.back:
        return Address.written("/", reading.back)
    return Address("/", (("q", reading.q),)) if reading.q.strip() else Address("/")


async def _onwards(asked: Asking, id_: str) -> str:
    """Return what leads on from an article, as the second part of the page."""

    def work(index: NewsIndex) -> tuple[Any, Any, Any]:
        return (
            index.story(id_, limit=_STEPS),
            index.background(id_, limit=_BACKGROUND),
            index.similar(id_, limit=_SIMILAR),
        )

    try:
        story, background, similar = await asked.ask(work)
    except Exception as error:  # noqa: BLE001 - the page is half sent: what went wrong stands in it
        return page("onwards", problem=told(error).line, story=None, background=[], similar=[])
    steps = {step.article.id for step in story.steps}
    before = [each for each in background if each.article.id not in steps]
    shown = steps | {each.article.id for each in before}
    return page(
        "onwards",
        problem="",
        story=story if len(story.steps) > 1 else None,
        background=before,
        similar=[each for each in similar if each.article.id not in shown],
        here=article_path(id_),
    )
