"""Quotations as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.formats.rows.named import in_json
from index.vocabulary.results import columns

if TYPE_CHECKING:
    from index.vocabulary.results import Quotation, Quotes

QUOTATION_NAMES = tuple(columns.QUOTATION)
"""The names in the rows, in their order."""


def quotation_row(quotation: Quotation) -> dict[str, Any]:
    """Return a quotation as the other formats print it."""
    return in_json(quotation.to_dict())


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
