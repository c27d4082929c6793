"""How many of the articles that were found have which values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results import columns
from index.vocabulary.results.in_notebooks import bar, table
from index.vocabulary.results.tables import Tabular

if TYPE_CHECKING:
    from index.vocabulary.results.fields import FieldValue


@dataclass(frozen=True, slots=True)
class Facet(Tabular):
    """The values that the articles which were found have of one field."""

    COLUMNS = columns.FACET

    field: str
    values: tuple[FieldValue, ...]
    """The most frequent first; times in their order: `2021`, `2021-03`, a week by its Monday."""
    articles: int
    """How many have a value."""
    without: int
    """How many have none; both together are all that was found."""
    distinct: int
    """How many values there are; those that are compared as the same count once."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a row for each value, and at last one for those without any: its value is None."""
        rows = [{"field": self.field, **asdict(each)} for each in self.values]
        if self.without:
            rows.append({"field": self.field, "value": None, "articles": self.without})
        return rows

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        most = max((each.articles for each in self.values), default=0)
        rows = [
            (plain(each.value), f"{each.articles:,}", bar(each.articles, most))
            for each in self.values
        ]
        if self.without:
            rows.append(("–", f"{self.without:,}", ""))
        return table(self.field, ("value", "articles", ""), rows)


class Facets(tuple[Facet, ...], Tabular):
    """What was found, counted by several fields."""

    __slots__ = ()

    COLUMNS = columns.FACET

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows of each, one after the other."""
        return [row for facet in self for row in facet.to_dicts()]

    def __repr__(self) -> str:
        """Return in one line by which fields was counted."""
        return f"<Facets: {', '.join(facet.field for facet in self)}>"

    def _repr_html_(self) -> str:
        """Return them as a notebook shows them, one below the other."""
        return "".join(facet._repr_html_() for facet in self)
