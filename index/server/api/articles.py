"""Articles over HTTP, and what leads on from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from fastapi import APIRouter, Path, Query
from fastapi.routing import APIRoute
from pydantic import Field
from starlette.responses import Response
from starlette.routing import Match

from index.formats import (
    RELATED_NAMES,
    STEP_NAMES,
    article_html,
    article_markdown,
    bibtex,
    check_names,
    chosen,
    citation_text,
    csl,
    html_page,
    in_zone,
    json_of,
    related_row,
    ris,
    step_row,
    whole_article_row,
)
from index.server.answers import MEDIA_TYPES, answer, rows_as
from index.server.api.asking import Asked
from index.server.api.schemas import answers
from index.server.parameters import CommaSeparated, ConditionParameters, Form, Given, Zone
from index.vocabulary.results import Related, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from starlette.types import Scope

    from corpus import Article
    from index.formats import Row

_Told = TypeVar("_Told", Related, Step)


class _Onwards(APIRoute):
    """Leads on from an article where its address ends so, and not where the id does: `%2Fstory`."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        _, slash, last = self.path.rpartition("/")
        written = scope.get("raw_path") or b""
        if not last.startswith("{") and written and not written.endswith(f"{slash}{last}".encode()):
            return Match.NONE, {}
        return super().matches(scope)


router = APIRouter(prefix="/articles", route_class=_Onwards)

_MOST = 100
"""Most articles that lead on from one."""


Id = Annotated[
    str, Path(description="Of an article, as results have it; it may have `/`.", examples=["dam-1"])
]


class Onwards(ConditionParameters):
    """What is asked of articles that have to do with one."""

    fields: CommaSeparated = Field(
        [], description="Only these names of each.", examples=[["id,title,url"]]
    )
    zone: Zone = None
    format: Form = "json"

    def rows(
        self, found: Iterable[_Told], row: Callable[[_Told], Row], names: Sequence[str]
    ) -> str:
        """Return articles as text, with what is asked of them.

        Raises:
            QuestionError: a field is none of the names.
        """
        check_names(self.fields, names)
        told = (row(replace(each, article=in_zone(each.article, self.zone))) for each in found)
        return rows_as(chosen(told, self.fields or None), self.format, self.fields or names)


class Similar(Onwards):
    """What is asked of similar articles."""

    limit: int = Field(10, ge=1, le=_MOST, description="Most articles.", examples=[3])


class Background(Onwards):
    """What is asked of the background of an article."""

    limit: int = Field(5, ge=1, le=_MOST, description="Most articles.", examples=[3])


class Steps(Onwards):
    """What is asked of a running story."""

    limit: int = Field(20, ge=1, le=_MOST, description="Most steps.", examples=[10])


class Citation(Given):
    """How an article is to be cited."""

    style: Literal["text", "bibtex", "ris", "csl"] = Field(
        "text", description="A line to read, or what other programs take.", examples=["bibtex"]
    )


class Reading(Given):
    """How an article is to be read."""

    format: Literal["json", "md", "html"] = Field(
        "json", description="How it comes.", examples=["md"]
    )
    zone: Zone = None


_TABLES = ("application/jsonl", "text/csv")


@router.get(
    "/{id_:path}/similar",
    summary="Similar articles",
    response_class=Response,
    responses=answers("similar", "Articles, the nearest first.", others=_TABLES),
)
async def similar(asked: Asked, id_: Id, parameters: Annotated[Similar, Query()]) -> Response:
    """The articles nearest in matter to one, without its copies."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.similar(id_, limit=parameters.limit, **parameters.conditions())
    )
    rows = parameters.rows(found, related_row, RELATED_NAMES)
    return answer(rows, parameters.format, asked.tag)


@router.get(
    "/{id_:path}/background",
    summary="Background of an article",
    response_class=Response,
    responses=answers("background", "Earlier articles, best first.", others=_TABLES),
)
async def background(asked: Asked, id_: Id, parameters: Annotated[Background, Query()]) -> Response:
    """What to read before an article: earlier ones on its matter, each thing once."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.background(id_, limit=parameters.limit, **parameters.conditions())
    )
    rows = parameters.rows(found, related_row, RELATED_NAMES)
    return answer(rows, parameters.format, asked.tag)


@router.get(
    "/{id_:path}/story",
    summary="The running story of an article",
    response_class=Response,
    responses=answers("story", "The steps of the story, oldest first.", others=_TABLES),
)
async def story(asked: Asked, id_: Id, parameters: Annotated[Steps, Query()]) -> Response:
    """The running story that an article is a part of, and what is new in each step."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(
        lambda index: index.story(id_, limit=parameters.limit, **parameters.conditions())
    )
    rows = parameters.rows(found.steps, step_row, STEP_NAMES)
    return answer(rows, parameters.format, asked.tag)


@router.get(
    "/{id_:path}/citation",
    summary="How an article is cited",
    response_class=Response,
    responses=answers(
        None,
        "The article in that style.",
        others=tuple(MEDIA_TYPES[each].split(";")[0] for each in ("text", "bibtex", "ris", "csl")),
    ),
)
async def citation(asked: Asked, id_: Id, parameters: Annotated[Citation, Query()]) -> Response:
    """An article as one cites it: a line to read, BibTeX, RIS, or CSL-JSON."""
    if held := asked.holds(parameters):
        return held
    article = asked.shown(await asked.ask(lambda index: index.article(id_)))
    return answer(cited(article, parameters.style), parameters.style, asked.tag)


def cited(article: Article, style: Literal["text", "bibtex", "ris", "csl"]) -> str:
    """Return an article as a style has it."""
    match style:
        case "bibtex":
            return bibtex(article)
        case "ris":
            return ris(article)
        case "csl":
            return json_of([csl(article)], indent=None)
        case _:
            return f"{citation_text(article)}\n"


@router.get(
    "/{id_:path}",
    summary="An article",
    response_class=Response,
    responses=answers("show", "The article.", item=True, others=("text/markdown", "text/html")),
)
async def one(asked: Asked, id_: Id, parameters: Annotated[Reading, Query()]) -> Response:
    """An article with its text and all that is known of it."""
    if held := asked.holds(parameters):
        return held
    found = await asked.ask(lambda index: index.article(id_))
    article = in_zone(asked.shown(found), parameters.zone)
    match parameters.format:
        case "md":
            body = article_markdown(article)
        case "html":
            body = "".join(html_page(article.title, [article_html(article)]))
        case _:
            body = json_of(whole_article_row(article), indent=None)
    return answer(body, parameters.format, asked.tag)
