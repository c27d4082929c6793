"""Who `he` and `she` stand for, where that is certain."""

from __future__ import annotations

from index.quotations.attribution import DOUBT
from index.quotations.spans import Span, boundaries, paragraph_start, quotations_in
from index.quotations.speech_rules import SAID_WHO, WHO_SAID, compiled
from index.quotations.speech_words import ORGANISATIONS, Words, class_of, read

PRONOUNS = {"he", "she"}

_REACH = 600  # characters looked at before a pronoun, which bounds the work
_MENTION = "(?<![determiner in from]) CAPITAL MORE{0,6} | SOME NOUN? role"
"""Whoever a pronoun may stand for."""


def antecedent(text: str, low: int, pronoun: int) -> Span:
    """Return the one person named as a speaker before a pronoun, if nobody else is near."""
    previous = paragraph_start(text, max(low - _REACH, 0), max(low - 3, 0))
    sentences = unquoted(text, max(previous, pronoun - _REACH), low)
    sentences += unquoted(text, max(low, pronoun - _REACH), pronoun)
    told = [found for one in sentences if (found := WHO_SAID.read(one) or SAID_WHO.read(one))]
    told = [one for one in told if text[slice(*one.speaker)].lower() not in PRONOUNS]
    told = [one for one in told if one.speaker[0] >= low] or told
    names = {text[slice(*one.speaker)].rsplit(maxsplit=1)[-1] for one in told}
    if len(names) != 1 or not is_person(text[slice(*told[-1].speaker)]):
        return DOUBT
    mentioned = [span for one in sentences for span in _mentions(one) if span[0] >= told[-1].past]
    others = {text[slice(*span)].rsplit(maxsplit=1)[-1].rstrip(".") for span in mentioned}
    return DOUBT if others - names else told[-1].speaker


def unquoted(text: str, low: int, high: int) -> list[Words]:
    """Return the parts of sentences that stand outside quotations."""
    edges = [low, *(edge for span in quotations_in(text, low, high) for edge in span), high]
    parts = []
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        signs = [*boundaries(text, begin, end), (end, end)]
        starts = [begin, *(past for _, past in signs)]
        parts += [(start, at) for start, (at, _) in zip(starts, signs, strict=False)]
    return [read(text, start, at, ("start",), ("end",)) for start, at in parts]


def _mentions(words: Words) -> list[Span]:
    return [words.span(*found.span()) for found in compiled(_MENTION).finditer(words.letters)]


def is_person(speaker: str) -> bool:
    """Return whether a speaker's name is one person's."""
    names = speaker.split()
    named = speaker[0].isupper() and class_of(names[0]) in {"capital", "participle"}
    several = len(names) == 1 and class_of(speaker.lower()) == "roles"  # Analysts
    organised = speaker.isupper() or names[-1].lower() in ORGANISATIONS
    return named and not several and not organised
