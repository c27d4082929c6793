"""The answer of a hit in its context: as much of the passage as there is room for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.passages.sentences import sentence_spans
from index.formats import spoken_from
from index.vocabulary.words import SPACELESS_LETTER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.vocabulary.results import Hit

_WORD = re.compile(rf"{SPACELESS_LETTER.pattern}|(?:(?!{SPACELESS_LETTER.pattern})\S)+")
_FEWEST = 4
"""Words of a sentence that is cut: fewer say nothing."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an article's text."""

    start: int
    end: int
    begun: bool = False
    """Whether it begins within a sentence."""
    cut: bool = False
    """Whether it ends within a sentence."""
    spoken: bool = False
    """Whether it is what somebody says, from where that begins on."""


if TYPE_CHECKING:
    Fits = Callable[[Excerpt], bool]
    """Tells whether there is room for an excerpt; where not, then neither for a longer one."""


def excerpt(hit: Hit, fits: Fits) -> Excerpt:
    """Return the answer of a hit with as much of what is around it as fits, to the word.

    First what leads up to it in its window, since an answer may speak of “this”; then what
    follows in the passage; then what comes before. What somebody says begins with the quotation:
    who it is stands before it. An answer that does not fit is cut; it begins later where what the
    question demands would be cut off.

    Args:
        hit: of a passage with text.
        fits: what there is room for.
    """
    around = _Around(hit, fits)
    passage, answer = hit.passage, hit.answer or hit.passage
    spoken = spoken_from(hit)
    shown = Excerpt(
        answer.start if spoken is None else spoken, answer.end, spoken=spoken is not None
    )
    if hit.demanded and not fits(shown):
        return around.holding(shown, hit.demanded)
    if shown.spoken:
        return around.followed(shown, passage.end)
    shown = around.led_up_to(shown, (hit.window or passage).start)
    if not shown.begun:
        shown = around.followed(shown, passage.end)
    return shown if shown.begun or shown.cut else around.led_up_to(shown, passage.start)


def sentences_around(hit: Hit, count: int) -> Excerpt:
    """Return the answer of a hit with so many sentences of its article before and after it."""
    answer = hit.answer or hit.passage
    spans = sentence_spans(hit.article.text)
    inside = [
        n for n, (first, last) in enumerate(spans) if first < answer.end and last > answer.start
    ]
    if not inside:
        return Excerpt(answer.start, answer.end)
    first, last = max(inside[0] - count, 0), min(inside[-1] + count, len(spans) - 1)
    return Excerpt(min(spans[first][0], answer.start), max(spans[last][1], answer.end))


class _Around:
    """Makes an excerpt of a passage longer, word by word, as far as it fits."""

    def __init__(self, hit: Hit, fits: Fits) -> None:
        passage = hit.passage
        spans = sentence_spans(passage.text)
        self._fits = fits
        self._starts = [passage.start + first for first, _ in spans]
        self._ends = [passage.start + last for _, last in spans]
        words = list(_WORD.finditer(hit.article.text, passage.start, passage.end))
        self._word_starts = [word.start() for word in words]
        self._word_ends = [word.end() for word in words]

    def holding(self, shown: Excerpt, demanded: Sequence[tuple[int, int]]) -> Excerpt:
        """Return as much of a sentence as fits, with as much of some places in it as fits.

        Args:
            shown: the sentence, which does not fit.
            demanded: places in it, in order, one at least.
        """
        ends = sorted(end for _, end in demanded)
        for last in reversed(ends):
            cut = last not in self._ends
            if self._fits(begun := replace(shown, end=last, cut=cut)):
                return self.followed(begun, shown.end)
            first = demanded[0][0]
            if first > shown.start and self._fits(
                core := Excerpt(first, last, begun=True, cut=cut)
            ):
                return self.led_up_to(self.followed(core, shown.end), shown.start)
        return self.followed(shown, shown.end)

    def led_up_to(self, shown: Excerpt, low: int) -> Excerpt:
        """Return an excerpt with the words before it that fit, from a place in the text on.

        It begins with a sentence where too little of the one before would be left.
        """
        words = self._word_starts
        places = words[bisect_left(words, low) : bisect_left(words, shown.start)]

        def from_(place: int) -> Excerpt:
            return replace(shown, start=place, begun=place not in self._starts)

        longer = self._longest([from_(place) for place in reversed(places)]) or shown
        sentence = min((s for s in self._starts if longer.start <= s), default=longer.start)
        of_one = bisect_left(words, sentence) - bisect_left(words, longer.start)
        return from_(sentence) if longer.begun and of_one < _FEWEST else longer

    def followed(self, shown: Excerpt, high: int) -> Excerpt:
        """Return an excerpt with the words behind it that fit, up to a place in the text.

        Where it does not fit itself, it is as long as fits. It ends with a sentence where too
        little of the next would be left.
        """
        words = self._word_ends
        low = shown.end if self._fits(shown) else shown.start
        places = words[bisect_right(words, low) : bisect_right(words, high)]

        def up_to(place: int) -> Excerpt:
            return replace(shown, end=place, cut=place not in self._ends)

        longer = self._longest([up_to(place) for place in places])
        if longer is None:
            return shown if low == shown.end or not places else up_to(places[0])
        sentence = max((e for e in self._ends if shown.start < e <= longer.end), default=longer.end)
        of_one = bisect_right(words, longer.end) - bisect_right(words, sentence)
        return up_to(sentence) if longer.cut and of_one < _FEWEST else longer

    def _longest(self, longer: Sequence[Excerpt]) -> Excerpt | None:
        """Return the longest that fits, of excerpts of which each is longer than the one before."""
        count = bisect_left(longer, 1, key=lambda each: not self._fits(each))
        return longer[count - 1] if count else None
