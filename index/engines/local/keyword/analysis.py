"""Whoosh's fields, and its analysis chains, which make of a text what `vocabulary.words` makes.

Passages are taken apart by `vocabulary.words` alone; the fields are what Whoosh's own reader and
searcher need to know, and the tests hold both to the same words.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING, Any

from whoosh.analysis import Filter, IDTokenizer, Token, Tokenizer
from whoosh.fields import TEXT, Schema
from whoosh.formats import Positions

from index.engines.parts.keyword.fields import (
    LANGUAGE,
    LEAD,
    PLACED,
    TERMS,
    TITLE,
    TITLE_WORDS,
    WORDS,
)
from index.vocabulary.words import ENGLISH, key_of, term_of, words_with_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class WordTokenizer(Tokenizer):  # type: ignore[misc] # Whoosh's classes have no types
    """Takes a text apart into words in their stored form."""

    def __call__(self, value: str, **_options: Any) -> Iterator[Any]:
        """Yield one token after the other, with where it stands."""
        for word in words_with_spans(value):
            token = Token(positions=True, chars=True)
            token.text = token.original = word.stored
            token.pos = word.place
            token.startchar, token.endchar = word.start, word.end
            token.stopped = False
            token.boost = 1.0
            yield token


class TermFilter(Filter):  # type: ignore[misc]
    """Makes of words their terms in a language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        """Pass tokens on, their text changed."""
        for token in tokens:
            token.text = term_of(key_of(token.text), self._language)
            yield token


@cache
def word_analyzer() -> Any:
    """Return the chain from text to words as an index keeps them."""
    return WordTokenizer()


@cache
def analyzer(language: str = ENGLISH) -> Any:
    """Return the chain from text to terms, which are stems."""
    return WordTokenizer() | TermFilter(language)


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
            TITLE: TEXT(analyzer=analyzer(), phrase=False),
            TITLE_WORDS: TEXT(analyzer=word_analyzer()),
            LEAD: TEXT(analyzer=analyzer(), phrase=False),
            LANGUAGE: TEXT(analyzer=IDTokenizer(), phrase=False),
        }
    )
    for name in PLACED:
        fields[name].format = Places()
    return fields
