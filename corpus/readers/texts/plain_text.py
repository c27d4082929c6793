"""Plain text: a file is an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.fields.headlines import split_headline
from corpus.files.encodings import decode
from corpus.found.findings import Fault, Found, Record
from corpus.found.reader import Reader, Stream
from corpus.vocabulary.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator


def whole_text(stream: Stream) -> str | Fault:
    """Return the text of a file that is one article, or say that it is too long for one."""
    data = stream.whole("text", 4 * LONGEST_TEXT, advice="split it into articles")
    return data if isinstance(data, Fault) else decode(data)


def _read(stream: Stream) -> Iterator[Found]:
    text = whole_text(stream)
    if isinstance(text, Fault):
        yield text
        return
    title, text = split_headline(text)
    yield Record({"title": title, "text": text}, named=False)


READER = Reader("plain text", (".txt", ".text"), _read, likely=lambda _head: True)
