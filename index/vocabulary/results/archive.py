"""What an index holds, as a newsroom sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results.in_notebooks import bar, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from index.vocabulary.results.fields import FieldSummary


_SHOWN = 8
"""Sources that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days that follow one another, both ends included."""

    first: date
    last: date

    def __len__(self) -> int:
        """Return how many they are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, repr=False)
class Archive:
    """The articles of an index, counted."""

    articles: int
    sources: FieldSummary
    """With all their names, the most frequent first."""
    languages: Mapping[str, float]
    """Share of the passages in each language, by its primary tag (`en`), the largest first: as
    articles state it, else as it was identified."""
    span: Days | None
    """From the first day of publication to the last; None where no article has a date."""
    days: int
    """Of those, days on which articles were published."""
    longest_gap: Days | None
    """The longest run of days without articles between the first and the last; None where each
    has some."""
    undated: int
    """Articles without a date."""
    foreign: Mapping[str, float]
    """Of the languages, those that the index's model was not made for, if together they are
    many."""

    def __repr__(self) -> str:
        """Return in one line how many articles there are, of which times."""
        return f"<Archive: {self._in_brief()}>"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: its times, and its largest sources."""
        shown = self.sources.values[:_SHOWN]
        most = max((each.articles for each in shown), default=0)
        rows = [
            (plain(each.value), f"{each.articles:,}", bar(each.articles, most)) for each in shown
        ]
        return table(self._in_brief(), ("source", "articles", ""), rows)

    def _in_brief(self) -> str:
        sources = self.sources.distinct
        articles = f"{self.articles:,} article{'s' * (self.articles != 1)}"
        told = [f"{articles} of {sources:,} source{'s' * (sources != 1)}"]
        if self.span:
            told.append(f"{self.span.first} to {self.span.last}")
        if self.undated and self.articles:
            told.append(f"{self.undated:,} without a date")
        return ", ".join(told)
