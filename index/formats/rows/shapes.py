"""The shape of what was found as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.formats.rows.named import in_json
from index.vocabulary.results.rows import SHARE_PLACES, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.vocabulary.results import Facet, Terms, Timeline


def facet_row(facet: Facet) -> dict[str, Any]:
    """Return a facet with its values in a list."""
    return asdict(facet)


def facet_value_rows(facets: Iterable[Facet]) -> Iterator[dict[str, Any]]:
    """Yield each value of each facet as a row; articles without any come last, without value."""
    for facet in facets:
        yield from facet.to_dicts()


def timeline_row(timeline: Timeline) -> dict[str, Any]:
    """Return a timeline as one object: its periods, and what each question finds in them."""
    return {
        "by": timeline.by,
        "periods": [
            {**asdict(each), "first": each.first.isoformat(), "last": each.last.isoformat()}
            for each in timeline.periods
        ],
        "questions": [
            {
                **asdict(line),
                "shares": [rounded(each, SHARE_PLACES) for each in timeline.shares(line)],
            }
            for line in timeline.lines
        ],
    }


def period_rows(timeline: Timeline) -> Iterator[dict[str, Any]]:
    """Yield a row for each question and period; that where a burst is highest has its headline."""
    yield from map(in_json, timeline.to_dicts())


def terms_row(terms: Terms) -> dict[str, Any]:
    """Return what stands out as one object, words and sources in lists."""
    return asdict(terms)
