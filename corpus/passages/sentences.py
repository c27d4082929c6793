"""Where the sentences of a news text begin and end.

Lines and blank lines are judged here; sentences within a paragraph by the signs of other scripts,
then in English by nupunkt (Punkt: Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary
Detection", 2006), whose model is made from English, and in other languages by rules of our own.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from corpus.passages.identification import language_of
from corpus.passages.languages import ENGLISH
from corpus.passages.points import Points
from corpus.passages.signs import FULL_STOPS, has_signs, split_at_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nupunkt import PunktSentenceTokenizer

    Split = Callable[[int, int], Iterator["Span"]]

Span = tuple[int, int]
"""Character offsets: the first character, and one past the last."""

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029")
_ENDLESS = re.compile(r"\S{1000,}")
"""Data, no words; the library's time grows with the square of their length."""
_FINISHED = re.compile(rf"[.!?…:;{FULL_STOPS}][\"'’”»)\]」』）]*$")

_WRAPPED_WIDTH = range(45, 101)
"""Characters in a line of text that was broken to a width, by a wire or a mail program."""

_UNFINISHED_SHARE = 0.6
"""Share of lines that stop in mid-sentence from which a text counts as broken to a width."""

_ORDINARY_WORDS = """
acres all bank bed bird black bold bomb bombardment bond book broad bus call can cancer car cent
century chaos chip city cliff coal cold cranes crazy did drunk dull dusk enter equal fairs fish
flag found free good hall hand hard how human ill just lack lead low mass met month nor park pick
poland port rest rich roll row saw scandal sent series so south stake stock story sum sun super
tax ten wall wave west wheat will win works york
""".split()
"""Words that the library's model takes for abbreviations, so that a sentence went on past them."""

_NEWS_TITLES = "ald cmdr comdr gens govs lt ltc mlle mme msgr ont reps sens supts".split()
"""Abbreviations of news that the library's model, made from court papers, does not know."""


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, in order, without the space between them.

    A line is a paragraph of its own (headlines have no full stop), unless the text was broken
    to a width: then only a blank line ends a paragraph.
    """
    language = language_of(text)
    split = partial(_english, text) if language is ENGLISH else Points(text, language).sentences
    stretches = paragraph_spans(text)
    if has_signs(text):
        stretches = (piece for span in stretches for piece in split_at_signs(text, *span))
    return [
        span
        for start, end in stretches
        for begin, finish in _sentences(text, start, end, split)
        if (span := _trimmed(text, begin, finish))
    ]


def _sentences(text: str, start: int, end: int, split: Split) -> Iterator[Span]:
    """Yield the sentences of a stretch; what is not language stays in one piece each."""
    for run in _ENDLESS.finditer(text, start, end):
        yield from split(start, run.start())
        yield run.span()
        start = run.end()
    yield from split(start, end)


def _english(text: str, start: int, end: int) -> Iterator[Span]:
    for begin, finish in _splitter().span_tokenize(text[start:end]):
        yield start + begin, start + finish


@cache
def _splitter() -> PunktSentenceTokenizer:
    from nupunkt import load_default_model

    splitter = load_default_model()
    splitter.add_abbreviations(_NEWS_TITLES)
    for word in _ORDINARY_WORDS:
        splitter.remove_abbreviation(word)
    return splitter


def paragraph_spans(text: str) -> Iterator[Span]:
    """Yield the spans of the paragraphs of a text, in order, without the space between them."""
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
    middle = sorted(map(len, full))[len(full) // 2]
    return middle in _WRAPPED_WIDTH and unfinished >= _UNFINISHED_SHARE * len(full)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None
