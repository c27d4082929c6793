"""Markdown: a file is an article, its front matter says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.fields.headlines import split_headline
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.markup.markdown import MarkdownText, markdown_text
from corpus.readers.texts.front_matter import split_front_matter
from corpus.readers.texts.plain_text import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def _read(stream: Stream) -> Iterator[Found]:
    source = whole_text(stream)
    if isinstance(source, Fault):
        yield source
        return
    matter, body = split_front_matter(source)
    warnings = list(matter.warnings)
    said = markdown_text(body)
    if said is None:
        heading, rest = split_headline(body)
        said = MarkdownText(heading, body, rest)
        warnings.append("Markdown with too many marks, shown as it is written")
    fields = dict(matter.fields)
    named = fields.get("title")
    if named is None:
        fields["title"] = Value(said.heading, "heading")
    # A heading that repeats the title is not text; another one is.
    repeated = named is None or said.heading == " ".join(str(named.value).split())
    text = said.rest if repeated else said.text
    fields["text"] = Value(text, "text")
    yield Item(
        fields=fields,
        published=matter.published,
        updated=matter.updated,
        extra={**matter.extra, "markdown": body if body.strip() != said.text else ""},
        warnings=warnings,
    )


READER = Reader("Markdown", (".md", ".markdown"), _read)
