"""A piece of an article on one line, cut where words of the question and the answer begin and end.

Every format marks the same: as colours, asterisks, or elements of HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.vocabulary.visible import visible
from index.formats.wording.speaking import opening_mark, speaker_before, spoken_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus import Passage
    from index.vocabulary.results import Hit

_BETWEEN = frozenset(" -\u2010\u2011\n\r\t")
"""What may stand between words that have one mark."""

_WORDS = 60
"""Words of a passage that has no answer: as many as a window has at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that are marked in one way."""

    text: str
    """On one line; space at its ends counts."""
    asked: bool
    """Whether they are words of the question."""
    answer: bool
    """Whether they are of the sentence that answers best."""


def pieces(hit: Hit, start: int, end: int) -> Iterator[Piece]:
    """Yield a piece of a hit's article, from one place in its text to another, cut at its marks."""
    text = hit.article.text
    answer = range(hit.answer.start, hit.answer.end) if hit.answer else range(0)
    words = [(a, b) for a, b in _joined(hit.marks, text) if start <= a and b <= end]
    edges = {start, end, *(cut for word in words for cut in word)}
    edges |= {cut for cut in (answer.start, answer.stop) if start < cut < end}
    for low, high in pairwise(sorted(edges)):
        asked = any(a <= low < b for a, b in words)
        yield Piece(on_a_line(text[low:high]), asked, low in answer)


def in_context(hit: Hit) -> list[Piece]:
    """Return the answer of a hit in its context; the beginning of a passage without an answer.

    What somebody says begins with the quotation: who it is stands before it.
    """
    if hit.window:
        start = _begins(hit, hit.window)
        mark = opening_mark(hit.article.text, start)
        opened = [Piece(mark, asked=False, answer=False)] if mark else []
        return [*opened, *pieces(hit, start, hit.window.end)]
    words = hit.passage.text.split(maxsplit=_WORDS)
    cut = len(words) > _WORDS
    end = hit.passage.end - (len(words[-1]) if cut else 0)
    begun = list(pieces(hit, hit.passage.start, end))
    return [*begun, Piece("…", asked=False, answer=False)] if cut else begun


def said_by(hit: Hit) -> str:
    """Return who is to be named before the answer of a hit in its context; empty if nobody is."""
    if hit.window is None or spoken_from(hit) is None:
        return ""
    return speaker_before(hit, _begins(hit, hit.window), hit.window.end)


def _begins(hit: Hit, window: Passage) -> int:
    """Return where the answer in its context begins: with the quotation, if it is one."""
    spoken = spoken_from(hit)
    return window.start if spoken is None else spoken


def _joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join spans with nothing but space or a hyphen between them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and set(text[joined[-1][1] : start]) <= _BETWEEN:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def on_a_line(text: str) -> str:
    """Return a text without line breaks and control characters; of space one at either end."""
    shown = visible(text)
    words = " ".join(shown.split())
    before, after = shown[:1].isspace(), shown[-1:].isspace() and bool(words)
    return f"{' ' * before}{words}{' ' * after}"
