"""The headline that a text without markup begins with."""

from __future__ import annotations

import re

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
