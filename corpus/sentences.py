"""Where the sentences of a news text begin and end.

Lines and blank lines are judged here, sentences within a paragraph by nupunkt (Punkt: Kiss and
Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006).
"""

from __future__ import annotations

import re
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupunkt import PunktSentenceTokenizer

Span = tuple[int, int]
"""Character offsets: the first character, and one past the last."""

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029")
_FINISHED = re.compile(r"[.!?…:;][\"'’”»)\]]*$")

_WRAPPED_WIDTH = range(45, 101)
"""Characters in a line of text that was broken to a width, by a wire or a mail program."""

_UNFINISHED_SHARE = 0.6
"""Share of lines that stop in mid-sentence from which a text counts as broken to a width."""

_NEWS_TITLES = "ald cmdr comdr gens govs lt ltc mlle mme msgr ont reps sens supts".split()
"""Abbreviations of news that the library's model, made from court papers, does not know."""


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, in order, without the space between them.

    A line is a paragraph of its own (headlines have no full stop), unless the text was broken
    to a width: then only a blank line ends a paragraph.
    """
    return [
        span
        for start, end in _paragraphs(text)
        for begin, finish in _splitter().span_tokenize(text[start:end])
        if (span := _trimmed(text, start + begin, start + finish))
    ]


@cache
def _splitter() -> PunktSentenceTokenizer:
    from nupunkt import load_default_model

    splitter = load_default_model()
    splitter.add_abbreviations(_NEWS_TITLES)
    return splitter


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK.finditer(text):
        yield from _lines_or_whole(text, start, gap.start())
        start = gap.end()
    yield from _lines_or_whole(text, start, len(text))


def _lines_or_whole(text: str, start: int, end: int) -> Iterator[Span]:
    found = (_trimmed(text, *line.span()) for line in _LINE.finditer(text, start, end))
    lines = [line for line in found if line]
    if _broken_to_width([text[a:b] for a, b in lines]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _broken_to_width(lines: list[str]) -> bool:
    if len(lines) < 2:  # noqa: PLR2004 - one line is not broken
        return False
    full = lines[:-1]
    unfinished = sum(not _FINISHED.search(line) for line in full)
    return int(median(map(len, full))) in _WRAPPED_WIDTH and unfinished >= _UNFINISHED_SHARE * len(
        full
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None
