"""Quotations, cut where words of the question begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.formats import Piece, on_a_line
from index.quotations import is_named
from index.server.page.addresses import Address, article_path

if TYPE_CHECKING:
    from index.vocabulary.results import Quotation


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation."""

    quotation: Quotation
    speaker: str
    """As one begins a line; empty where the text doesn't tell."""
    named: bool
    """Whether the speaker has a name to ask by, not a description."""
    parts: tuple[tuple[Piece, ...], ...]
    """What is said, in its parts."""
    address: str
    """Of the article, with the quotation marked."""


def said(quotation: Quotation, question: str) -> Said:
    """Return a quotation as templates show it."""
    speaker = quotation.speaker or ""
    first, last = quotation.pieces[0][0], quotation.pieces[-1][1]
    pairs = (("q", question),) if question else ()
    pairs = (*pairs, ("start", str(first)), ("end", str(last)))
    return Said(
        quotation,
        f"{speaker[:1].upper()}{speaker[1:]}",
        is_named(speaker),
        tuple(_part(quotation, start, end) for start, end in quotation.pieces),
        f"{Address(article_path(quotation.article.id), pairs)}#hit",
    )


def _part(quotation: Quotation, start: int, end: int) -> tuple[Piece, ...]:
    text = quotation.article.text
    marks = [(low, high) for low, high in quotation.marks if start <= low and high <= end]
    cuts = sorted({start, end, *(cut for mark in marks for cut in mark)})
    return tuple(
        Piece(on_a_line(text[low:high]), any(a <= low < b for a, b in marks), answer=False)
        for low, high in pairwise(cuts)
    )
