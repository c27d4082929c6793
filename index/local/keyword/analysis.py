"""Whoosh's fields and analysis chains: they make of a text the words that `vocabulary.words` does.

Passages are taken apart by `vocabulary.words` alone, which is quicker; the chains are what Whoosh's
own reader and searcher know the fields by, and the tests hold both to the same words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from whoosh.analysis import Filter, LowercaseFilter, RegexTokenizer, StemFilter

from index.vocabulary.words import TOKEN, with_acronyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
