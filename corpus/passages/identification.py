"""Which language a text is written in, as far as the ends of its sentences hang on it."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter

from corpus.passages.languages import ENGLISH, OTHERS, Language

_SAMPLE = 3000
"""Characters of a text that are looked at: its first paragraphs show what it is written in."""

_ARTICLES_SHARE = 250
"""Characters to a `the`, at most, in what is English beyond doubt; ordinary news has 60 to 100."""

_COMMON_SHARE = 0.03
"""Share of common words, at least, by which a language is told; tables of figures have fewer."""

_LANGUAGES = {"English": ENGLISH, **OTHERS}
_WORD = re.compile(r"[^\W\d_]{2,}")
_FOREIGN = re.compile(
    "[«»„¿¡ãåæıñõøßąāăćčďđēęěėğīįķĺļľłńņňőŕřśşšťũūůűųźżžơư\u1ea0-\u1ef9]"
    "|[^\\W\\d_\u0041-\u024f\u1e00-\u1eff]"
)
"""Marks and letters that English has no use for, and letters that are not Latin."""


def language_of(text: str) -> Language:
    """Return the language of a text by its common words; English if nothing speaks against it."""
    if text.count(" the ") * _ARTICLES_SHARE > len(text):
        return ENGLISH
    votes = dict.fromkeys(_LANGUAGES, 0.0)
    words = _WORD.findall(text[:_SAMPLE].lower())
    for word in words:
        names = _telling().get(word, ())
        for name in names:
            votes[name] += 1 / len(names)
    name, vote = max(votes.items(), key=itemgetter(1))
    if name != "English" and vote >= _COMMON_SHARE * len(words):
        return _LANGUAGES[name]
    foreign = len(_FOREIGN.findall(text, 0, _SAMPLE))
    return _unknown() if foreign > votes["English"] else ENGLISH


@cache
def _telling() -> dict[str, list[str]]:
    """Return the names of the languages that have a word, for each word that tells one."""
    telling: dict[str, list[str]] = {}
    for name, language in _LANGUAGES.items():
        for word in language.words | language.months:
            telling.setdefault(word, []).append(name)
    return telling


@cache
def _unknown() -> Language:
    """Return what holds where nothing tells the language: what holds in any of them."""
    rows = list(OTHERS.values())
    return Language(
        words=frozenset().union(*(row.words for row in rows)),
        abbreviations=frozenset().union(*(row.abbreviations for row in rows)),
        titles=frozenset().union(*(row.titles for row in rows)),
        ordinals=True,
    )
