"""Acronyms in one form, and not that of the word that they look like.

`U.N.` and `UN` become `un`; but `U.S.` and `US`, `WHO` and `IT` become `u.s`, `w.h.o` and `i.t`,
since `us`, `who` and `it` are other words. Where all is in capitals nothing tells them apart: such
a word is both in a text, and the word in a question.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from index.vocabulary.words.letters import folded
from index.vocabulary.words.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\Z")
_LONGEST = 6
"""Letters: what is longer and in capitals is shouting, no acronym."""


def shouts(words: Sequence[str]) -> bool:
    """Tell whether a text is in capitals, so that they tell no acronym from a word."""
    capitals = sum(map(str.isupper, words))
    if not capitals or _has_others(words, capitals):  # as nearly all texts, after few words
        return False
    votes = list(map(_vote, words))
    return sum(votes) > 0 and votes.count(0) < len(votes) - 1


def _has_others(words: Iterable[str], many: int) -> bool:
    """Tell whether so many words, or more, vote against capitals."""
    against = (word for word in words if _vote(word) < 0)
    return next(islice(against, many - 1, None), None) is not None


@lru_cache(maxsize=50_000)
def _vote(word: str) -> int:
    """Say whether a word of several letters is in capitals: 1, or not: -1."""
    return (1 if word.isupper() else -1) if len(word) > 1 and word.isalpha() else 0


def looks_like_acronym(word: str) -> bool:
    """Tell whether a word is in capitals, and short enough."""
    return 1 < len(word) <= _LONGEST and word.isupper() and word.isalpha()


def is_dotted(word: str) -> bool:
    """Tell whether a word is letters with points between them."""
    return _DOTTED.match(word) is not None


def acronym(letters: str, *, capitals: bool) -> str:
    """Return the one form of an acronym, which is not that of a stop word if in capitals."""
    word = folded(letters)
    return ".".join(word) if capitals and word in STOP_WORDS and len(word) > 1 else word
