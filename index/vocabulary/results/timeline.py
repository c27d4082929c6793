"""When what was found was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.in_notebooks import plain, small
from index.vocabulary.results import columns
from index.vocabulary.results.in_notebooks import columns as drawn_columns
from index.vocabulary.results.rows import SHARE_PLACES, rounded
from index.vocabulary.results.tables import Tabular

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """A day, week, month or year."""

    first: date
    last: date
    articles: int
    """All that were published in it and meet the conditions, whatever they say."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Some periods, one after the other, in which a question finds far more than usually."""

    first: date
    last: date
    peak: date
    """First day of the period of them that has most."""
    articles: int
    usual: float
    """How many of its articles would be found if as large a share were as of all."""
    id: str
    """Of its article that answers the question best."""
    title: str


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """What one question finds, period by period."""

    question: str
    counts: tuple[int, ...]
    """Articles found of each period of the timeline."""
    articles: int
    """All that were found, those without a date included."""
    undated: int
    """Those that have no date, and count in no period."""
    bursts: tuple[Burst, ...]
    """In the order of time."""


@dataclass(frozen=True, slots=True, repr=False)
class Timeline(Tabular):
    """What questions find, period by period, from the first article found to the last."""

    COLUMNS = columns.PERIOD

    by: str
    """`day`, `week`, which begins on Monday, `month` or `year`."""
    share: bool
    """Whether shares were asked for rather than numbers of articles."""
    periods: tuple[TimelinePeriod, ...]
    lines: tuple[TimelineLine, ...]
    """One for each question, in the order of asking."""

    def shares(self, line: TimelineLine) -> tuple[float | None, ...]:
        """Return which share of all articles of each period a question finds; None without any."""
        return tuple(
            count / period.articles if period.articles else None
            for count, period in zip(line.counts, self.periods, strict=True)
        )

    def values(self, line: TimelineLine) -> tuple[float | None, ...]:
        """Return what was asked for, shares or numbers; None where there are no articles at all."""
        if self.share:
            return self.shares(line)
        return tuple(
            count if period.articles else None
            for count, period in zip(line.counts, self.periods, strict=True)
        )

    def __repr__(self) -> str:
        """Return in one line which times it is of, and how much each question finds."""
        told = "; ".join(f"{line.question!r}: {line.articles:,}" for line in self.lines)
        return f"<Timeline {', '.join(filter(None, (self._span(), told)))}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a row for each question and period, dates as dates.

        That of the period in which a burst is highest has its headline.
        """
        rows = []
        for line in self.lines:
            headlines = {burst.peak: burst.title for burst in line.bursts}
            shares = self.shares(line)
            for period, count, share in zip(self.periods, line.counts, shares, strict=True):
                rows.append(
                    {
                        "question": line.question,
                        "first": period.first,
                        "last": period.last,
                        "articles": count,
                        "all_articles": period.articles,
                        "share": rounded(share, SHARE_PLACES),
                        "burst": headlines.get(period.first),
                    }
                )
        return rows

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: columns for each question, and its bursts."""
        names = [str(period.first) for period in self.periods]
        values = [self.values(line) for line in self.lines]
        most = max((value for row in values for value in row if value), default=0)
        parts = []
        for line, row in zip(self.lines, values, strict=True):
            parts.append(f"<p><strong>{plain(line.question)}</strong> {small(self._span())}</p>")
            parts.append(drawn_columns(row, names, most))
            parts += [f"<p>{small(str(b.peak))} {plain(b.title)}</p>" for b in line.bursts]
        return "".join(parts)

    def _span(self) -> str:
        """Return which times it is of, as one reads it."""
        if not self.periods:
            return ""
        return f"by {self.by}, {self.periods[0].first} to {self.periods[-1].last}"
