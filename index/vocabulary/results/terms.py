"""Which words and sources stand out in what was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results import columns
from index.vocabulary.results.in_notebooks import table
from index.vocabulary.results.tables import Tabular


@dataclass(frozen=True, slots=True)
class Term:
    """A word that stands out, or the name that it mostly stands in."""

    text: str
    """As it is mostly written: `tariffs`, `Paul Volcker`."""
    found: int
    """Of the passages that were read, how many have the word in any of its forms."""
    archive: int
    """How many passages of the index have it."""
    times: float
    """How many times as often it is in what was read as in the rest."""
    score: float
    """Log-likelihood G² (Dunning 1993): how sure it is that this is no chance; chance reaches 10.8
    once in 1,000 times."""


@dataclass(frozen=True, slots=True)
class SourceShare:
    """A source that has more of what was found than of the rest."""

    source: str
    found: int
    """Articles of it that match."""
    archive: int
    """All its articles."""
    times: float
    """How many times as large its share of what was found is as that of the rest."""
    score: float
    """As of a `Term`."""


@dataclass(frozen=True, slots=True, repr=False)
class Terms(Tabular):
    """What stands out in what a question finds against the rest of the index."""

    COLUMNS = columns.TERM

    question: str
    articles: int
    """That match."""
    read: int
    """Of these, how many of the best were read for their words."""
    passages: int
    """Passages of those that match."""
    terms: tuple[Term, ...]
    """The surest first."""
    sources: tuple[SourceShare, ...]
    """The surest first."""

    def __repr__(self) -> str:
        """Return in one line what stands out most."""
        return f"<Terms of {self.question!r}: {', '.join(term.text for term in self.terms[:5])}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a row for each word or name that stands out, then one for each source."""
        rows = [{"kind": "term", **asdict(term)} for term in self.terms]
        for source in self.sources:
            row = asdict(source)
            rows.append({"kind": "source", "text": row.pop("source"), **row})
        return rows

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        columns = ("", "found", "of all", "times as often")
        rows = (
            (plain(row["text"]), f"{row['found']:,}", f"{row['archive']:,}", f"{row['times']:,.1f}")
            for row in self.to_dicts()
        )
        return table(self.question, columns, rows)
