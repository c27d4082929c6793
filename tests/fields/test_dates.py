import json
from datetime import UTC, datetime, timedelta

import pytest

from corpus import read_articles

TEN_O_CLOCK = datetime(2021, 3, 3, 10, tzinfo=UTC)


def read_dated(tmp_path, value, name="date"):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"title": "T", "text": "Ships wait.", name: value}))
    problems = []
    [article] = read_articles([path], on_problem=problems.append)
    return article, [str(problem).removeprefix(str(path)) for problem in problems]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2021-03-03T10:00:00Z", TEN_O_CLOCK),
        ("2021-03-03T10:00:00.250Z", TEN_O_CLOCK + timedelta(milliseconds=250)),
        ("2021-03-03 12:00:00+02:00", TEN_O_CLOCK),
        ("2021-03-03T05:00:00-0500", TEN_O_CLOCK),
        ("2021-03-03T10:00", TEN_O_CLOCK),
        ("2021-03-03", datetime(2021, 3, 3, tzinfo=UTC)),
        ("20210303", datetime(2021, 3, 3, tzinfo=UTC)),
        (" 2021-03-03\n", datetime(2021, 3, 3, tzinfo=UTC)),
        ("Wed, 03 Mar 2021 10:00:00 GMT", TEN_O_CLOCK),
        ("Wed, 3 Mar 2021 05:00:00 -0500", TEN_O_CLOCK),
        ("Wed, 03 Mar 2021 05:00:00 EST", TEN_O_CLOCK),
        ("Wed, 03 Mar 2021 03:00:00 PDT", TEN_O_CLOCK),
        ("Wed Mar 03 2021 11:00:00 GMT+0100 (Central European Standard Time)", TEN_O_CLOCK),
        ("March 3, 2021 10:00 PM", TEN_O_CLOCK + timedelta(hours=12)),
        ("3 March 2021 5:00 p.m. EST", TEN_O_CLOCK + timedelta(hours=12)),
        ("26-FEB-1987 15:01:01.79", datetime(1987, 2, 26, 15, 1, 1, 790000, tzinfo=UTC)),
        ("March 3, 2021", datetime(2021, 3, 3, tzinfo=UTC)),
        ("3 March 2021 10:00", TEN_O_CLOCK),
        ("Wednesday, March 3rd, 2021", datetime(2021, 3, 3, tzinfo=UTC)),
        (1614765600, TEN_O_CLOCK),
        (1614765600.5, TEN_O_CLOCK + timedelta(milliseconds=500)),
        (1614765600000, TEN_O_CLOCK),
        ("1614765600", TEN_O_CLOCK),
        ("1614765600000", TEN_O_CLOCK),
    ],
)
def test_dates_as_newsrooms_write_them(tmp_path, written, moment):
    article, problems = read_dated(tmp_path, written)
    assert problems == []
    assert article.published == moment
    assert article.extra.pop("zone", "assumed") == "assumed"
    assert article.extra == {"date_from": "date"}


def test_the_zone_of_the_record_is_kept(tmp_path):
    article, _ = read_dated(tmp_path, "2021-03-03T12:00:00+02:00")
    assert article.published.isoformat() == "2021-03-03T12:00:00+02:00"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("tomorrow", "not a date"),
        ("soon, maybe", "not a date"),
        ("2021-13-45", "not a date"),
        ("10", "not a whole date"),
        ("2021", "not a whole date"),
        ("March 2021", "not a whole date"),
        ("Wednesday", "not a whole date"),
        ("10:00", "not a whole date"),
        ("99999999999999999999", "number out of range"),
        ("2024-11-05T09:" + 30 * "1" + ":00Z", "not a date"),
        (1e300, "number out of range"),
        (-86400, "number out of range"),
        pytest.param(10**400, "number out of range", id="400 digits"),
        (True, "not a date"),
        ([2021, 3, 3], "not a date"),
    ],
)
def test_a_date_nobody_can_read_is_one_problem_and_the_article_is_kept(tmp_path, written, reason):
    article, problems = read_dated(tmp_path, written)
    assert article.published is None
    assert article.text == "Ships wait."
    assert article.extra == {"date": written}
    assert problems == [f":1: unreadable date {str(written)[:80]!r} in 'date' ({reason}); kept"]


def test_a_date_in_the_future_is_kept_aside_and_told(tmp_path):
    article, problems = read_dated(tmp_path, "2999-01-01")
    assert article.published is None
    assert article.extra == {"date": "2999-01-01"}
    assert problems == [":1: published '2999-01-01' in 'date' lies in the future; kept"]


def test_a_record_says_which_field_its_date_is_from(tmp_path):
    article, _ = read_dated(tmp_path, "2021-03-03", "pub_date")
    assert article.extra == {"date_from": "pub_date"}


@pytest.mark.parametrize("nothing", ["", None])
def test_an_empty_date_is_no_date_and_no_problem(tmp_path, nothing):
    article, problems = read_dated(tmp_path, nothing)
    assert article.published is None
    assert problems == []


def test_an_unreadable_date_does_not_count_as_skipped(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "T", "text": "Ships wait.", "date": "tomorrow"}')
    problems = []
    reader = read_articles([path], on_problem=problems.append)
    assert len(list(reader)) == 1
    assert [problem.skipped for problem in problems] == [False]
    assert (reader.articles, reader.problems) == (1, 1)


def test_the_date_of_an_update_is_read_alike(tmp_path):
    article, problems = read_dated(tmp_path, 1614765600, "updated_at")
    assert (article.published, article.updated) == (None, TEN_O_CLOCK)
    assert problems == []
    article, problems = read_dated(tmp_path, "tomorrow", "updated_at")
    assert article.updated is None
    assert problems == [":1: unreadable date 'tomorrow' in 'updated_at' (not a date); kept"]
