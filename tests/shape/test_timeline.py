"""Timelines: when what was found was published, and when it burst."""

import csv
import io
import json
import os
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
from conftest import run_newsdex
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import NewsIndex, QuestionError
from index.formats import timeline_picture
from index.formats.pictures.label_lanes import in_lanes
from index.shape import bursts, count_in, starts_of, unit_for

MONDAY = datetime(2024, 1, 1, 12, tzinfo=UTC)
CALM = "The town council of {} met and spoke about the drains."
FERRY = "A ferry sank off {} at night, and boats searched for those aboard."


def articles():
    """Ten weeks of news, two articles a day of work; in the fifth week a ferry sinks."""
    for week in range(10):
        for day in range(5):
            when = MONDAY + timedelta(weeks=week, days=day)
            name = f"{week}-{day}"
            yield Article(id=f"calm-{name}", text=CALM.format(name), published=when)
            if week != 7:  # when a strike kept the paper from coming out in full
                told = FERRY if week == 4 else CALM
                yield Article(id=f"other-{name}", text=told.format(f"Pell {name}"), published=when)
    yield Article(id="ferry-early", text=FERRY.format("Ardal"), published=MONDAY)
    yield Article(
        id="ferry-headline", title="Ferry sinks off Pell Head", text=FERRY.format("Pell Head"),
        published=MONDAY + timedelta(weeks=4, days=1),
    )  # fmt: skip
    yield Article(id="ferry-undated", text=FERRY.format("Bremby"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    path = tmp_path_factory.mktemp("timeline") / "news"
    with NewsIndex.create(path) as index:
        index.add(articles(), embed=False)
    return path


@pytest.fixture(scope="module")
def news(folder):
    with NewsIndex.open(folder) as index:
        yield index


def counted(timeline):
    (line,) = timeline.lines
    return dict(zip((each.first for each in timeline.periods), line.counts, strict=True))


def test_articles_are_counted_from_the_first_period_found_to_the_last(news):
    timeline = news.timeline("+ferry", by="week", copies="all")

    assert counted(timeline) == {
        date(2024, 1, 1): 1,
        date(2024, 1, 8): 0,
        date(2024, 1, 15): 0,
        date(2024, 1, 22): 0,
        date(2024, 1, 29): 6,
    }
    assert timeline.periods[0].last == date(2024, 1, 7)
    assert [period.articles for period in timeline.periods] == [11, 10, 10, 10, 11]
    (line,) = timeline.lines
    assert (line.articles, line.undated) == (8, 1)
    assert line.articles == news.search("+ferry", copies="all").total


def test_a_burst_is_told_with_the_headline_that_answers_best(news):
    (line,) = news.timeline("+ferry", by="week", copies="all").lines

    (burst,) = line.bursts
    assert (burst.first, burst.last, burst.peak) == (
        date(2024, 1, 29),
        date(2024, 2, 4),
        date(2024, 1, 29),
    )
    assert (burst.articles, burst.id, burst.title) == (
        6,
        "ferry-headline",
        "Ferry sinks off Pell Head",
    )
    assert 0 < burst.usual < 2


def test_shares_are_of_all_articles_that_the_conditions_leave(news):
    timeline = news.timeline("+ferry", by="week", share=True, since="2024-01-29", copies="all")

    (line,) = timeline.lines
    assert timeline.values(line) == (6 / 11,)
    assert news.timeline("", by="year", share=True).lines[0].counts == (
        news.timeline("", by="year").periods[0].articles,
    )


def test_several_questions_are_counted_over_the_same_periods(news):
    timeline = news.timeline(["+ferry", "+drains"], by="week", copies="all")

    ferry, drains = timeline.lines
    assert (ferry.question, drains.question) == ("+ferry", "+drains")
    assert len(ferry.counts) == len(drains.counts) == len(timeline.periods) == 10
    both = np.add(ferry.counts, drains.counts)
    assert both.tolist() == [period.articles for period in timeline.periods]


def test_a_period_without_any_article_is_not_one_with_none_found(tmp_path):
    days = (date(2024, 1, 1), date(2024, 1, 3))
    with NewsIndex.create(tmp_path / "news") as index:
        index.add(
            [Article(text=FERRY.format(day), published=day.isoformat()) for day in days],
            embed=False,
        )
        timeline = index.timeline("+ferry", by="day", copies="all")

    (line,) = timeline.lines
    assert line.counts == (1, 0, 1)
    assert timeline.values(line) == (1, None, 1)
    assert timeline.shares(line) == (1.0, None, 1.0)


def test_days_are_those_of_the_clock_where_an_article_was_published(tmp_path):
    late = datetime(2024, 3, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    with NewsIndex.create(tmp_path / "news") as index:
        index.add(Article(text=FERRY.format("Ulvik"), published=late), embed=False)
        assert counted(index.timeline("ferry", by="month")) == {date(2024, 3, 1): 1}


def test_nothing_with_a_date_is_a_timeline_without_periods(news):
    timeline = news.timeline(["+ferry", '"no such phrase"'], until="1999", by="week")

    assert timeline.periods == ()
    assert [(line.counts, line.articles, line.bursts) for line in timeline.lines] == [
        ((), 0, ())
    ] * 2


def test_wrong_periods_and_no_question_are_errors(news):
    with pytest.raises(QuestionError, match="by: 'decade' is none of day, week, month, year"):
        news.timeline("ferry", by="decade")
    with pytest.raises(QuestionError, match="questions: none is asked"):
        news.timeline([])


@pytest.mark.parametrize(
    ("days", "unit"),
    [(1, "day"), (60, "day"), (80, "day"), (120, "week"), (420, "week"), (1000, "month"),
     (365 * 12, "year"), (365 * 80, "year")],
)  # fmt: skip
def test_periods_suit_the_span(days, unit):
    first = np.datetime64("2001-02-03", "D")
    assert unit_for(first, first + np.timedelta64(days - 1, "D")) == unit


@pytest.mark.slow
@given(
    days=st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=8),
    unit=st.sampled_from(["day", "week", "month", "year"]),
)
def test_every_day_is_of_one_period_and_periods_have_no_gaps(days, unit):
    given_days = np.array(days, "datetime64[D]")

    starts = starts_of(given_days.min(), given_days.max(), unit)

    counts = count_in(np.append(given_days, np.datetime64("NaT", "D")), starts)
    assert counts.sum() == len(days)
    assert counts[0] > 0
    assert counts[-1] > 0
    assert (np.diff(starts) > np.timedelta64(0, "D")).all()
    for day in starts.tolist():
        assert unit != "week" or day.weekday() == 0
        assert unit not in {"month", "year"} or day.day == 1
        assert unit != "year" or day.month == 1


QUIET = [1, 0, 2, 0, 1, 1, 0, 2, 1, 0]


@pytest.mark.parametrize(
    ("found", "of_all", "expected"),
    [
        (QUIET, [100] * 10, []),
        ([*QUIET, 20, 25, *QUIET], [100] * 22, [range(10, 12)]),
        ([*QUIET, 20, 25, *QUIET], [100] * 10 + [2000, 2500] + [100] * 10, []),
        ([*QUIET, 20, 0, 25, *QUIET], [100] * 11 + [0] + [100] * 11, [range(10, 13)]),
        ([*QUIET, 20, 0, 0, 0, 25], [100] * 11 + [0, 0, 0, 100], [range(10, 11), range(14, 15)]),
        ([0, 0, 1, 0, 0, 0], [3, 3, 1, 3, 3, 3], []),
        ([0, 0, 0], [5, 5, 5], []),
        ([40, 40, 10, 40, 40], [40, 40, 40, 40, 40], []),
        ([5, 5, 5], [5, 5, 5], []),
        ([], [], []),
    ],
)
def test_a_burst_is_far_more_of_what_was_written_than_usually(found, of_all, expected):
    assert bursts(np.array(found, np.int64), np.array(of_all, np.int64)) == expected


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 60)), max_size=8),
    st.integers(1, 5),
)
def test_labels_hide_neither_one_another_nor_their_lines(labels, lanes):
    found = in_lanes(labels, left=0, right=100, between=1, lanes=lanes)

    placed = [label for label in found if label]
    assert len(found) == len(labels)
    for (point, width), label in zip(labels, found, strict=True):
        if label is None:
            continue
        assert label.start >= 0
        assert label.end <= 100
        assert label.end - label.start == pytest.approx(width)
        assert label.point == point
        assert point == label.start or point == pytest.approx(label.end)
        assert 0 <= label.lane < lanes
        for other in placed:
            if other is not label and other.lane == label.lane:
                assert other.end <= label.start or label.end <= other.start
            if other.lane > label.lane:
                assert not label.start < other.point < label.end
    assert not labels or any(width > max(p, 100 - p) for p, width in labels) or placed


@pytest.mark.slow
def test_the_command_line_draws_bars_side_by_side(newsdex, folder):
    alone = newsdex("--index", folder, "timeline", "+ferry", "--by", "week", "--copies", "all")
    both = newsdex(
        "--index", folder, "timeline", "+ferry", "+drains", "--by", "month", "--copies", "all"
    )

    assert alone.returncode == both.returncode == 0
    lines = alone.stdout.splitlines()
    assert lines[0].split() == ["+ferry", "·", "8"]
    assert lines[1].startswith("2024-01-01 1 █")
    assert "⋮ 3 weeks with none" in lines
    assert lines[-1].startswith("2024-01-29 6 ███")
    assert lines[-1].endswith("▲ Ferry sinks off Pell Head")
    assert "+ferry: 1 of 8 have no date" in alone.stderr
    head = both.stdout.splitlines()[0]
    assert head.index("+ferry · 8") < head.index("+drains · 90")
    for line in (alone.stdout + both.stdout).splitlines():
        assert line == line.rstrip()
        assert len(line) <= 80


@pytest.mark.slow
def test_timelines_come_in_the_formats_of_programs(folder, tmp_path):
    def run(*arguments):
        return run_newsdex(
            "--index", folder, "timeline", *arguments, "--by", "week", "--copies", "all",
            cwd=tmp_path,
        )  # fmt: skip

    found = json.loads(run("+ferry", "--format", "json").stdout)
    table = list(csv.DictReader(io.StringIO(run("+ferry", "--format", "csv").stdout)))
    nothing = run('"no such phrase"', "--format", "csv")

    assert found["by"] == "week"
    assert found["periods"][0] == {"first": "2024-01-01", "last": "2024-01-07", "articles": 11}
    (line,) = found["questions"]
    assert line["counts"] == [1, 0, 0, 0, 6]
    assert line["shares"][-1] == pytest.approx(6 / 11, abs=1e-6)
    assert line["bursts"][0]["peak"] == "2024-01-29"
    assert [int(row["articles"]) for row in table] == line["counts"]
    assert table[-1] == {
        "question": "+ferry",
        "first": "2024-01-29",
        "last": "2024-02-04",
        "articles": "6",
        "all_articles": "11",
        "share": "0.545455",
        "burst": "Ferry sinks off Pell Head",
    }
    assert nothing.stdout == "question,first,last,articles,all_articles,share,burst\n"
    assert nothing.stderr == "newsdex: nothing found\n"


@pytest.mark.slow
def test_a_timeline_is_drawn_for_a_report(newsdex, folder, news, tmp_path):
    path = tmp_path / "ferry.PNG"

    done = newsdex("--index", folder, "timeline", "+ferry", "--share", "--plot", path)

    assert (done.returncode, path.read_bytes()[:4]) == (0, b"\x89PNG")
    both = news.timeline(["+ferry", "+drains"])
    drawn = timeline_picture(both, "svg")
    assert drawn.startswith(b"<?xml")
    assert drawn == timeline_picture(both, "svg")


def test_what_is_no_picture_is_refused_before_anything_is_counted(newsdex, folder):
    done = newsdex("--index", folder, "timeline", "+ferry", "--plot", "ferry.jpeg")

    assert done.returncode == 2
    assert "ferry.jpeg will be a picture; name it .svg or .png" in done.stderr


@pytest.mark.slow
def test_without_matplotlib_it_is_said_what_to_install(newsdex, folder, tmp_path):
    (tmp_path / "matplotlib.py").write_text("raise ImportError", encoding="utf-8")

    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))

    done = newsdex("--index", folder, "timeline", "+ferry", "--plot", "a.svg", PYTHONPATH=path)

    assert done.returncode == 1
    assert "pictures need matplotlib: pip install newsdex[plot]" in done.stderr


def test_a_burst_is_where_a_bar_is_high(empty):
    sunday = MONDAY + timedelta(days=6)
    weekdays = [MONDAY + timedelta(days=day) for day in range(5)] + [
        sunday + timedelta(days=day) for day in range(1, 6)
    ]
    days = [(when, n < 6) for when in weekdays for n in range(24)] + [(sunday, True)] * 5
    empty.add(
        [
            Article(id=f"{n}", text=f"The {'ferry' if ferry else 'mill'} of {n}.", published=when)
            for n, (when, ferry) in enumerate(days)
        ],
        embed=False,
    )

    def bursts_of(**asked):
        (line,) = empty.timeline("+ferry", by="day", copies="all", **asked).lines
        return [burst.peak for burst in line.bursts]

    assert bursts_of() == [], "five of five on a Sunday are fewer than six on any other day"
    assert bursts_of(share=True) == [sunday.date()]
