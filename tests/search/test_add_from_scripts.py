"""`NewsIndex.add` of what scripts have: articles, records, rows of data frames, and what fails."""

import sqlite3
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import ArgumentError, Article, CorpusError, UnreadableError, Withdrawal, read_articles
from index import AddInterruptedError, NewsIndex, NewsIndexError

ROWS = [
    {"id": "dam", "headline": "Dam holds", "body": "The dam held.", "date": "2024-03-05"},
    {"id": "ferry", "headline": "Ferry sails", "body": "It sailed.", "date": "2024-03-06"},
]
DAM, FERRY = (
    Article(
        id=row["id"],
        title=row["headline"],
        text=row["body"],
        published=row["date"],
        extra={"date_from": "date"},
    )
    for row in ROWS
)


class Story(NamedTuple):
    id: str
    title: str
    text: str


def added(index, *given, **options):
    """Return what is in an index after each of some things was added to it, vectors aside."""
    for one in given:
        index.add(one, embed=False, **options)
    return list(index.articles())


def test_one_article_is_added_as_it_is(empty):
    assert added(empty, DAM) == [DAM]


def test_one_record_is_added_as_a_line_of_json_is(empty):
    assert added(empty, ROWS[0]) == [DAM]


def test_records_and_articles_may_be_mixed_in_any_iterable(empty):
    assert added(empty, (item for item in (DAM, ROWS[1]))) == [DAM, FERRY]


def test_a_withdrawal_alone_removes_its_article(empty):
    assert added(empty, DAM, Withdrawal("dam", "canceled")) == []


def test_readers_may_be_among_the_items(empty, tmp_path):
    story = tmp_path / "a.txt"
    story.write_text("The quay is dry.")

    found = added(empty, [read_articles(story), DAM])

    assert [article.text for article in found] == ["The quay is dry.", DAM.text]
    assert [len(article.origins) for article in found] == [1, 0]


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist])
def test_rows_of_a_data_frame_are_records(empty, frame):
    assert added(empty, frame(ROWS)) == [DAM, FERRY]


@pytest.mark.parametrize("given", [list, iter, pd.DataFrame, pl.DataFrame, pa.Table.from_pylist])
def test_one_date_of_a_column_proves_the_order_of_the_others(empty, given):
    rows = [{"id": d, "text": f"Of {d}.", "date": d} for d in ("03/04/2021", "13/04/2021")]
    assert [a.published.isoformat()[:10] for a in added(empty, given(rows))] == [
        "2021-04-03",
        "2021-04-13",
    ]


def test_order_and_zone_of_dates_can_be_said(empty):
    row = {"id": "a", "text": "The dam held.", "date": "03/04/2021 23:30"}
    (article,) = added(empty, row, dayfirst=True, zone="America/New_York")
    assert article.published.isoformat() == "2021-04-03T23:30:00-04:00"
    with pytest.raises(ArgumentError, match="no time zone 'Nowhere/Town'"):
        empty.add(row, zone="Nowhere/Town")


def test_what_fails_while_dates_are_looked_at_ahead_comes_after_what_was_before(empty):
    def rows():
        yield {"id": "a", "text": "The dam held.", "date": "03/04/2021"}
        yield {"id": "b", "text": "The ferry sailed."}
        raise OSError("the line is dead")

    with pytest.raises(AddInterruptedError):
        empty.add(rows(), embed=False, on_problem=lambda _problem: None)
    assert {article.id for article in empty.articles()} == {"a", "b"}


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame])
def test_data_frames_may_be_among_the_items(empty, frame):
    assert added(empty, [frame(ROWS[:1]), ROWS[1]]) == [DAM, FERRY]


def test_what_iterating_a_data_frame_by_rows_gives_is_a_record(empty):
    frame = pd.DataFrame(ROWS)

    assert added(empty, [row for _, row in frame.iterrows()]) == [DAM, FERRY]
    assert added(empty, frame.itertuples(index=False)) == [DAM, FERRY]
    assert empty.status().articles == 2


def test_rows_of_sqlite_and_named_tuples_are_records(empty):
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    row = database.execute("SELECT 'dam' id, 'Dam holds' title, 'The dam held.' text").fetchone()
    story = Story("quay", "Quay", "The quay is dry.")
    database.close()

    assert [article.title for article in added(empty, row, story)] == ["Dam holds", "Quay"]


def test_values_of_data_frames_are_taken_as_what_they_mean(empty):
    moments = ["2024-03-05T09:30", None, "2024-03-07"]
    frame = pd.DataFrame(
        {
            "id": np.array([1, 2, 3]),
            "text": ["One.", "Two.", "Three."],
            "title": ["First", None, np.nan],
            "published": pd.to_datetime(pd.Series(moments), format="ISO8601"),
            "authors": [np.array(["Ada Norring", "Per Strand"]), ["Ada Norring"], None],
            "words": pd.array([812, None, 5], dtype="Int64"),
            "rating": [0.5, np.nan, 1.0],
        }
    )

    first, second, third = added(empty, frame)

    titles = (first.title, second.title, third.title)
    assert (first.id, *titles) == ("1", "First", "Two.", "Three.")
    assert first.published == datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
    assert second.published is None
    assert third.published == datetime(2024, 3, 7, tzinfo=UTC)
    assert first.authors == ("Ada Norring", "Per Strand")
    assert (first.extra["words"], first.extra["rating"]) == (812, 0.5)
    assert not {"words", "rating"} & second.extra.keys()


def test_days_and_moments_of_polars_are_dates(empty):
    frame = pl.DataFrame(
        {
            "text": ["One.", "Two."],
            "date": [date(2024, 3, 5), None],
            "updated": [None, datetime(2024, 3, 6, 12, tzinfo=UTC)],
        }
    )

    first, second = added(empty, frame)

    assert first.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert second.updated == datetime(2024, 3, 6, 12, tzinfo=UTC)


@pytest.mark.slow
def test_more_rows_than_are_taken_at_once_all_go_in(empty):
    frame = pd.DataFrame({"text": [f"Parcel {number} arrived." for number in range(1001)]})

    assert len(added(empty, frame)) == 1001


@pytest.mark.parametrize(
    ("item", "named"),
    [
        (None, "None is not an article; give articles, records such as "),
        (5, "5 is not an article; give articles, "),
        (Article, "<class 'corpus.vocabulary.article.Article'> is not an article; give "),
        ("articles/", "'articles/' is not an article; read_articles reads files"),
        (b"dam", "b'dam' is not an article; read_articles reads files"),
        (object(), "<object object at "),
    ],
)
def test_what_holds_no_articles_is_refused_and_named(empty, item, named):
    with pytest.raises(ArgumentError) as refused:
        empty.add(item)

    assert str(refused.value).startswith(named)


BAD = [
    (5, "item 2: 5 is not an article; give articles, records such as "),
    (None, "item 2: None is not an article; "),
    ("The dam held.", "item 2: 'The dam held.' is not an article; "),
    ({}, "item 2: record without text (fields: none)"),
    ({"titel": "Damm"}, "item 2: record without text (fields: titel)"),
    ({"text": "Soon.", "date": "soon"}, "item 2: unreadable date 'soon' in 'date' ("),
    ({"text": "Soon.", "date": ["2024"]}, "item 2: unreadable date \"['2024']\" in 'date' ("),
    ({"text": object()}, "item 2: 'text': <object object at "),
    ({"text": "Dam.", "source": print}, "item 2: 'source': <built-in function print> is not a "),
    (Article(text="Dam.", extra={(1, 2): 3}), "item 2: extra: {(1, 2): 3} can't be written as "),
    (Withdrawal(5, "canceled"), "item 2: id of a withdrawal: 5 is not text"),
    (Withdrawal("a", "kill", "1", 5), "item 2: title of a withdrawal: 5 is not text"),
    (Withdrawal("a", "kill", "1", issued="soon"), "item 2: issued: 'soon' is not a date; "),
    (
        Withdrawal("a", "kill", "1", issued=datetime(2024, 3, 5)),  # noqa: DTZ001 - the fault
        "item 2: issued has no time zone: 2024-03-05T00:00:00",
    ),
]


@pytest.mark.parametrize(("item", "named"), BAD)
def test_an_item_that_is_no_article_is_named_and_those_before_it_stay(empty, item, named):
    with pytest.raises(AddInterruptedError) as interrupted:
        empty.add([DAM, item, FERRY], embed=False)

    assert str(interrupted.value).startswith(named)
    assert str(interrupted.value).endswith(
        "; the 1 before it were taken: added 1, replaced 0, unchanged 0"
    )
    assert isinstance(interrupted.value.__cause__, UnreadableError)
    assert list(empty.articles()) == [DAM]


@pytest.mark.parametrize(("item", "named"), BAD)
def test_items_that_are_no_articles_are_told_and_the_others_go_in(empty, item, named):
    problems = []

    found = added(empty, [DAM, item, FERRY], on_problem=problems.append)

    assert [str(problem).startswith(named.rstrip("; ")) for problem in problems] == [True]
    assert [article for article in found if article in (DAM, FERRY)] == [DAM, FERRY]


def failing(*items):
    yield from items
    raise KeyError("next page")


def test_what_was_read_before_an_iterable_fails_is_committed(empty, tmp_path):
    with pytest.raises(AddInterruptedError) as interrupted:
        empty.add(failing(DAM, ROWS[1], DAM))

    assert str(interrupted.value) == (
        "KeyError: 'next page'; the 3 before it were taken: added 2, replaced 0, unchanged 1"
    )
    assert isinstance(interrupted.value.__cause__, KeyError)
    assert interrupted.value.report.added == 2
    with NewsIndex.open(tmp_path / "empty") as index:
        assert list(index.articles()) == [DAM, FERRY]
        assert index.search("dam")


def test_an_iterable_that_fails_at_once_changes_nothing(empty):
    with pytest.raises(AddInterruptedError, match="the 0 before it were taken: added 0"):
        empty.add(failing())

    assert empty.status().generation == 0


def test_an_atomic_add_that_fails_leaves_the_index_as_it_was(empty):
    with pytest.raises(KeyError):
        empty.add(failing(DAM), atomic=True)

    assert empty.status().generation == 0


def test_a_frame_whose_library_fails_is_an_interruption(empty):
    class Frame:
        columns = ("text",)

        def iter_rows(self, *, named):
            assert named
            yield ROWS[0]
            raise RuntimeError("lost connection")

    with pytest.raises(AddInterruptedError, match="RuntimeError: lost connection; the 1 before"):
        empty.add(Frame(), embed=False)


PLAIN = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    *(st.binary(max_size=5), st.dates(), st.datetimes(), st.decimals(), st.uuids()),
    st.sampled_from([object(), print, int, ..., 1j, pd.NA, pd.NaT, np.int64(3), np.array([1.5])]),
)
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
NAMES = st.sampled_from("id title text published updated source authors url extra words".split())


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(NESTED, st.lists(st.dictionaries(NAMES, NESTED, max_size=4), max_size=2)))
def test_anything_is_added_or_refused_by_an_error_of_ours(empty, items):
    with suppress(CorpusError, NewsIndexError):
        empty.add(items, embed=False)
