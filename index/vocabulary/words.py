"""Text to the terms of the keyword index: tokens, acronyms, case, stems."""

from __future__ import annotations

import re
from functools import lru_cache

from whoosh.lang.porter import stem as _porter

TOKEN = r"\w+(?:\.?\w+)*"  # noqa: S105 - a pattern, no secret
"""Apostrophes part words, so that `Google's` is found as `Google`."""

STOP_WORDS = frozenset(
    (
        "a about after all also an and any are as at be because been before being but by can could "
        "did do does doing for from had has have he her here him his how i if in into is it its "
        "just me more most my no not now of off on once only or other our out over own same she so "
        "some such than that the their them then there these they this those through to too under "
        "until up very was we were what when where which while who whom why will with would you "
        "your us s t"
    ).split()
)
"""Words too common to rank by. They are in the index all the same, for phrases."""

_MAY_HOLD_ACRONYMS = re.compile(r"[^\W\d_a-z]{2}|\w\.\w")
"""Two letters other than small Latin ones side by side, or a point within a word."""
_DOTTED = re.compile(r"(?:\w\.)+\w?\Z")
_SHORT = 6
"""Letters: what is longer and in capitals is shouting, no acronym."""


def with_acronyms(words: list[str]) -> list[str]:
    """Return words, acronyms in one form.

    `U.N.` and `UN` become `un`; but `U.S.` and `US`, `WHO` and `IT` become `u.s`, `w.h.o` and
    `i.t`, since `us`, `who` and `it` are other words. Where all is in capitals, nothing tells
    them apart, and they stay words.
    """
    votes = list(map(_vote, words))
    shouting = sum(votes) > 0 and votes.count(0) < len(votes) - 1
    return list(map(_shouted if shouting else _formed, words))


@lru_cache(maxsize=50_000)
def _vote(word: str) -> int:
    """Say whether a word of several letters is in capitals: 1, or not: -1."""
    return (1 if word.isupper() else -1) if len(word) > 1 and word.isalpha() else 0


@lru_cache(maxsize=50_000)
def _formed(word: str) -> str:
    if word.isupper() and 1 < len(word) <= _SHORT and word.isalpha():
        return _acronym(word, capitals=True)
    return _shouted(word)


def _shouted(word: str) -> str:
    if "." in word and _DOTTED.match(word):
        return _acronym(word.replace(".", ""), capitals=word.isupper())
    return word


def _acronym(letters: str, *, capitals: bool) -> str:
    word = letters.lower()
    return ".".join(word) if capitals and word in STOP_WORDS and len(word) > 1 else word


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are written, in lower case, acronyms in one form."""
    words = re.findall(TOKEN, text)
    if _MAY_HOLD_ACRONYMS.search(text):
        words = with_acronyms(words)
    return [word.lower() for word in words]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the term of a word in lower case: its stem, after Porter (1980)."""
    term: str = _porter(word)
    return term


def words_of(question: str) -> list[str]:
    """Return the words that a question ranks by, in lower case, each once: no stop words.

    A question of nothing but stop words ranks by those.
    """
    words = words_in(question)
    return list(dict.fromkeys([word for word in words if word not in STOP_WORDS] or words))


def terms_of(question: str) -> list[str]:
    """Return the terms that a question ranks by, each once."""
    return list(dict.fromkeys(map(stem, words_of(question))))


def marked_spans(text: str, question: str) -> list[tuple[int, int]]:
    """Return the character spans in a text whose terms occur in the question."""
    wanted = set(terms_of(question))
    spans = (found.span() for found in re.finditer(TOKEN, text))
    return [span for span, word in zip(spans, words_in(text), strict=True) if stem(word) in wanted]
