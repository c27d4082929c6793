"""The words, braces and bytes that Rich Text Format is written in, one after the other.

Rich Text Format (RTF) Specification 1.9.1, Microsoft 2008.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})"
    rb"|(?P<symbol>[^a-zA-Z]))|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
MOST_TOKENS = 5_000_000
"""A novel with its formatting has half a million."""


@dataclass(frozen=True, slots=True)
class Token:
    """One of: a control word with its number, a brace, bytes of text."""

    word: str = ""
    """A control word; for a control symbol, that character; `{` or `}` as `brace`."""
    number: int | None = None
    text: bytes = b""
    brace: str = ""


_OPEN, _CLOSE = Token(brace="{"), Token(brace="}")


def tokens(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a document; what `\bin` announces is passed over.

    Raises:
        ValueError: there are more than anybody writes.
    """
    at = count = 0
    while found := _TOKEN.search(data, at):
        at = found.end()
        count += 1
        if count > MOST_TOKENS:
            raise ValueError(f"more than {MOST_TOKENS:,} control words")
        if (text := found["text"]) is not None:
            yield Token(text=text)
        elif brace := found["brace"]:
            yield _OPEN if brace == b"{" else _CLOSE
        elif byte := found["hex"]:
            yield Token(text=bytes([int(byte, 16)]))
        elif symbol := found["symbol"]:
            yield Token(word=symbol.decode("latin-1"))
        else:
            number = None if found["number"] is None else int(found["number"])
            word = found["word"].decode("ascii")
            if word == "bin":
                at += max(0, number or 0)
            else:
                yield Token(word=word, number=number)
