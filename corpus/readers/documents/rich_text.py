"""Rich Text Format (RTF): a file is an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.fields.bylines import split_byline
from corpus.fields.document_properties import real_name, real_title
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.readers.documents.blocks import titled
from corpus.readers.documents.rtf_document import RichText, read_rich_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 64 * 1024 * 1024
"""Bytes; pictures are in it as hexadecimal digits."""


def _is_rich_text(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf")


def _read(stream: Stream) -> Iterator[Found]:
    if not _is_rich_text(stream.head):
        yield Fault("no RTF", "check the file")
        return
    data = stream.whole("RTF", min(_LARGEST, stream.limits.size))
    if isinstance(data, Fault):
        yield data
        return
    try:
        yield _item(read_rich_text(data))
    except ValueError as error:
        yield Fault(f"RTF with {error}", "open and save it anew")


def _item(document: RichText) -> Item | Fault:
    if not document.blocks:
        return Fault("RTF without text", "check the file")
    about = document.properties
    title, text = titled(document.blocks, real_title(about.get("title")))
    names = [name for name in split_byline(real_name(about.get("author"))) if name]
    created, changed = (_moment(document.clocks.get(name)) for name in ("creatim", "revtim"))
    dates = [(created, "creatim"), (changed, "revtim")]
    return Item(
        fields={
            "title": title,
            "text": Value(text, "body"),
            "authors": Value(names, "author property"),
            "section": Value(about.get("category", ""), "category property"),
        },
        published=[Value(*date) for date in dates if date[0]][:1],
        updated=[Value(*dates[1])] if changed else [],
        extra={"keywords": about.get("keywords", ""), "subject": about.get("subject", "")},
    )


def _moment(clock: list[int] | None) -> str:
    """Return a moment as ISO 8601; a document without one may say that it is the year 0."""
    if not clock or not clock[0]:
        return ""
    year, month, day, hour, minute = clock
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"


READER = Reader("RTF", (".rtf",), _read, certain=_is_rich_text)
