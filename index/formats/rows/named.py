"""Results as rows: names with values that JSON knows, the same for every program that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from index.vocabulary.errors import QuestionError
from index.vocabulary.results import columns, rows
from index.vocabulary.results.rows import embargo_of, origin_row, rounded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from corpus import Article
    from index.vocabulary.results import Hit, Hits

__all__ = [
    "HIT_NAMES",
    "Row",
    "article_row",
    "check_names",
    "chosen",
    "embargo_of",
    "hit_row",
    "in_json",
    "origin_row",
    "rounded",
    "told_of",
]

Row = Mapping[str, Any]

HIT_NAMES = tuple(columns.HIT)
"""The names in the row of a hit, in their order."""


def in_json(row: Row) -> dict[str, Any]:
    """Return a row with its dates as JSON has them, ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def chosen(found: Iterable[Row], names: Sequence[str] | None) -> Iterator[Row]:
    """Yield rows with the values of some names alone, in that order; None leaves them whole."""
    for row in found:
        yield row if names is None else {name: row[name] for name in names}


def check_names(names: Iterable[str], known: Collection[str]) -> None:
    """Check that rows have values of some names.

    Raises:
        QuestionError: they have not, and which there are.
    """
    for name in names:
        if name not in known:
            raise QuestionError(f"fields: no field {name!r}; there are: {', '.join(known)}")


def article_row(article: Article) -> dict[str, Any]:
    """Return an article's metadata, without its text."""
    return in_json(rows.article_row(article))


def hit_row(hit: Hit) -> dict[str, Any]:
    """Return a hit as the other formats print it, by `HIT_NAMES`."""
    return in_json(hit.to_dict())


def told_of(hits: Hits, question: str) -> dict[str, Any]:
    """Return what is to be said of all hits of a search, as the other formats print it."""
    return {
        "question": question,
        "total": hits.total,
        "next_offset": hits.next_offset,
        "confidence": rounded(hits.confidence),
        "weak": hits.weak,
        "matched": hits.matched,
        "missing": list(hits.missing),
        "corrections": dict(hits.corrections),
        "read_as": [asdict(reading) for reading in hits.read_as],
        "note": hits.note,
        "unembedded": hits.unembedded,
        "foreign": dict(hits.foreign),
        "facets": [asdict(facet) for facet in hits.facets],
    }
