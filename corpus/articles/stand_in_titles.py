"""A headline for an article that has none: its first line or words, else the name of its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from corpus.files.finding import stem_of
from corpus.vocabulary.article import TITLE_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.vocabulary.origin import Origin

MOST_WORDS = 12
_LONGEST = 100
"""Characters, of scripts that put no spaces between words as well."""
_LOOKED_AT = 2_000
"""Characters of a text in which its first words are looked for."""

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W_]")
_LEADING = re.compile(r"^[\s>#*•·–—_=~|-]+(?=\S)")
"""Marks of lists and quotations before the words of a line."""
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})[.!?][\"'”’»)\]]{0,2}(?=\s)|[。！？][」』”]?")
"""An end of a sentence after a word of four letters or more: abbreviations are shorter."""
_FEWEST_WORDS = 3
_TRAILING = " ,;:-–—("


def stand_in_title(text: str, origins: Sequence[Origin]) -> tuple[str, str]:
    """Return a headline for an article without one, and what it is taken from.

    Args:
        text: of the article.
        origins: where it was found.

    Returns:
        A line, and `text` or `file name`; both are empty where there is neither.
    """
    for found in _LINE.finditer(text, 0, _LOOKED_AT):
        line = " ".join(_LEADING.sub("", found[0]).split())
        if _WORD.search(line):
            return shortened(line), "text"
    names = (origin.member.rpartition("!")[2] or origin.path for origin in origins)
    name = next(filter(None, map(stem_of, names)), "")
    return (name, "file name") if name else ("", "")


def entitle(
    title: str, text: str, origins: Sequence[Origin], extra: dict[str, Any]
) -> tuple[str, str]:
    """Return the title of an article, its own or one that stands in, and where the latter is from.

    What it was taken from is noted in `extra`.
    """
    if title:
        return title, ""
    title, place = stand_in_title(text, origins)
    if title:
        extra[TITLE_FROM] = place
    return title, place


def shortened(line: str) -> str:
    """Return a line, or as many of its first words as a headline has: a sentence, if it can be.

    What is left out is marked by an ellipsis, unless it is other sentences.
    """
    words = line.split(" ")
    if len(words) <= MOST_WORDS and len(line) <= _LONGEST:
        return line
    begun = " ".join(words[:MOST_WORDS])
    first = next(
        (end for end in _SENTENCE_END.finditer(f"{begun} "[: _LONGEST + 1]) if _enough(begun, end)),
        None,
    )
    if first:
        return begun[: first.end()]
    if len(begun) > _LONGEST:
        begun = begun[:_LONGEST].rpartition(" ")[0] or begun[:_LONGEST]
    return begun.rstrip(_TRAILING) + "…"


def _enough(line: str, end: re.Match[str]) -> bool:
    before = line[: end.end()]
    return not before.isascii() or before.count(" ") >= _FEWEST_WORDS - 1
