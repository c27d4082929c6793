"""Forms of an English word that no ending tells: `men` for `man`, `sold` for `sell`, `defence`.

A stemmer takes endings off; what English keeps from older days it does not know. These forms are
looked for beside a word of a question, so that an index holds what its articles say and no more.
British and American spellings are those of Breame (Pierse, 2021). Left out is a form that is
another word as well, and more often: `bases` of `basis`, `leaves` of `leaf`, `found` of `find`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.vocabulary.words.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NOUNS = (
    "analysis analyses", "appendix appendices", "axis axes", "bacterium bacteria", "calf calves",
    "child children", "crisis crises", "criterion criteria", "curriculum curricula",
    "diagnosis diagnoses", "dwarf dwarves", "emphasis emphases", "foot feet", "fungus fungi",
    "goose geese", "grandchild grandchildren", "half halves", "housewife housewives",
    "hypothesis hypotheses", "index indices", "knife knives", "larva larvae", "life lives",
    "loaf loaves", "louse lice", "man men", "matrix matrices", "midwife midwives",
    "mouse mice", "nucleus nuclei", "oasis oases", "ox oxen", "parenthesis parentheses",
    "penny pence", "phenomenon phenomena", "prognosis prognoses",
    "referendum referenda", "scarf scarves", "shelf shelves", "stimulus stimuli",
    "stratum strata", "syllabus syllabi", "synthesis syntheses", "thesis theses", "thief thieves",
    "tooth teeth", "vertebra vertebrae", "vortex vortices", "wharf wharves", "wife wives",
    "wolf wolves", "woman women",
)  # fmt: skip
_VERBS = (
    "arise arose arisen", "awake awoke", "become became", "begin began begun", "bite bit bitten",
    "bleed bled", "blow blew blown", "break broke broken", "breed bred", "bring brought",
    "build built", "burn burnt", "buy bought", "catch caught", "choose chose chosen",
    "cling clung", "creep crept", "deal dealt", "dig dug", "draw drew drawn", "dream dreamt",
    "drink drank drunk", "drive drove driven", "eat ate eaten", "fall fell fallen", "feed fed",
    "fight fought", "flee fled", "fly flew flown", "forbid forbade forbidden",
    "forget forgot forgotten", "forgive forgave forgiven", "freeze froze frozen",
    "give gave given", "grow grew grown", "hang hung", "hear heard", "hide hid hidden",
    "hold held", "keep kept", "kneel knelt", "know knew known", "lay laid", "lead led",
    "lend lent", "lose lost", "meet met", "mislead misled", "overcome overcame",
    "overthrow overthrew overthrown", "pay paid", "rebuild rebuilt", "repay repaid",
    "ride rode ridden", "rise rose risen", "run ran", "seek sought", "sell sold", "send sent",
    "shake shook shaken", "shoot shot", "shrink shrank shrunk", "sing sang sung",
    "sink sank sunk", "sleep slept", "slide slid", "speak spoke spoken", "spend spent",
    "spill spilt", "spoil spoilt", "spring sprang sprung", "steal stole stolen",
    "stick stuck", "sting stung", "strike struck stricken", "strive strove striven",
    "swear swore sworn", "sweep swept", "swim swam swum", "swing swung", "take took taken",
    "teach taught", "tear tore torn", "tell told", "think thought", "throw threw thrown",
    "undergo underwent undergone", "understand understood", "undertake undertook undertaken",
    "wake woke woken", "weep wept", "win won", "withdraw withdrew withdrawn",
    "withhold withheld", "withstand withstood", "write wrote written",
)  # fmt: skip

_MEN = re.compile(r"(\w{3,}m)([ae])n")
"""`gunman`, `servicewomen`; `omen` is none, and a form that no one writes is none that is found."""
_Z_OR_S = re.compile(r"(\w{3,}(?:i|y))([sz])((?:e[ds]?|ing|er|ers|ation|ations|ational)\b)")
"""`organize` and `organise`, `analyze` and `analyse`."""

_VOWELS = frozenset("aeiouy")
_LONGEST = 5
"""Letters of an acronym that has a plural."""
_TITLE = re.compile(r"[A-Z][a-z]{0,2}(?:[A-Z][a-z]{0,2})+")
_DESIGNATION = re.compile(r"[a-z]{1,3}[0-9]{1,4}")


@lru_cache(maxsize=10_000)
def english_forms(key: str) -> tuple[str, ...]:
    """Return the other forms of an English word, as they are compared; none of most words."""
    return tuple(dict.fromkeys(form for form in _forms(key) if form != key))


def _forms(key: str) -> Iterator[str]:
    yield from _irregular().get(key, ()) or _verbs().get(stem(key), ())
    yield from _spellings().get(key, ())
    if found := _MEN.fullmatch(key):
        yield f"{found[1]}{'e' if found[2] == 'a' else 'a'}n"
    if found := _Z_OR_S.fullmatch(key):
        yield f"{found[1]}{'s' if found[2] == 'z' else 'z'}{found[3]}"


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """Return the forms of each word that is in the tables, itself among them."""
    rows = [tuple(row.split()) for row in (*_NOUNS, *_VERBS)]
    return {form: row for row in rows for form in row}


@cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    """Return the forms of each verb of the table by its stem, which that of `buys` is."""
    rows = [tuple(row.split()) for row in _VERBS]
    return {stem(row[0]): row for row in rows}


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Return how else each word is spelt on the other side of the Atlantic."""
    from breame.data.spelling_constants import BRITISH_ENGLISH_SPELLINGS

    found: defaultdict[str, list[str]] = defaultdict(list)
    for british, american in BRITISH_ENGLISH_SPELLINGS.items():
        found[british].append(american)
        found[american].append(british)
    return {word: tuple(others) for word, others in found.items()}


def forms_of_letters(key: str, text: str) -> Iterator[str]:
    """Yield what stands in texts for an acronym or another short form, in any language.

    In capitals a plural has an `s` that no stemmer takes off: `NGOs`, `MPs`, `F-16s`.

    Args:
        key: the word, as it is compared.
        text: as it was typed: by its capitals it is told from a word.
    """
    if len(key) > _LONGEST:
        return
    if _DESIGNATION.fullmatch(key):
        yield f"{key}s"
    if not key.isalpha() or not key.isascii():
        return
    no_vowel = _VOWELS.isdisjoint(key)
    alone = text.removesuffix("s")
    if len(alone) > 1 and alone != text and (no_vowel or alone.isupper()):
        yield key[:-1]
    elif len(key) > 1 and (no_vowel or (text.isupper() and key[-1] in _VOWELS)):
        yield f"{key}s"
    if _TITLE.fullmatch(text) and not text.isupper():
        yield ".".join(re.findall("[A-Z][a-z]*", text)).lower()
