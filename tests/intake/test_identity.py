"""A bare number as an id is told apart by source, host of the URL, or file."""

import json

import pytest

from corpus import Article, read_articles

HARBOUR = {"id": 1, "title": "Harbour", "text": "The harbour closed."}
MARKET = {"id": 1, "title": "Market", "text": "The market opened."}


def add(index, path, *rows):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return index.add(read_articles([path]), embed=False)


def ids(index):
    return sorted(article.id for article in index.articles())


@pytest.mark.parametrize(
    ("told_apart", "distinct"),
    [
        (({"source": "Coastal Wire"}, {"source": "Évening Post"}), "évening-post:1"),
        (
            ({"url": "https://coastal.example/1"}, {"url": "https://www.market.example/a?id=1"}),
            "www-market-example:1",
        ),
    ],
)
def test_numbers_of_two_sources_are_two_articles(empty, tmp_path, told_apart, distinct):
    one, other = told_apart
    add(empty, tmp_path / "a.jsonl", HARBOUR | one)

    report = add(empty, tmp_path / "b.jsonl", MARKET | other)

    assert (report.added, report.replaced, report.crossed) == (1, 0, ())
    assert ids(empty) == ["1", distinct]
    again = add(empty, tmp_path / "b.jsonl", MARKET | other | {"text": "The market closed."})
    assert (again.added, again.replaced) == (0, 1)
    assert ids(empty) == ["1", distinct]


def test_numbers_of_two_files_are_two_articles(empty, tmp_path):
    add(empty, tmp_path / "north" / "export.jsonl", HARBOUR)
    add(empty, tmp_path / "south" / "export.jsonl", MARKET)

    first, second = ids(empty)

    assert first == "1"
    assert second.startswith("export-")
    assert second.endswith(":1")
    assert add(empty, tmp_path / "south" / "export.jsonl", MARKET).unchanged == 1


def test_numbers_in_one_file_are_told_apart_by_source(empty, tmp_path):
    rows = [HARBOUR | {"source": "Coastal Wire"}, MARKET | {"source": "Evening Post"}]

    report = add(empty, tmp_path / "both.jsonl", *rows)

    assert report.added == 2
    assert ids(empty) == ["1", "evening-post:1"]


def test_a_number_is_kept_where_nothing_tells_it_apart(empty, tmp_path):
    add(empty, tmp_path / "a.jsonl", HARBOUR)

    assert add(empty, tmp_path / "a.jsonl", HARBOUR | {"text": "It reopened."}).replaced == 1
    moved = add(empty, tmp_path / "b.jsonl", HARBOUR | {"text": "It reopened."})

    assert (moved.added, moved.unchanged) == (0, 1)
    assert empty.add([Article(id="1", text="By hand.")], embed=False).replaced == 1
    assert ids(empty) == ["1"]


def test_what_is_replaced_from_elsewhere_is_named(empty, tmp_path, newsdex):
    add(empty, tmp_path / "a.jsonl", HARBOUR | {"id": "story-1", "source": "Coastal Wire"})
    other = json.dumps(MARKET | {"id": "story-1", "source": "Evening Post"})
    (tmp_path / "b.jsonl").write_text(other, encoding="utf-8")

    done = newsdex("--index", tmp_path / "empty", "add", "--no-embed", tmp_path / "b.jsonl")

    assert done.stderr == (
        "newsdex: replaced 1 by articles of another source or file with the same id: 'story-1'\n"
    )
    assert done.stdout.startswith("added 0, replaced 1, unchanged 0 (")


def test_an_update_by_the_same_source_is_not_named(empty, tmp_path):
    row = HARBOUR | {"id": "story-1", "source": "Coastal Wire"}
    add(empty, tmp_path / "monday.jsonl", row)

    report = add(empty, tmp_path / "tuesday.jsonl", row | {"text": "It reopened."})

    assert (report.replaced, report.crossed) == (1, ())
