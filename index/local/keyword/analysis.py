"""Whoosh's fields, and its analysis chains, which make of a text what `vocabulary.words` makes.

Passages are taken apart by `vocabulary.words` alone, which is quicker; the fields are what Whoosh's
own reader and searcher need to know, and the tests hold both to the same words.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING, Any

from whoosh.analysis import Filter, LowercaseFilter, RegexTokenizer, StemFilter
from whoosh.fields import TEXT, Schema
from whoosh.formats import Positions

from index.vocabulary.words import TOKEN, with_acronyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TERMS = "text"
"""Field of the stems of a passage as both legs see it; ranked by."""
WORDS = "word"
"""Field of its words as they are written, with places: phrases, `word*`, spelling."""
TITLE = "title"
"""Field of the stems of its article's title, with places."""

PLACED = frozenset({WORDS, TITLE})
"""Fields whose terms are kept with their places, for phrases."""


class AcronymFilter(Filter):  # type: ignore[misc] # Whoosh's classes have no types
    """Gives acronyms one form, and not that of the word that they look like."""

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        """Pass tokens on, acronyms changed."""
        # Whoosh hands on one token object again and again, so what is to be judged as a whole
        # is copied first.
        held = [token.copy() for token in tokens]
        for token, text in zip(held, with_acronyms([t.text for t in held]), strict=True):
            token.text = text
            yield token


@cache
def word_analyzer() -> Any:
    """Return the chain from text to words as they are written, in lower case."""
    return RegexTokenizer(TOKEN) | AcronymFilter() | LowercaseFilter()


@cache
def analyzer() -> Any:
    """Return the chain from text to terms, which are stems."""
    return word_analyzer() | StemFilter(cachesize=50_000)


class Places(Positions):
    """Whoosh's format for the places of a term in a passage, without the pickle of its own."""

    def encode(self, places: Sequence[int]) -> bytes:
        """Return places, ascending, as bytes."""
        return struct.pack(f"<{len(places)}I", *places)

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the places."""
        return list(struct.unpack(f"<{self.decode_frequency(value)}I", value))

    def decode_frequency(self, value: bytes) -> int:
        """Return how many places there are."""
        return len(value) // 4


@cache
def schema() -> Schema:
    """Return the fields of a part. No index says them: they are the same in each."""
    fields = Schema(
        **{
            TERMS: TEXT(analyzer=analyzer(), phrase=False),
            WORDS: TEXT(analyzer=word_analyzer()),
            TITLE: TEXT(analyzer=analyzer()),
        }
    )
    for name in PLACED:
        fields[name].format = Places()
    return fields
