"""An article's text to passages: runs of whole sentences, known by their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.passages.sentences import Span, sentence_spans
from corpus.passages.signs import IDEOGRAPHIC
from corpus.vocabulary.errors import ArgumentError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = 150
"""Words in a passage. Measured: see docs/ranking.md."""

LONGEST_PASSAGE = 1800
"""Characters: 150 words of ordinary news are 900; what is longer has no words to count."""

_WORD = re.compile(r"\S+")
_RUN_TOGETHER = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Tibetan, Burmese and Khmer letters, as the inside of a character class."""
_WITHOUT_SPACES = re.compile(f"[{IDEOGRAPHIC}{_RUN_TOGETHER}]")
_WORD_WITHOUT_SPACES = re.compile(
    rf"[{IDEOGRAPHIC}]{{1,2}}|[{_RUN_TOGETHER}]{{1,5}}|[^\s{IDEOGRAPHIC}{_RUN_TOGETHER}]+"
)
"""What counts as a word where none are parted: about the letters that one has on average."""
_PAUSE = re.compile(r"[、，；：,;:]|(?=\s)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `text` is `article.text[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str


def split_passages(
    text: str,
    *,
    words: int = WORDS,
    overlap: int = 1,
    fits: Callable[[str], bool] | None = None,
) -> list[Passage]:
    """Pack the sentences of an article's text into passages.

    Each passage takes as many sentences as fit into `words`, and begins with the last
    `overlap` sentences of the one before where there is room. A sentence that is itself too
    long (a table, 3,000 words without a full stop) is cut between words, else anywhere.

    Args:
        text: an article's text; an article that is only a headline has one empty passage.
        words: most words of a passage.
        overlap: sentences that two neighbours share.
        fits: whether an encoder reads all of a passage's text; None asks nobody.

    Raises:
        ArgumentError: it is not text, or the numbers are not whole ones from 1 and 0 on.

    Returns:
        Passages in the order of the text, at least one; together they hold every sentence.
    """
    if not isinstance(text, str):
        raise ArgumentError(f"{shown(text)} is not the text of an article")
    for name, value, least in (("words", words, 1), ("overlap", overlap, 0)):
        if not isinstance(value, int) or value < least:
            raise ArgumentError(f"{name}: {shown(value)} is not a whole number from {least} on")
    packed = _pack(text, sentence_spans(text), _Limit(text, words, fits), overlap)
    return [Passage(start, end, text[start:end]) for start, end in packed] or [Passage(0, 0, "")]


class _Limit:
    """Says whether a span of the text can be one passage."""

    def __init__(self, text: str, words: int, fits: Callable[[str], bool] | None) -> None:
        self._text = text
        self._words = words
        self._fits = fits
        self.word = _WORD_WITHOUT_SPACES if _WITHOUT_SPACES.search(text) else _WORD
        self._counted = (0, 0, 0)  # a start, an end, and the words between them

    def _count(self, start: int, end: int) -> int:
        """Return how many words stand there."""
        if self.word is _WORD:
            return len(self._text[start:end].split())
        return len(self.word.findall(self._text, start, end))

    def holds(self, start: int, end: int) -> bool:
        return self.roughly_holds(start, end) and (
            self._fits is None or self._fits(self._text[start:end])
        )

    def roughly_holds(self, start: int, end: int) -> bool:
        """Judge by words and characters alone, without asking the encoder."""
        if end - start > LONGEST_PASSAGE:
            return False
        first, last, words = self._counted
        if first == start < last <= end and self._text[last : last + 1].isspace():
            words += self._count(last, end)
        else:
            words = self._count(start, end)
        self._counted = start, end, words
        return words <= self._words


def _pack(text: str, sentences: Sequence[Span], limit: _Limit, overlap: int) -> list[Span]:
    pending = list(reversed(sentences))
    passages: list[Span] = []
    run: list[Span] = []

    def close() -> None:
        """Turn the run into a passage; what does not fit goes back to the pending sentences."""
        while len(run) > 1 and not limit.holds(run[0][0], run[-1][1]):
            pending.append(run.pop())
        if len(run) == 1 and not limit.holds(*run[0]):
            start, end = run.pop()
            cut = _cut(text, start, end, limit)
            run.append((start, cut))
            rest = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
            if rest < end:
                pending.append((rest, end))
        if not passages or run[-1][1] > passages[-1][1]:
            passages.append((run[0][0], run[-1][1]))

    while pending or run:
        if pending and (not run or limit.roughly_holds(run[0][0], pending[-1][1])):
            run.append(pending.pop())
            continue
        close()
        if not pending:
            break
        shared = run[-overlap:] if overlap and len(run) > overlap else []
        while shared and not limit.holds(shared[0][0], pending[-1][1]):
            shared.pop(0)
        run = shared
    return passages


def _cut(text: str, start: int, end: int, limit: _Limit) -> int:
    """Return where to cut a sentence that is too long: after a word, else after a character.

    A cut between two letters moves back to a comma, if the half that it ends has one.
    """
    longest = min(end, start + LONGEST_PASSAGE)
    ends = [word.end() for word in limit.word.finditer(text, start, longest)]
    if len(ends) > 1 and not text[longest : longest + 1].isspace():
        ends.pop()  # the window may have cut this word
    for candidates in (ends, range(start + 1, longest + 1)):
        if (cut := _last_held(start, candidates, limit)) is not None:
            return cut if text[cut : cut + 1].isspace() else _paused(text, start, cut)
    return longest  # nothing fits: the encoder will truncate, the text stays whole


def _paused(text: str, start: int, cut: int) -> int:
    pauses = [pause.end() for pause in _PAUSE.finditer(text, (start + cut) // 2, cut)]
    return pauses[-1] if pauses else cut


def _last_held(start: int, ends: Sequence[int], limit: _Limit) -> int | None:
    """Return the last of the ascending ends up to which the text still fits."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if limit.holds(start, ends[middle]):
            low = middle + 1
        else:
            high = middle
    return ends[low - 1] if low else None
