"""Answers of HTTP: rows in every format, with the tag of what they were made of."""

from __future__ import annotations

import logging
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from index.formats import csv_lines, json_lines, json_of
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from starlette.requests import Request
    from starlette.types import Send

    from corpus import Article
    from index.formats import Row

_LOG = logging.getLogger("newsdex.server")

MEDIA_TYPES = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
    "trec": "text/plain; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}


def tagged(tag: str) -> dict[str, str]:
    """Return the headers of an answer that holds as long as its tag does.

    A browser keeps it, and asks each time whether it still holds.
    """
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def still_holds(request: Request, tag: str) -> Response | None:
    """Return the answer to whoever has what they ask for, None where they don't."""
    known = request.headers.get("if-none-match", "")
    weak = tag.removeprefix("W/")
    if weak not in {each.strip().removeprefix("W/") for each in known.split(",")}:
        return None
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tagged(tag))


def answer(body: str, form: str, tag: str) -> Response:
    """Return a text as an answer.

    Args:
        body: the whole of it.
        form: a name of `MEDIA_TYPES`.
        tag: of what it was made of.
    """
    return Response(body, HTTPStatus.OK, tagged(tag), MEDIA_TYPES[form])


def rows_as(rows: Iterable[Row], form: str, names: Sequence[str] | None = None) -> str:
    """Return rows as text.

    Args:
        rows: with the same names each.
        form: `json`, an array; `jsonl` or `csv`.
        names: of the rows, so that CSV without any has them.
    """
    match form:
        case "csv":
            return "".join(csv_lines(rows, names))
        case "jsonl":
            return "".join(json_lines(rows))
        case _:
            return json_of(list(rows), indent=None)


def streamed(lots: AsyncIterator[str], form: str, tag: str) -> Response:
    """Return an answer that is sent as it is made."""
    return _Streamed(lots, HTTPStatus.OK, tagged(tag), MEDIA_TYPES[form])


class _Streamed(StreamingResponse):
    """Is cut off where it can't be gone on with, so that nobody takes a part for the whole."""

    async def stream_response(self, send: Send) -> None:
        try:
            await super().stream_response(send)
        except NewsIndexError as error:
            _LOG.error("an answer was cut off: %s", error)


def without_files(article: Article) -> Article:
    """Return an article that doesn't say in which files it was found."""
    return replace(article, origins=())
