"""When what questions find was published: period by period, and far more than usually in which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from corpus.vocabulary.errors import shown
from index.shape import UNITS, bursts, count_in, days_of, starts_of, unit_for
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import Burst, Timeline, TimelineLine, TimelinePeriod

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.interfaces import ArticleStore, Numbers
    from index.search.searching.found import Found
    from index.shape import Unit
    from index.vocabulary.results import Copy

    Days = NDArray[np.datetime64]
    """Of articles, `datetime64[D]`; not a time where unknown."""


def timeline(
    store: ArticleStore,
    found: Sequence[tuple[Found, Numbers]],
    of_all: Numbers,
    *,
    by: Unit | None,
    share: bool,
) -> Timeline:
    """Count what questions found by when it was published.

    Bursts are looked for in all the time that there are articles of, not only in what is told.

    Args:
        store: that has the articles.
        found: by each question, with the articles that match.
        of_all: all articles that the conditions leave, whatever they say.
        by: which periods; None takes what suits the span of what was found.
        share: whether shares are asked for.

    Raises:
        QuestionError: there are no such periods.
    """
    if by is not None and by not in UNITS:
        raise QuestionError(f"by: {shown(by)} is none of {', '.join(UNITS)}")
    days = [_days(articles, store) for _, articles in found]
    dated = _known(np.concatenate(days))
    if not len(dated):
        none = np.zeros(0, np.int64)
        courses = [_Course(*each, when, none) for each, when in zip(found, days, strict=True)]
        return Timeline(by or UNITS[0], share, (), tuple(_line(each, ()) for each in courses))
    unit = by or unit_for(dated.min(), dated.max())
    every = _days(of_all, store)
    known = np.concatenate([_known(every), dated])
    starts = starts_of(known.min(), known.max(), unit)
    courses = [
        _Course(*each, when, count_in(when, starts)) for each, when in zip(found, days, strict=True)
    ]
    # A story that is found by a later copy than the one that stands for it is of two periods.
    totals = np.maximum.reduce([count_in(every, starts), *(each.counts for each in courses)])
    first, last = np.searchsorted(starts, [dated.min(), dated.max()], side="right").tolist()
    told = slice(first - 1, last)
    lasts = (starts[1:] - np.timedelta64(1, "D")).tolist()
    periods = map(TimelinePeriod, starts[:-1].tolist(), lasts, totals.tolist())
    return Timeline(
        by=unit,
        share=share,
        periods=tuple(periods)[told],
        lines=tuple(
            _line(
                replace(each, counts=each.counts[told]),
                _bursts(each, totals, starts, store, share=share),
            )
            for each in courses
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    """What one question found over time."""

    found: Found
    articles: Numbers
    days: Days
    counts: Numbers
    """How many of the articles are of each period: (periods,)."""


def _line(course: _Course, bursts: Iterable[Burst]) -> TimelineLine:
    """Return a course, counted in the periods that are told."""
    return TimelineLine(
        question=course.found.request.question,
        counts=tuple(course.counts.tolist()),
        articles=len(course.articles),
        undated=int(np.isnat(course.days).sum()),
        bursts=tuple(bursts),
    )


def _bursts(
    course: _Course, totals: Numbers, starts: Days, store: ArticleStore, *, share: bool
) -> Iterator[Burst]:
    """Yield the bursts of a course, in order.

    What is far more than usually of a quiet Sunday may be less than on any other day: a burst is
    told where what is drawn, numbers or shares, is above its average.

    Args:
        course: of a question.
        totals: articles of each period, whatever they say: (periods,).
        starts: of the periods, and the day after them: (periods + 1,).
        store: that has the articles.
        share: whether shares are drawn.
    """
    there = totals > 0
    drawn = course.counts / np.maximum(totals, 1) if share else course.counts
    average = drawn[there].mean() if there.any() else 0
    for run in bursts(course.counts, totals):
        counts = course.counts[run.start : run.stop]
        heights = drawn[run.start : run.stop]
        if heights.max() <= average:
            continue
        begin, after = starts[run.start], starts[run.stop]
        within = (course.days >= begin) & (course.days < after)
        best = _best_of(course.articles[within], course, store)
        usually = course.counts.sum() / totals.sum()
        yield Burst(
            first=begin.item(),
            last=(after - np.timedelta64(1, "D")).item(),
            peak=starts[run.start + int(heights.argmax())].item(),
            articles=int(counts.sum()),
            usual=round(float(usually * totals[run.start : run.stop].sum()), 1),
            id=best.id,
            title=best.title,
        )


def _best_of(articles: Numbers, course: _Course, store: ArticleStore) -> Copy:
    """Return of some articles that match the one that answers best; the first if none is ranked."""
    ranked = course.found.ranking.articles
    best = ranked[np.isin(ranked, articles)]
    (copy,) = store.printings((best if len(best) else articles)[:1])
    return copy


def _days(articles: Numbers, store: ArticleStore) -> Days:
    return days_of(store.wall_clock(articles))


def _known(days: Days) -> Days:
    return days[~np.isnat(days)]
