"""Who is said to speak in the words around a quotation: before it, after it, or with both.

A wrong name is worse than none: only English sentences that leave no doubt are read.
"""

from __future__ import annotations

import re

from index.quotations.spans import Span, boundaries, sentence_end, sentence_start
from index.quotations.speech_rules import (
    ACCORDING_TO,
    ANNOUNCED,
    LED_TO,
    OWN_STATEMENT,
    REPORTED,
    SAID_WHO,
    SPOKE,
    WHO_SAID,
    WHO_WAS_NAMED,
    compiled,
)
from index.quotations.speech_words import LETTER, class_of, read

DOUBT: Span = (0, 0)
"""Somebody is said to speak, but who can't be read."""

_LONGEST = 250  # characters of an attribution
_FIRST_WORD = re.compile(r"\w+")
_GAP = " ,—–\u00a0\n"
_SPOKEN = 12  # words and signs of an attribution whose verb is not known
_VERB = "VERB"
_SOMEBODY_ANNOUNCED = "start .+ LEADS"


def attributed(text: str, quotations: list[Span], n: int, low: int, high: int) -> Span | None:
    """Return who speaks: told before a quotation, after it, or with the one before it."""
    begin, end = quotations[n]
    floor = quotations[n - 1][1] if n else low
    ceiling = quotations[n + 1][0] if n + 1 < len(quotations) else high
    before, after = told_before(text, floor, begin), told_after(text, low, begin, end, ceiling)
    if before and after and text[slice(*before)] != text[slice(*after)]:
        return DOUBT
    if before or after or not n or not runs_on(text, floor, begin, comma=False):
        return before or after
    return told_after(text, low, quotations[n - 1][0], floor, begin)


def runs_on(text: str, end: int, after: int, *, comma: bool) -> bool:
    """Return whether what stands between two quotations is one attribution, of both.

    Args:
        text: of the article.
        end: of the first quotation.
        after: where the other begins.
        comma: whether a comma leads from the first to what follows.
    """
    if after - end > _LONGEST or text[end:after].rstrip()[-1:] not in {".", ",", ":"}:
        return False
    if any(past != after for _, past in boundaries(text, end, after)):
        return False
    words = read(text, end, after, (), ())
    verbs = len(compiled(_VERB).findall(words.letters))
    letters = words.letters.lstrip(LETTER["comma"])
    told = letters[:1] not in {LETTER["ing"], LETTER["voicing"]}  # else: recalling how it began
    return verbs == 1 or (comma and not verbs and told and len(letters) <= _SPOKEN)


def told_before(text: str, floor: int, begin: int) -> Span | None:
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
    return DOUBT if compiled(_SOMEBODY_ANNOUNCED).match(words.letters) else None


def reported(text: str, low: int, begin: int, *, utterance: bool) -> Span | None:
    """Return who speaks in the sentence that a quotation is part of, from its beginning on.

    `Roe said the plan was “a gift to those who own boats”`; whole sentences behind a colon as well.

    Args:
        text: with blanks for what is quoted.
        low: where the paragraph begins.
        begin: of the quotation.
        utterance: whether that begins with a capital.
    """
    floor = max(low, begin - _LONGEST)
    led = text[floor:begin].rstrip()
    start = sentence_start(text, floor, floor + len(led) - led.endswith(":"))
    if start == floor > low:  # it began further off
        return None
    words = read(text, start, begin, ("start",), ("utterance" if utterance else "fragment",))
    rules = (REPORTED, OWN_STATEMENT, LED_TO, WHO_WAS_NAMED)
    told = next(filter(None, (rule.read(words) for rule in rules)), None)
    return told.speaker if told else None


def told_after(text: str, low: int, begin: int, end: int, ceiling: int) -> Span | None:
    """Return who is said to speak in the words that follow a quotation."""
    gap = text[end : min(ceiling, end + _LONGEST)]
    at, last = end + len(gap) - len(gap.lstrip(_GAP)), text[begin:end][-5:-1].rstrip("'’] ")[-1:]
    comma = last == "," or gap.lstrip()[:1] in {",", "—", "–"}
    first = _FIRST_WORD.match(text, at, end + len(gap))
    inverted = first and class_of(first[0]) in {"saying", "asking"}
    if not comma and not inverted and last not in ".?!…—–-":
        return None
    high = sentence_end(text, at, end + len(gap))
    whole = ("whole",) if text[max(low, begin - _LONGEST) : begin].rstrip()[-1:] in ".!?" else ()
    runs = "runs" if comma or text[at : at + 1].islower() else "ended"
    stop = "end" if text[high : high + 1].strip() in {"", ".", ";"} else "broken"
    words = read(text, at, high, (*whole, runs), (stop,))
    told = ACCORDING_TO.read(words) or SAID_WHO.read(words) or WHO_SAID.read(words)
    if not told and comma:
        told = SPOKE.read(words)
    return told.speaker if told else None
