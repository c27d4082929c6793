"""Words, names and sources that stand out, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.cli.printing.console import console, one_line
from index.cli.printing.tables import print_table

if TYPE_CHECKING:
    from index.vocabulary.results import SourceShare, Term, Terms


def print_terms(terms: Terms) -> None:
    """Print what stands out, the surest first: words and names, then sources."""
    if terms.terms:
        print_table([_row("term", each.text, each, "passages") for each in terms.terms], "{:.1f}")
    if terms.terms and terms.sources:
        console().print()
    if terms.sources:
        sources = terms.sources
        print_table([_row("source", each.source, each, "articles") for each in sources], "{:.1f}")


def _row(name: str, text: str, counted: Term | SourceShare, unit: str) -> dict[str, Any]:
    return {
        name: one_line(text),
        unit: counted.found,
        "of all": counted.archive,
        "times as often": counted.times,
    }
