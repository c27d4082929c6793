"""Hits in formats that other programs and people take: Markdown, TREC, BibTeX, RIS, columns."""

import csv
import io
import json

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import Article
from index import NewsIndex
from index.formats import HIT_NAMES, hit_row, hits_markdown, markdown_table, trec_lines

HOSTILE = Article(
    id="a|b <1>",
    title="Dockers *strike* at [Colvik](http://evil.example)",
    text="1. The dockers’ strike began <b>at dawn</b>. It is not over_yet_, they said.",
    source="Harbour & Sons",
    url="https://gazette.example/a?b=1|2",
    published="2024-03-19",
)

words = st.text(
    st.sampled_from("ab1 .-+*_`<>[]()#!&;|~\\\"'=:/@$^{}\n\tü港") | st.characters(codec="utf-8"),
    min_size=1,
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return hits of an article that is full of Markdown's own signs."""
    with NewsIndex.create(tmp_path_factory.mktemp("hostile") / "news") as index:
        index.add(HOSTILE, embed=False)
        return index.search("dockers strike", mode="keyword")


def test_markdown_is_a_numbered_list_with_the_answer_in_its_context(newsdex, seeded):
    asked = ("harbour strike", "-n", "2", "--offset", "1", "--format", "md")

    done = newsdex("--index", seeded, "search", *asked)

    page = MarkdownIt().render(done.stdout)
    assert page.startswith('<ol start="2">')
    assert page.count("<li>") == page.count("<blockquote>") == 2
    assert '<a href="https://cormorant-wire.example.org/2024/10/24/' in page
    assert "<strong>harbour</strong> we wanted" in page


def test_markdown_says_what_an_article_says_whatever_its_signs(hostile):
    page = MarkdownIt().render("".join(hits_markdown(hostile)))

    assert "Dockers *strike* at [Colvik](http://evil.example)</a>" in page
    assert '<a href="https://gazette.example/a?b=1%7C2">' in page
    assert "<strong>strike</strong> began &lt;b&gt;at dawn&lt;/b&gt;" in page
    assert "a|b &lt;1&gt;" in page


def test_a_table_of_markdown_has_the_fields_that_are_asked_for(hostile):
    table = "".join(markdown_table(map(hit_row, hostile), ["id", "title", "url"]))

    page = MarkdownIt().enable("table").render(table)
    assert [page.count(f"<{cell}>") for cell in ("th", "td")] == [3, 3]
    assert "<td>a|b &lt;1&gt;</td>" in page
    assert "<td>Dockers *strike* at [Colvik](http://evil.example)</td>" in page


@given(st.lists(words, min_size=1, max_size=3))
def test_a_row_of_a_table_is_one_line_with_as_many_cells(values):
    names = [f"n{place}" for place in range(len(values))]

    table = "".join(markdown_table([dict(zip(names, values, strict=True))], names))

    page = MarkdownIt().enable("table").render(table)
    assert page.count("<td>") + page.count("<td ") == len(values)


@pytest.mark.slow
def test_fields_are_the_columns_in_their_order(newsdex, seeded):
    asked = ("search", "harbour strike", "-n", "3", "--fields", "url,id", "--fields", "score")

    rows = list(
        csv.DictReader(io.StringIO(newsdex("--index", seeded, *asked, "--format", "csv").stdout))
    )

    assert [list(row) for row in rows] == [["url", "id", "score"]] * 3
    found = json.loads(newsdex("--index", seeded, *asked, "--format", "json").stdout)
    assert [row["id"] for row in rows] == [hit["id"] for hit in found["hits"]]
    assert [str(hit["score"]) for hit in found["hits"]] == [row["score"] for row in rows]
    assert found["total"] > 1


def test_a_field_that_there_is_not_is_told_with_those_there_are(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "dam", "--format", "csv", "--fields", "id,titel")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--fields: no field 'titel'; there are: rank, score, " in done.stderr


@pytest.mark.parametrize("form", ["table", "trec", "bibtex"])
def test_fields_go_with_formats_that_have_columns(newsdex, seeded, form):
    done = newsdex("--index", seeded, "search", "dam", "--fields", "id", "--format", form)

    assert (done.returncode, done.stdout) == (2, "")
    assert "--fields goes with" in done.stderr


def test_a_row_has_the_fields_there_are_and_rounded_scores(hostile):
    row = hit_row(hostile[0])

    assert tuple(row) == HIT_NAMES
    scores = [value for value in row.values() if isinstance(value, float)]
    assert scores
    assert all(round(score, 4) == score for score in scores)


@pytest.mark.parametrize(
    "command",
    [
        ("search", "strike", "--source", "Nobody"),
        ("similar", "cw-20241024-0031", "--source", "Nobody"),
        ("withdrawn",),
        ("copies", "--limit", "0"),
    ],
)
def test_csv_of_nothing_has_its_header(newsdex, tmp_path, seeded, command):
    index = seeded
    if command[0] in {"withdrawn", "copies"}:
        index = tmp_path / "empty"
        NewsIndex.create(index).close()

    done = newsdex("--index", index, *command, "--format", "csv")

    assert done.returncode == 0, done.stderr
    (header,) = csv.reader(io.StringIO(done.stdout))
    assert "title" in header


def test_a_run_ranks_each_article_once(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "harbour strike", "-n", "4", "--format", "trec")

    lines = [line.split(" ") for line in done.stdout.splitlines()]
    assert [line[3] for line in lines] == ["1", "2", "3", "4"]
    assert len({line[2] for line in lines}) == 4
    assert {(line[0], line[1], line[5]) for line in lines} == {("1", "Q0", "newsdex")}


def test_scores_of_a_run_fall_as_its_ranks_do():
    ranked = [("b", 0.75), ("a", 0.8), ("a b\tc", 0.1), ("d", 0.1)]

    assert list(trec_lines("q 1", ranked, "newsdex")) == [
        "q%201 Q0 b 1 0.750000 newsdex\n",
        "q%201 Q0 a 2 0.749999 newsdex\n",
        "q%201 Q0 a%20b%09c 3 0.100000 newsdex\n",
        "q%201 Q0 d 4 0.099999 newsdex\n",
    ]


@pytest.mark.slow
def test_hits_are_cited_each_article_once(newsdex, seeded):
    asked = ("--index", seeded, "search", "harbour strike", "-n", "3", "--format")

    records = rispy.loads(newsdex(*asked, "ris").stdout)
    entries = newsdex(*asked, "bibtex").stdout

    assert len(records) == 3
    assert entries.count("\n  title = ") == 3
    assert all(f"{record['id']}," in entries for record in records)
