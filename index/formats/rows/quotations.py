"""Quotations as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.formats.rows.named import ARTICLE_NAMES, article_row, rounded

if TYPE_CHECKING:
    from index.vocabulary.results import Quotation, Quotes

QUOTATION_NAMES = (
    *("rank", "score", "speaker", "words", *ARTICLE_NAMES, "start", "end", "pieces"),
    *("speaker_start", "speaker_end", "marks", "also_in"),
)
"""The names in the rows, in their order."""


def quotation_row(quotation: Quotation) -> dict[str, Any]:
    """Return a quotation as the other formats print it."""
    named = quotation.named or (None, None)
    return {
        "rank": quotation.rank,
        "score": rounded(quotation.score),
        "speaker": quotation.speaker,
        "words": quotation.words,
        **article_row(quotation.article),
        "start": quotation.pieces[0][0],
        "end": quotation.pieces[-1][1],
        "pieces": [list(span) for span in quotation.pieces],
        "speaker_start": named[0],
        "speaker_end": named[1],
        "marks": [list(span) for span in quotation.marks],
        "also_in": [copy.id for copy in quotation.also_in],
    }


def told_of_quotes(quotes: Quotes, question: str) -> dict[str, Any]:
    """Return what is to be said of all quotations that were found."""
    return {
        "question": question,
        "total": quotes.total,
        "missing": list(quotes.missing),
        "corrections": dict(quotes.corrections),
        "read_as": [asdict(reading) for reading in quotes.read_as],
        "note": quotes.note,
        "unembedded": quotes.unembedded,
    }
