"""Which passages of a part hold what a question demands."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.fields import LANGUAGE, TITLE_WORDS, WORDS
from index.engines.parts.keyword.patterns import counts_of_pattern
from index.engines.parts.keyword.phrases import holding_phrase
from index.query import Phrase
from index.vocabulary.words import (
    FORM,
    OPEN,
    key_of,
    phrase_slots,
    same_word,
    stem,
    title_slots,
    whole_words,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from index.engines.parts.keyword.part import KeywordPart
    from index.interfaces import Allowed
    from index.query import Words


def holding(part: KeywordPart, words: Words) -> Allowed:
    """Return which passages of a part hold a phrase, or a word that a pattern stands for.

    Args:
        part: to look in.
        words: what is demanded. The words of a title are taken as people take them, in any number
            and tense, those of a text as they are compared.
    """
    if not isinstance(words, Phrase):
        counts, _ = counts_of_pattern(part, words)
        held: Allowed = counts > 0
        return held
    languages = list(part.languages())
    if words.in_title:
        slots = title_slots(words.text, languages)
    else:
        slots = phrase_slots(words.text, languages)
    held = np.zeros(part.passages, np.bool_)
    if not slots or not part.passages:
        return held
    if not words.in_title:
        held[holding_phrase(part, WORDS, slots, lambda key: list(_stored(part, WORDS, key)))] = True
        return held
    whole = whole_words(words.text)
    for language in languages:
        forms = partial(_any_form, part, language, whole)
        found = holding_phrase(part, TITLE_WORDS, slots, forms)
        held[np.intersect1d(found, part.postings(language, LANGUAGE).passages)] = True
    return held


def _stored(part: KeywordPart, field: str, key: str) -> Iterable[str]:
    """Return the words of texts that are compared as one; all that begin so, of an open one."""
    if key.endswith(OPEN):
        start = key.removesuffix(OPEN)
        return takewhile(lambda term: term.startswith(start), part.terms_from(field, start))
    terms = part.terms_from(field, key)
    return takewhile(lambda term: term == key or term.startswith(f"{key}{FORM}"), terms)


def _any_form(part: KeywordPart, language: str, whole: Collection[str], key: str) -> list[str]:
    """Return the words of titles that people take for forms of one in a language.

    Args:
        part: to look in.
        language: of the titles.
        whole: words of which no ending is taken.
        key: the word, as it is compared.
    """
    if key.endswith(OPEN):
        return list(_stored(part, TITLE_WORDS, key))
    shortest = min(len(key), len(stem(key, language)))
    start = key[: max(1, shortest - 1)]
    near = takewhile(lambda term: term.startswith(start), part.terms_from(TITLE_WORDS, start))
    others = (term for term in near if key not in whole or term.startswith(key))
    return [term for term in others if same_word(key, key_of(term), language)]
