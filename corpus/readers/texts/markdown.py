"""Markdown: a file is an article, its front matter says what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.fields.headlines import split_headline
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.readers.texts.front_matter import FrontMatter, split_front_matter
from corpus.readers.texts.plain_text import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(
    r"\s*#{1,6}[^\S\r\n]+(?P<headline>[^\r\n]+?)(?:[^\S\r\n]+#+)?[^\S\r\n]*(?=[\r\n]|\Z)"
)


def _read(stream: Stream) -> Iterator[Found]:
    text = whole_text(stream)
    if isinstance(text, Fault):
        yield text
        return
    matter, body = split_front_matter(text)
    heading, rest = _split_heading(body)
    fields = dict(matter.fields)
    named = fields.get("title")
    if named is None:
        fields["title"] = Value(heading, "heading")
    # A heading that repeats the title is not text; another one is.
    if named is None or " ".join(heading.split()) == " ".join(str(named.value).split()):
        body = rest
    fields["text"] = Value(body, "text")
    yield _item(matter, fields)


def _item(matter: FrontMatter, fields: dict[str, Value]) -> Item:
    return Item(
        fields=fields,
        published=matter.published,
        updated=matter.updated,
        extra=matter.extra,
        warnings=matter.warnings,
    )


def _split_heading(text: str) -> tuple[str, str]:
    """Return the heading that a text begins with, or its headline, and the rest to the letter."""
    if heading := _HEADING.match(text):
        return heading["headline"], text[heading.end() :].lstrip("\r\n")
    return split_headline(text)


READER = Reader("Markdown", (".md", ".markdown"), _read)
