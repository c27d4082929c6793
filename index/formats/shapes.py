"""The shape of what was found as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.vocabulary.results import Facet


def facet_row(facet: Facet) -> dict[str, Any]:
    """Return a facet with its values in a list."""
    return asdict(facet)


def facet_value_rows(facets: Iterable[Facet]) -> Iterator[dict[str, Any]]:
    """Yield each value of each facet as a row; articles without any come last, without value."""
    for facet in facets:
        for each in facet.values:
            yield {"field": facet.field, "value": each.value, "articles": each.articles}
        if facet.without:
            yield {"field": facet.field, "value": None, "articles": facet.without}
