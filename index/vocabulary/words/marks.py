"""Where the words of a question stand in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.vocabulary.words.tokens import words_with_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from index.vocabulary.words.question import QuestionWord

from index.vocabulary.words.stems import term_of


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
        start, end = word.start, word.end
        while spans and start < spans[-1][1]:
            before = spans.pop()
            start, end = min(start, before[0]), max(end, before[1])
        spans.append((start, end))
    return spans


def _by_term(words: Iterable[QuestionWord], languages: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        for term in word.terms(languages):
            found.setdefault(term, set()).add(word.key)
    return found
