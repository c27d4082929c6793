"""Who speaks in a sentence that is a quotation, where the words around it say so."""

from __future__ import annotations

import re

from index.quotations.antecedent import PRONOUNS, antecedent
from index.quotations.attribution import attributed
from index.quotations.spans import boundaries, paragraph_end, paragraph_start, quotations_in

_REACH = 600  # characters looked at on either side of a sentence, which bounds the work
_CAPITAL = "[A-ZÀ-ÖØ-ÞČĆĐŁŃŚŞŠŻŽİŐ]"
_UTTERANCE = re.compile(rf".\[?{_CAPITAL}.*[,.?!…]|(?:\S+\s+){{3}}\S", re.DOTALL)  # else a term


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
        found = attributed(text, quotations, n, low, high)
        if found and 2 * quoted < end - start:
            begin, past = quotations[n]
            told = start <= found[0] and found[1] <= end
            found = found if told and _UTTERANCE.match(text, begin, past + 1) else None
        if found and text[slice(*found)].lower() in PRONOUNS:
            found = antecedent(text, low, found[0])
        speakers |= {text[slice(*found)]} if found else set()
    return (speakers.pop() or None) if len(speakers) == 1 else None
