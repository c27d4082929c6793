"""Words to terms: the stem in the language of a text, by Snowball (Porter, 2001).

A stem of another language than English is a term of its own, marked with that language, so that
the French `news`, whose stem is `new`, is not the English one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from index.vocabulary.words.letters import folded
from index.vocabulary.words.tokens import FORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENGLISH = "en"

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's name of a language, by its tag."""

_SHORTEST = 2
"""Letters of what is left where an ending is taken from a word."""


@cache
def stemmed_languages() -> frozenset[str]:
    """Return the tags of the languages that have a stemmer here; the others' words stay whole."""
    import Stemmer

    there = set(Stemmer.algorithms())
    return frozenset(tag for tag, name in _STEMMERS.items() if name in there)


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    # It keeps words of its own, which is not safe among threads; the cache below is.
    return Stemmer.Stemmer(_STEMMERS[language], 0)


@lru_cache(maxsize=200_000)
def stem(key: str, language: str = ENGLISH) -> str:
    """Return the stem of a word as it is compared; what is not letters alone stays as it is."""
    if not key.isalpha() or language not in stemmed_languages():
        return key
    return folded(_stemmer(language).stemWord(key))


def term_of(key: str, language: str = ENGLISH) -> str:
    """Return the term of a word in a text of a language, by which it is ranked."""
    found = stem(key, language)
    if language == ENGLISH or not key.isalpha() or language not in stemmed_languages():
        return found
    return f"{found}{FORM}{language}"


_OTHER_ENDINGS = {"ar": ("", "ات"), "es": ("z", "ces")}
"""By language, endings of one number and the other, whose stems are not the same."""


def terms_of_key(key: str, languages: Iterable[str]) -> list[str]:
    """Return the terms that a word of a question has in texts of some languages, each once.

    Besides that of its stem those that it may be the stem of, since a stemmer takes from some words
    what it leaves to longer ones: `budapes` for Budapest, `budapest` for Budapesten.
    """
    terms: list[str] = []
    for language in languages:
        terms.append(term_of(key, language))
        if terms[-1].endswith(FORM + language):
            terms.append(f"{key}{FORM}{language}")
            terms += (term_of(form, language) for form in _in_other_number(key, language))
    return list(dict.fromkeys(terms))


def _in_other_number(key: str, language: str) -> Iterator[str]:
    one, other = _OTHER_ENDINGS.get(language, ("", ""))
    for ending, instead in ((other, one), (one, other)):
        if ending != instead and key.endswith(ending):
            yield f"{key.removesuffix(ending)}{instead}"


def same_word(one: str, other: str, language: str = ENGLISH) -> bool:
    """Tell whether people take two words for forms of one: `talks` and `talk`, not `news`, `new`.

    Snowball goes further, to `organ` and `organic`; so in English the one must be the other
    but for an ending of number or tense.
    """
    if one == other:
        return True
    if stem(one, language) != stem(other, language):
        return False
    return language != ENGLISH or not _bases(one).isdisjoint(_bases(other))


@lru_cache(maxsize=50_000)
def _bases(word: str) -> frozenset[str]:
    """Return what an English word may be a form of, by its endings of number and tense."""
    bases = {word}
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases.add(word[:-1])
    if word.endswith("es"):
        bases.add(word[:-2])
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word:
            bases |= {left, f"{left}e"}
            if left[-1:] == left[-2:-1]:
                bases.add(left[:-1])
    for ending in ("ies", "ied"):
        if word.endswith(ending):
            bases.add(f"{word.removesuffix(ending)}y")
    return frozenset(base for base in bases if len(base) >= _SHORTEST)
