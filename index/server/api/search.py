"""Search over HTTP."""

from __future__ import annotations

from contextlib import aclosing, closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Query
from starlette.responses import Response

from index.formats import (
    HIT_NAMES,
    Section,
    bibtex,
    by_article,
    check_names,
    chosen,
    csv_lines,
    hit_row,
    hits_markdown,
    in_zone,
    json_lines,
    json_of,
    made_of,
    report,
    ris,
    run_tag,
    told_in_words,
    told_of,
    trec_lines,
)
from index.search import hits_of_article
from index.server.answers import MEDIA_TYPES, answer, rows_as, streamed
from index.server.api.asking import Asked, Asking
from index.server.api.schemas import answers
from index.server.parameters import SearchParameters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterable, Iterator

    from index.formats import Row
    from index.search import NewsIndex
    from index.vocabulary.results import Hit, Hits

router = APIRouter()

_OTHERS = tuple(
    dict.fromkeys(
        MEDIA_TYPES[each].split(";")[0]
        for each in ("jsonl", "csv", "md", "html", "bibtex", "ris", "trec")
    )
)


@router.get(
    "/search",
    summary="Search",
    response_class=Response,
    responses=answers("search", "What is said of all hits, and the hits.", others=_OTHERS),
)
async def search(asked: Asked, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """The passages that answer a question best, as `newsdex search --format json` prints them."""
    if held := asked.holds(parameters):
        return held
    check_names(parameters.fields, HIT_NAMES)
    if parameters.everything:
        return await _everything(asked, parameters)
    body = await asked.ask(lambda index: _found(index, asked, parameters))
    return answer(body, parameters.format, asked.tag)


def _found(index: NewsIndex, asked: Asking, parameters: SearchParameters) -> str:
    """Ask, and return what is found as text."""
    limit, offset = parameters.limit, parameters.offset
    by_hit = parameters.format in {"json", "jsonl", "csv"}
    of_each = hits_of_article(parameters.per_article, parameters.group)
    if not by_hit and of_each:  # pages of articles, as people read them
        limit, offset = (offset + limit) * of_each, 0
    hits = index.search(
        parameters.q, limit=limit, offset=offset, **parameters.options(), **parameters.conditions()
    )
    if not by_hit:
        return "".join(_read(index, hits, asked, parameters))
    rows = _rows(hits, asked, parameters)
    head = told_of(hits, parameters.q)
    if parameters.format == "json":
        return json_of({**head, "hits": list(rows)}, indent=None)
    begun = "".join(json_lines([head])) if parameters.meta else ""
    return begun + rows_as(rows, parameters.format, parameters.fields or HIT_NAMES)


def _rows(hits: Iterable[Hit], asked: Asking, parameters: SearchParameters) -> Iterator[Row]:
    rows = (hit_row(_shown(hit, asked, parameters)) for hit in hits)
    return chosen(rows, parameters.fields or None)


def _shown(hit: Hit, asked: Asking, parameters: SearchParameters) -> Hit:
    return replace(hit, article=in_zone(asked.shown(hit.article), parameters.zone))


def _read(
    index: NewsIndex, hits: Hits, asked: Asking, parameters: SearchParameters
) -> Iterator[str]:
    """Yield a page of articles, by the best hit of each, in a format that people read in."""
    end = parameters.offset + parameters.limit
    best = [each[0] for each in by_article([hits], end)][parameters.offset :]
    there = [_shown(hit, asked, parameters) for hit in best]
    match parameters.format:
        case "md":
            yield from hits_markdown(there, parameters.offset + 1)
        case "html":
            told = told_in_words(hits, len(there))
            section = Section(parameters.q, there, told, first=parameters.offset + 1)
            made = made_of(index.status(), datetime.now(UTC).astimezone())
            yield from report(parameters.q or "Articles", [section], made)
        case "bibtex":
            yield "\n".join(bibtex(hit.article) for hit in there)
        case "ris":
            yield "\n".join(ris(hit.article) for hit in there)
        case _:
            ranked = ((hit.article.id, hit.ranking_score) for hit in there)
            yield from trec_lines("1", ranked, run_tag(hits))


async def _everything(asked: Asking, parameters: SearchParameters) -> Response:
    """Answer with all that matches, as it is read."""
    lots = asked.lots(lambda index: _lots(index, asked, parameters))
    first = await anext(lots)  # what is wrong with the question is told before anything is sent

    async def written() -> AsyncIterator[str]:
        async with aclosing(lots):  # whoever asked may go away in the middle
            yield first
            async for lines in lots:
                yield lines

    return streamed(written(), parameters.format, asked.tag)


def _lots(index: NewsIndex, asked: Asking, parameters: SearchParameters) -> Iterator[str]:
    """Yield all that matches as lines, some at a time."""
    names = parameters.fields or HIT_NAMES
    head = "".join(csv_lines([], names)) if parameters.format == "csv" else ""
    everything = index.search_all(
        parameters.q, offset=parameters.offset, **parameters.options(), **parameters.conditions()
    )
    with closing(cast("Generator[Hits]", everything)):
        for hits in everything:
            if parameters.meta and not head:
                head = "".join(json_lines([told_of(hits, parameters.q)]))
                yield head
            rows = _rows(hits, asked, parameters)
            if parameters.format == "jsonl":
                yield "".join(json_lines(rows))
            else:
                yield head + "".join(islice(csv_lines(rows, names), 1, None))  # without the names
                head = ""
