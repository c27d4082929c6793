"""Who speaks in a quotation, where the words around it say so.

A wrong name is worse than none: only English sentences that leave no doubt are read.
"""

from __future__ import annotations

import re

from index.quotations.spans import (
    Span,
    boundaries,
    paragraph_end,
    paragraph_start,
    quotations_in,
    sentence_end,
    sentence_start,
)
from index.quotations.speech_rules import ACCORDING_TO, ANNOUNCED, SAID_WHO, WHO_SAID, compiled
from index.quotations.speech_words import ORGANISATIONS, Words, class_of, read

_REACH = 600  # characters looked at on either side of a sentence, which bounds the work
_LONGEST = 250  # characters of an attribution
_DOUBT: Span = (0, 0)  # somebody is said to speak, but who can't be read
_GAP = " ,—–\u00a0\n"
_CAPITAL = "[A-ZÀ-ÖØ-ÞČĆĐŁŃŚŞŠŻŽİŐ]"
_UTTERANCE = re.compile(rf".\[?{_CAPITAL}.*[,.?!…]|(?:\S+\s+){{3}}\S", re.DOTALL)  # else a term

_VERB = "VERB"
_SOMEBODY_ANNOUNCED = "start .+ LEADS"
_MENTION = "(?<![determiner in from]) CAPITAL MORE{0,6} | SOME NOUN? role"
"""Whoever a pronoun may stand for."""


def speaker_of(text: str, start: int, end: int) -> str | None:
    """Return who speaks in a sentence that is a quotation, or None where that is not certain.

    The sentence is `text[start:end]`, in characters, of a whole article. The speaker is a name
    (`Dr Lisbet Oram`) or a description (`the second official`) in its words. `he` and `she` stand
    for the one person named as a speaker before, in the paragraph or else in the one before it.
    """
    start, end = max(start, 0), min(end, len(text))
    high = paragraph_end(text, end, min(end + _REACH, len(text)))
    low = paragraph_start(text, max(start - _REACH, 0), start)
    if low == start - _REACH:  # in the middle of a paragraph, perhaps of a word
        low = next((past for _, past in boundaries(text, low, start)), start)
    quotations = quotations_in(text, low, high) if start < end else []
    touched = [n for n, (a, b) in enumerate(quotations) if a < end and b > start]
    quoted = sum(min(quotations[n][1], end) - max(quotations[n][0], start) for n in touched)
    speakers = set()
    for n in touched[:8]:
        found = _attributed(text, quotations, n, low, high)
        if found and 2 * quoted < end - start:
            begin, past = quotations[n]
            told = start <= found[0] and found[1] <= end
            found = found if told and _UTTERANCE.match(text, begin, past + 1) else None
        if found and text[slice(*found)].lower() in {"he", "she"}:
            found = _antecedent(text, low, found[0])
        speakers |= {text[slice(*found)]} if found else set()
    return (speakers.pop() or None) if len(speakers) == 1 else None


def _attributed(text: str, quotations: list[Span], n: int, low: int, high: int) -> Span | None:
    """Return who speaks: told before a quotation, after it, or with the one before it."""
    begin, end = quotations[n]
    floor = quotations[n - 1][1] if n else low
    ceiling = quotations[n + 1][0] if n + 1 < len(quotations) else high
    before, after = _before(text, floor, begin), _after(text, low, begin, end, ceiling)
    if before and after and text[slice(*before)] != text[slice(*after)]:
        return _DOUBT
    if before or after or not n or not _runs_on(text, floor, begin):
        return before or after
    return _after(text, low, quotations[n - 1][0], floor, begin)


def _runs_on(text: str, low: int, high: int) -> bool:
    """Return whether what stands between two quotations is one attribution, of both."""
    if text[low:high].rstrip()[-1:] not in {".", ",", ":"}:
        return False
    verbs = compiled(_VERB).findall(read(text, low, high, (), ()).letters)
    return len(verbs) == 1 and all(past == high for _, past in boundaries(text, low, high))


def _before(text: str, floor: int, begin: int) -> Span | None:
    """Return who is said to speak in the words that lead up to a quotation."""
    floor = max(floor, begin - _LONGEST)
    led = text[floor:begin].rstrip()
    low = sentence_start(text, floor, floor + len(led) - led.endswith(":"))
    if low == begin - _LONGEST:  # it began further off
        return None
    capital = text[begin + 1 : begin + 3].lstrip("[")[:1].isupper()
    words = read(text, low, begin, ("start",), ("utterance" if capital else "fragment",))
    if told := ACCORDING_TO.read(words) or ANNOUNCED.read(words):
        return told.speaker
    return _DOUBT if compiled(_SOMEBODY_ANNOUNCED).match(words.letters) else None


def _after(text: str, low: int, begin: int, end: int, ceiling: int) -> Span | None:
    """Return who is said to speak in the words that follow a quotation."""
    gap = text[end : min(ceiling, end + _LONGEST)]
    at, last = end + len(gap) - len(gap.lstrip(_GAP)), text[begin:end][-5:-1].rstrip("'’] ")[-1:]
    comma = last == "," or gap.lstrip()[:1] in {",", "—", "–"}
    if not comma and last not in ".?!…—–-":
        return None
    high = sentence_end(text, at, end + len(gap))
    whole = ("whole",) if text[low:begin].rstrip()[-1:] in ".!?" else ()
    runs = "runs" if comma or text[at : at + 1].islower() else "ended"
    stop = "end" if text[high : high + 1].strip() in {"", ".", ";"} else "broken"
    words = read(text, at, high, (*whole, runs), (stop,))
    told = ACCORDING_TO.read(words) or SAID_WHO.read(words) or WHO_SAID.read(words)
    return told.speaker if told else None


def _antecedent(text: str, low: int, pronoun: int) -> Span:
    """Return the one person named as a speaker before a pronoun, if nobody else is near."""
    previous = paragraph_start(text, max(low - _REACH, 0), max(low - 3, 0))
    sentences = _unquoted(text, max(previous, pronoun - _REACH), low)
    sentences += _unquoted(text, max(low, pronoun - _REACH), pronoun)
    told = [found for one in sentences if (found := WHO_SAID.read(one) or SAID_WHO.read(one))]
    told = [one for one in told if text[slice(*one.speaker)].lower() not in {"he", "she"}]
    told = [one for one in told if one.speaker[0] >= low] or told
    names = {text[slice(*one.speaker)].rsplit(maxsplit=1)[-1] for one in told}
    if len(names) != 1 or not _is_person(text[slice(*told[-1].speaker)]):
        return _DOUBT
    mentioned = [span for one in sentences for span in _mentions(one) if span[0] >= told[-1].past]
    others = {text[slice(*span)].rsplit(maxsplit=1)[-1].rstrip(".") for span in mentioned}
    return _DOUBT if others - names else told[-1].speaker


def _unquoted(text: str, low: int, high: int) -> list[Words]:
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


def _is_person(speaker: str) -> bool:
    """Return whether a speaker's name is one person's."""
    names = speaker.split()
    named = speaker[0].isupper() and class_of(names[0]) in {"capital", "participle"}
    several = len(names) == 1 and class_of(speaker.lower()) == "roles"  # Analysts
    organised = speaker.isupper() or names[-1].lower() in ORGANISATIONS
    return named and not several and not organised
