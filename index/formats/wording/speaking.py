"""Who says what is shown, and the mark that opens it where it begins within a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.quotations import quotation_around, quotations_in

if TYPE_CHECKING:
    from index.vocabulary.results import Hit

_WORD = re.compile(r"[^\W\d_]+")


def spoken_from(hit: Hit) -> int | None:
    """Return where in its answer a quotation begins, or goes on, whose speaker a hit names.

    None where the answer is not what somebody says, though its neighbours may be.
    """
    if not (hit.speaker and hit.answer and hit.window):
        return None
    low, high = hit.answer.start, hit.answer.end
    quotations = quotations_in(hit.article.text, hit.window.start, hit.window.end)
    if not quotations:
        return low  # in the midst of a long one
    return next(
        (max(first, low) for first, last in quotations if first < high and low < last), None
    )


def speaker_before(hit: Hit, start: int, end: int) -> str:
    """Return who is to be named before a piece of a hit that somebody says.

    Nobody where the piece says so itself, by the last name at least, outside of what is quoted.

    Args:
        hit: whose speaker it is.
        start: of the piece, in the article's text.
        end: of the piece.
    """
    text, names = hit.article.text, _WORD.findall((hit.speaker or "").casefold())
    if not names:
        return ""
    outside, at = [], start
    for first, last in quotations_in(text, start, end):
        outside.append(text[at:first])
        at = last
    outside.append(text[at:end])
    told = _WORD.findall(" ".join(outside).casefold())
    return "" if names[-1] in told else " ".join((hit.speaker or "").split())


def opening_mark(text: str, place: int) -> str:
    """Return the mark of the quotation that a place in a text is within; empty if it is in none."""
    around = quotation_around(text, place)
    return text[around[0]] if around else ""
