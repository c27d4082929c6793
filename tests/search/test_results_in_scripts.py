"""Results in scripts and notebooks: in a line, as rows, as data frames, as HTML."""

import csv
import io
import json
import sys
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from newsdex import Article, NewsIndex, Results

QUESTION = "what did the dam inquiry hear of cracks"


@pytest.fixture(scope="module")
def results(archive):
    """Return results of every kind that is a list or a table, by the names of their classes."""
    found = [
        archive.search(QUESTION, facets="source", explain=True),
        archive.quotes("lanterns"),
        archive.similar("dam-1"),
        archive.story("dam-2"),
        archive.facets("dam", ["source", "month"]),
        archive.facets("dam")[0],
        archive.timeline(["dam", "strike"], by="month"),
        archive.terms("dam", own=True),
    ]
    return {type(each).__name__: each for each in found}


KINDS = ("Hits", "Quotes", "RelatedArticles", "Story", "Facets", "Facet", "Timeline", "Terms")


def test_a_slice_keeps_what_is_said_of_all_hits(archive):
    hits = archive.search("dam inquiry Volgograd")

    first = hits[:2]

    assert list(first) == [hits[0], hits[1]]
    assert first.total == hits.total > 2
    assert first.missing == hits.missing == ("Volgograd",)
    assert hits[-1].rank == len(hits)
    assert archive.similar("dam-1")[1:][0].rank == 2


def test_a_slice_of_results_that_say_nothing_of_themselves_is_such_a_list(archive):
    assert isinstance(archive.similar("dam-1")[:1], Results)


def test_results_show_themselves_in_one_line(archive):
    hits = archive.search(QUESTION, limit=2)
    day = "'Minister knew of cracks in dam, inquiry hears', Evening Post, 2024-03-18, dam-2"

    assert repr(hits) == f"<Hits: 2 of {hits.total}>"
    assert repr(hits[0]) == f"Hit(1, {hits[0].score:.2f}, {day})"
    assert repr(hits[0].article) == (
        "Article('dam-2', 'Minister knew of cracks in dam, inquiry hears', 'Evening Post', "
        f"2024-03-18, {len(hits[0].article.text)} characters)"
    )
    assert repr(archive.facets("dam", ["source", "month"])) == "<Facets: source, month>"


@pytest.mark.parametrize("kind", KINDS)
def test_every_result_fits_a_line_and_a_notebook(results, kind):
    shown = repr(results[kind])

    assert "\n" not in shown
    if kind != "Facet":
        assert len(shown) < 160
    assert results[kind]._repr_html_().startswith("<")


def test_articles_cannot_slip_anything_into_a_notebook():
    strange = Article(
        id="<i>",
        title="<script>alert(1)</script>",
        text="One & <b>two</b>.\n\nThree.",
        source='"><img src=x>',
        language='en" onload="x',
        url="javascript:alert(1)",
    )

    shown = strange._repr_html_()

    for piece in ("<script", "<img", "<b>", "<i>", "href", '" onload'):
        assert piece not in shown
    assert "<p>One &amp; &lt;b&gt;two&lt;/b&gt;.</p><p>Three.</p>" in shown


def test_a_hit_in_a_notebook_links_its_headline_and_marks_the_words_asked_for(archive):
    [hit] = archive.search("Torvik spillway", limit=1)

    shown = hit._repr_html_()

    assert '<a href="https://coastal.example/dam-1" rel="noreferrer">' in shown
    assert "<mark>spillway</mark>" in shown
    assert "Coastal Wire · Mira Holt · 2024-03-01 · dam-1" in shown


def test_rows_of_hits_have_dates_and_no_whole_texts(archive):
    [row] = archive.search("Torvik spillway", limit=1).to_dicts()

    assert row["id"] == "dam-1"
    assert row["published"] == datetime(2024, 3, 1, 8, 0, tzinfo=UTC)
    assert row["authors"] == ["Mira Holt"]
    assert "spillway" in row["answer"]
    assert row["text"][row["answer_start"] - row["start"] :].startswith(row["answer"])


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("Hits", ("search", QUESTION, "--explain")),
        ("Quotes", ("quotes", "lanterns")),
        ("RelatedArticles", ("similar", "dam-1")),
        ("Story", ("story", "dam-2")),
    ],
)
def test_rows_say_what_json_says(newsdex, archive_folder, results, kind, command):
    done = newsdex("--index", archive_folder, *command, "--format", "jsonl")

    rows = results[kind].to_dicts()

    as_json = [json.loads(json.dumps(row, default=datetime.isoformat)) for row in rows]
    assert as_json == [json.loads(line) for line in done.stdout.splitlines()] != []


@pytest.mark.parametrize(
    "command",
    [("timeline", "dam", "strike", "--by", "month"), ("terms", "dam", "--own"), ("facets", "dam")],
)
def test_rows_say_what_csv_says(newsdex, archive_folder, archive, command):
    found = {
        "timeline": lambda: archive.timeline(["dam", "strike"], by="month"),
        "terms": lambda: archive.terms("dam", own=True),
        "facets": lambda: archive.facets("dam"),
    }[command[0]]()
    done = newsdex("--index", archive_folder, *command, "--format", "csv")

    told = list(csv.DictReader(io.StringIO(done.stdout)))

    rows = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in found.to_dicts()
    ]
    assert rows == told != []


@pytest.mark.parametrize("kind", KINDS)
def test_every_result_is_a_data_frame_too(results, kind):
    rows = results[kind].to_dicts()

    frame = results[kind].to_frame()

    assert rows
    assert len(frame) == len(rows)
    assert list(frame.columns) == list(rows[0])
    assert dict(frame.dtypes.astype(str)) == results[kind].COLUMNS


def test_a_timeline_has_a_row_for_each_question_and_period(results):
    rows = results["Timeline"].to_dicts()

    assert [row["question"] for row in rows] == ["dam"] * (len(rows) // 2) + ["strike"] * (
        len(rows) // 2
    )
    assert rows[0]["first"] == date(2024, rows[0]["first"].month, 1)


def test_without_pandas_one_is_told_how_to_get_it(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(ImportError, match=r"pip install newsdex\[pandas\]"):
        archive.search("dam").to_frame()


def test_nothing_found_is_shown_as_such(archive_folder):
    with NewsIndex.open(archive_folder) as news:
        none = news.search("", source="Coastal Wire", since="2030")

    assert repr(none) == "<Hits: 0 of 0>"
    assert none._repr_html_() == "<p>nothing found</p>"
    assert none.to_frame().empty


def test_a_frame_of_nothing_has_the_columns_of_any_other(archive):
    nothing = {"source": "Coastal Wire", "since": "2030"}
    some = archive.search("", source="Coastal Wire")
    for none, found in [
        (archive.search("", **nothing), some),
        (archive.quotes("", **nothing), archive.quotes("")),
        (archive.similar("dam-1")[:0], archive.similar("dam-1")),
        (archive.timeline("dam", **nothing), archive.timeline("dam")),
        (archive.facets("dam", **nothing), archive.facets("dam")),
    ]:
        empty, full = none.to_frame(), found.to_frame()
        assert len(empty) == 0 < len(full)
        assert empty.dtypes.equals(full.dtypes)
        assert len(pd.concat([empty, full])) == len(full)


def test_a_frame_has_moments_in_utc_and_numbers_where_some_are_missing(archive):
    frame = archive.search("", language="en", limit=50).to_frame().set_index("id")

    assert frame.published.dt.year.max() == 2024
    assert frame.published.isna().sum() == 1
    assert frame.score.isna().all()
    assert frame.loc["dam-1", "published"] == pd.Timestamp("2024-03-01 08:00", tz="UTC")


def test_an_index_shows_itself_in_one_line_open_or_closed(archive_folder):
    with NewsIndex.open(archive_folder) as news:
        assert repr(news) == f"<NewsIndex {str(archive_folder)!r}: 14 articles, 18 passages>"
        assert "Coastal Wire" in news._repr_html_()

    assert repr(news) == f"<NewsIndex {str(archive_folder)!r}: closed>"
    assert "closed" in news._repr_html_()


def test_what_there_is_shows_itself_in_one_line(archive, empty):
    assert repr(archive.archive()) == (
        "<Archive: 14 articles of 4 sources, 2024-02-01 to 2024-08-20, 1 without a date>"
    )
    assert repr(archive.status()).startswith(
        f"<Status of {str(archive.path)!r}: 14 articles, 18 of"
    )
    assert repr(empty.archive()) == "<Archive: 0 articles of 0 sources>"
    for shown in (archive.archive(), archive.status(), empty.archive(), empty.status()):
        assert "\n" not in repr(shown)
        assert shown._repr_html_().startswith("<table>")


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("articles", ()),
        ("ids", ()),
        ("search", ("dam",)),
        ("search_all", ("dam",)),
        ("facets", ("dam",)),
        ("timeline", ("dam",)),
        ("terms", ("dam",)),
        ("quotes", ("dam",)),
        ("similar", ("dam-1",)),
        ("background", ("dam-1",)),
        ("story", ("dam-1",)),
        ("ask", (["dam"],)),
        ("watch_add", ("dams", "dam")),
    ],
)
def test_a_condition_that_is_mistyped_is_told_with_what_was_meant(archive, method, given):
    with pytest.raises(TypeError) as refused:
        getattr(archive, method)(*given, sorce="Coastal Wire")

    assert str(refused.value) == f"{method}() has no argument 'sorce'; did you mean 'source'?"
