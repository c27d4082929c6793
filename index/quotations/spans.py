"""Where paragraphs, sentences and quotations of a text begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.quotations.speech_words import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_LINE = r"(?<![^\n]{40})\n|(?<=[^\n]{101})\n"  # others may have been broken to a width
_BLANK = r"[\v\f\x85\u2028\u2029]|\r(?!\n)|\n[^\S\n]*\n"
_PARAGRAPH = re.compile(rf"(?=\s)(?:{_BLANK}|{_LINE}|(?<=[.!?:\"”»…)])[^\S\n]*\n)")
_ABBREVIATED = r"(?<![\s.][A-Z].)(?<!\b[A-Z][a-z].)" + "".join(rf"(?<!\b{one}.)" for one in TITLES)
_STOP = rf"[.!?…]{_ABBREVIATED}[)\]]*(?:\s+|$)"
_BOUNDARY = re.compile(rf"{_STOP}|[;:]\s+|[—–\"“”«»„「」]")
_INNER = r"(?:[^'’‘\"“”«»]|(?<=\w)['’](?=\w)){0,1500}"  # apostrophes, but no other marks
_OPENS = r"(?<![^\s(].)"  # before the mark
_SENTENCE = rf"(?<=['‘]){_OPENS}(?=[A-Z]){_INNER}(?<=[,.?!…])['’](?!\w)"
_FRAGMENT = rf"(?<=‘){_OPENS}{_INNER}’(?!\w)"
_STRAIGHT = r"(?<=\")(?:(?<!\w.)|(?!\w))"
# Each begins with the mark itself, which is looked for at the speed of C.
_MARK = re.compile(rf"[\"“”„«»「」'‘](?:(?<=[“”„«»「」])|{_STRAIGHT}|{_SENTENCE}|{_FRAGMENT})")
_MARKED = re.compile(rf"[\"“”„«»「'‘](?:(?<=[\"“”„«»「])|{_OPENS}(?:(?<=')(?=[A-Z])|(?<=‘)))")
_REACH = 600  # characters of a paragraph looked at on either side of a place
_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
_CLOSING = {"„": "“”", "»": "«", "「": "」"}
"""What closes what another mark than “ and « opens: „German“, »printed«, 「Japanese」."""


def paragraph_end(text: str, low: int, high: int) -> int:
    """Return where the paragraph that `low` is in ends, `high` at most."""
    return next((gap.start() for gap in _PARAGRAPH.finditer(text, low, high)), high)


def paragraph_start(text: str, low: int, high: int) -> int:
    """Return where the paragraph that `high` is in begins, `low` at least."""
    return _last(_PARAGRAPH, text, low, high)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield where each paragraph of a text begins and ends."""
    low = 0
    for gap in _PARAGRAPH.finditer(text) if _BREAK.search(text) else ():
        yield low, gap.start()
        low = gap.end()
    yield low, len(text)


def may_quote(text: str, low: int, high: int) -> bool:
    """Tell whether a stretch of text has a mark that may open a quotation."""
    return _MARKED.search(text, low, high) is not None


def sentence_end(text: str, low: int, high: int) -> int:
    """Return where the part of a sentence that begins at `low` ends, `high` at most."""
    return next((mark.start() for mark in _BOUNDARY.finditer(text, low, high)), high)


def sentence_start(text: str, low: int, high: int) -> int:
    """Return where the part of a sentence that ends at `high` begins, `low` at least."""
    return _last(_BOUNDARY, text, low, high)


def boundaries(text: str, low: int, high: int) -> Iterator[Span]:
    """Yield the signs that end a part of a sentence."""
    return (mark.span() for mark in _BOUNDARY.finditer(text, low, high))


def quotation_around(text: str, place: int) -> Span | None:
    """Return the quotation of a paragraph that a place in a text is within, with its marks.

    None where it is within none, or where the mark that opens it is too far away to be seen.
    """
    low = paragraph_start(text, max(place - _REACH, 0), place)
    high = paragraph_end(text, place, min(place + _REACH, len(text)))
    for first, last in quotations_in(text, low, high):
        if first < place < last and _MARK.match(text, first):
            return first, last
    return None


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    return max((found.end() for found in pattern.finditer(text, low, high)), default=low)


def quotations_in(text: str, low: int, high: int) -> list[Span]:
    """Return the outermost quotations of a paragraph with their marks, where these pair up.

    The first may have begun before the paragraph and the last may be left open: their missing
    mark is taken to stand at its edge.
    """
    spans: list[Span] = []
    opened: list[int] = []
    nested = False
    for found in _MARK.finditer(text, low, high):
        mark, (at, past) = found[0][0], found.span()
        ahead = at == low or text[at - 1].isspace() or text[at - 1] in "([{—–-/'‘"
        behind = past == high or text[past].isspace() or text[past] in ".,;:!?)]}—–-'’"
        if mark in "'‘":
            spans += [] if opened else [(at, past)]
        elif opened and (
            mark in _CLOSING.get(text[opened[-1]], "”»")
            or (behind and ahead)
            or (mark == '"' and not ahead)
        ):
            first = opened.pop()
            spans += [] if opened else [(first, past)]
        elif ahead or mark in "“„«「":
            nested = bool(opened)
            opened.append(at)
        elif low and behind and not spans and not text[at - 1].isdigit():
            spans.append((low, past))
    return spans if nested or not opened else [*spans, (opened[0], high)]
