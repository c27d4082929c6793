"""Facets for people: values and how many articles have each, side by side with a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.printing.bars import bar
from index.cli.printing.console import fitted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from index.vocabulary.results import Facet

_NONE = "(none)"
_WIDEST = 40
_COUNT = 9
_BAR = 24
"""Columns of a value, a number and a bar."""


def facet_lines(facets: Sequence[Facet]) -> Iterator[Text]:
    """Yield the lines of facets, one below the other."""
    from rich.cells import cell_len
    from rich.text import Text

    shown = [_NONE, *(one_line(each.value) for facet in facets for each in facet.values)]
    width = min(_WIDEST, max(map(cell_len, shown)))
    for place, facet in enumerate(facets):
        if place:
            yield Text()
        yield Text(one_line(facet.field), style="bold")
        largest = max((each.articles for each in facet.values), default=0)
        for each in facet.values:
            count = f"{each.articles:>{_COUNT},}"
            line = Text(f"   {fitted(each.value, width)}{count}")
            yield line.append(f"  {bar(each.articles, largest, _BAR)}".rstrip(), "cyan")
        if facet.distinct > len(facet.values):
            yield Text(f"   and {facet.distinct - len(facet.values):,} more", style="dim")
        if facet.without:
            none = f"   {fitted(_NONE, width)}{facet.without:>{_COUNT},}"
            yield Text(none, style="dim")
