"""What a text holds of a question, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query import Ranked, pattern_key, ranked, stands_for
from index.vocabulary.words import Marker, question_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from index.query import Query


def sought_of(query: Query, corrections: Mapping[str, str], languages: Collection[str]) -> Ranked:
    """Return what a question seeks, and what its words were read as besides.

    Args:
        query: the question.
        corrections: what words of it were read as.
        languages: of the texts that were searched, in one of which it may be asked.
    """
    asked = ranked(query, languages)
    read_as = (word for each in corrections.values() for word in question_words(each))
    return Ranked((*asked.words, *read_as), asked.patterns)


def marker_of(sought: Ranked, language: str) -> Marker:
    """Return what finds that in texts of a language."""

    def stood_for(key: str) -> list[str]:
        return [pattern_key(each) for each in sought.patterns if stands_for(each, key)]

    return Marker(sought.words, language, stood_for if sought.patterns else None)
