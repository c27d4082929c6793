"""Where the words of a question stand in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.vocabulary.words.stems import term_of
from index.vocabulary.words.tokens import words_with_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from index.vocabulary.words.question import QuestionWord

_FIGURES_BEFORE = re.compile(r"(?<![^\W_])(?:[0-9]+[.,])+\Z")
_FIGURES_BEHIND = re.compile(r"(?:[.,][0-9]+)+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_PREFIX_OF_A_NAME = re.compile(r"(?<![^\W_])[A-Z]['’]\Z")
_ENDING = re.compile(r"['’][^\W\d_]{1,2}(?![^\W_])")
_LONGEST = 40
"""Characters looked at before a word."""


def keys_held(text: str, words: Iterable[QuestionWord], languages: Collection[str]) -> set[str]:
    """Return which words of a question a text holds, in any form; by their keys.

    Args:
        text: in one of some languages.
        words: of the question.
        languages: whose stems count.
    """
    by_term = _by_term(words, languages)
    held: set[str] = set()
    for word in words_with_spans(text):
        for language in languages:
            held |= by_term.get(term_of(word.key, language), set())
    return held


def marked_spans(
    text: str,
    words: Iterable[QuestionWord],
    languages: Collection[str],
    besides: Callable[[str], bool] | None = None,
) -> list[tuple[int, int]]:
    """Return the character spans in a text of words that a question asks for, in order.

    They are whole, as a reader sees a word: `U.S.` with its last point, `OPEC's` with its ending,
    `O'Hara`, and all figures of a number.

    Args:
        text: in one of some languages.
        words: of the question.
        languages: whose stems count.
        besides: says of a word as it is compared whether it is asked for otherwise.

    Returns:
        Start and end of each; none overlaps another.
    """
    by_term = _by_term(words, languages)
    spans: list[tuple[int, int]] = []
    for word in words_with_spans(text):
        asked = any(term_of(word.key, language) in by_term for language in languages)
        if not asked and not (besides and besides(word.key)):
            continue
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


def _by_term(words: Iterable[QuestionWord], languages: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        for term in word.terms(languages):
            found.setdefault(term, set()).add(word.key)
    return found
