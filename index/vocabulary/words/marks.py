"""Where the words of a question stand in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.vocabulary.words.stems import term_of
from index.vocabulary.words.tokens import pieces_of, words_of_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from index.vocabulary.words.question import QuestionWord

_FIGURES_BEFORE = re.compile(r"(?<![^\W_])(?:[0-9]+[.,])+\Z")
_FIGURES_BEHIND = re.compile(r"(?:[.,][0-9]+)+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_PREFIX_OF_A_NAME = re.compile(r"(?<![^\W_])[A-Z]['’]\Z")
_ENDING = re.compile(r"['’][^\W\d_]{1,2}(?![^\W_])")
_LONGEST = 40
"""Characters looked at before a word."""


class MarkedWord(NamedTuple):
    """A word of a text that a question asks for."""

    start: int
    end: int
    """Where it stands, in characters of the text."""
    keys: frozenset[str]
    """Of what of the question it is."""


class Marker:
    """Finds what a question asks for in texts of one language.

    Each spelling is looked up once, however many texts it stands in.
    """

    def __init__(
        self,
        words: Iterable[QuestionWord],
        language: str,
        besides: Callable[[str], Collection[str]] | None = None,
    ) -> None:
        """Take what is asked for.

        Args:
            words: of the question.
            language: of the texts, whose stems count.
            besides: returns the keys of what else a word, as it is compared, is asked for by.
        """
        self._language = language
        self._besides = besides
        self._by_term: dict[str, frozenset[str]] = {}
        for word in words:
            for term in word.terms((language,)):
                self._by_term[term] = self._by_term.get(term, frozenset()) | {word.key}
        self._asked: dict[tuple[str, bool], list[MarkedWord]] = {}

    def marked(self, text: str) -> list[MarkedWord]:
        """Return the words of a text that are asked for, in order; those of compounds overlap."""
        found: list[MarkedWord] = []
        pieces = pieces_of(text)
        loud = pieces.loud
        for piece, begins in pieces.found:
            asked = self._asked.get((piece, loud))
            if asked is None:
                asked = self._asked[piece, loud] = self._asked_in(piece, loud)
            for start, end, keys in asked:
                found.append(MarkedWord(*pieces.span(begins + start, begins + end), keys))
        return found

    def held(self, text: str) -> set[str]:
        """Return what of the question a text holds, by its keys."""
        return {key for word in self.marked(text) for key in word.keys}

    def _asked_in(self, piece: str, loud: bool) -> list[MarkedWord]:
        """Return what is asked for in a piece of text, by places in it."""
        asked: list[MarkedWord] = []
        for key, start, end in words_of_piece(piece, loud):
            keys = self._by_term.get(term_of(key, self._language), frozenset())
            if self._besides:
                keys = keys.union(self._besides(key))
            if keys:
                asked.append(MarkedWord(start, end, frozenset(keys)))
        return asked


def whole_spans(text: str, marked: Sequence[MarkedWord]) -> list[tuple[int, int]]:
    """Return the character spans of words in a text that are marked, in order.

    They are whole, as a reader sees a word: `U.S.` with its last point, `OPEC's` with its ending,
    `O'Hara`, and all figures of a number. None overlaps another.
    """
    spans: list[tuple[int, int]] = []
    for word in marked:
        start, end = _whole(text, word.start, word.end)
        while spans and start < spans[-1][1]:
            before = spans.pop()
            start, end = min(start, before[0]), max(end, before[1])
        spans.append((start, end))
    return spans


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of what a reader takes for the word that stands somewhere."""
    before = text[max(0, start - _LONGEST) : start]
    figures = text[start].isdigit() and _FIGURES_BEFORE.search(before)
    if first := figures or _PREFIX_OF_A_NAME.search(before):
        start -= len(first[0])
    if text[end - 1].isdigit() and (more := _FIGURES_BEHIND.match(text, end)):
        end = more.end()
    if text[end : end + 1] == "." and _DOTTED.fullmatch(text, start, end):
        end += 1
    if ending := _ENDING.match(text, end):
        end = ending.end()
    return start, end
