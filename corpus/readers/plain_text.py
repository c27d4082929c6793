"""Plain text: a file is an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.encodings import decode
from corpus.readers.reader import Fault, Found, Reader, Record, Stream
from corpus.records import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADLINE = re.compile(r"\s*(?P<headline>\S[^\r\n]{0,199}?)[^\S\r\n]*\r?\n[^\S\r\n]*(?:\r?\n|\r)")
"""A first line of at most 200 characters with a blank line after it."""
_SENTENCE_END = re.compile(r"[.!?…][\"'’”)\]]*$")
_MOST_WORDS = 25


def split_headline(text: str) -> tuple[str, str]:
    """Return the headline that a text begins with, if it does, and the rest to the letter.

    It is a short first line that ends without a full stop and is followed by a blank line.
    """
    first = _HEADLINE.match(text)
    if first is None or not text[first.end() :].strip():
        return "", text
    line = first["headline"]
    if _SENTENCE_END.search(line) or len(line.split()) > _MOST_WORDS:
        return "", text
    return line, text[first.end() :].lstrip("\r\n")


def whole_text(stream: Stream) -> str | Fault:
    """Return the text of a file that is one article, or say that it is too long for one."""
    data = stream.content.read(4 * LONGEST_TEXT + 1)
    if len(data) > 4 * LONGEST_TEXT:
        return Fault(f"text larger than {4 * LONGEST_TEXT:,} bytes", "split it into articles")
    return decode(data)


def _read(stream: Stream) -> Iterator[Found]:
    text = whole_text(stream)
    if isinstance(text, Fault):
        yield text
        return
    title, text = split_headline(text)
    yield Record({"title": title, "text": text})


READER = Reader("plain text", (".txt", ".text"), _read, likely=lambda _head: True)
