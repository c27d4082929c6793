"""`newsdex inspect`: what a reader makes of a file, nothing indexed."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys

import pytest
from conftest import run_newsdex
from packed_files import tarred, zipped

ROWS = [
    {"title": "Dam", "text": "The dam broke. Water came.", "date": "2021-03-18", "wire": "Home"},
    {"headline": "Ferry", "body": "The ferry ran aground.", "pub_date": "soon"},
]


@pytest.fixture
def newsdex(tmp_path):
    (tmp_path / "news.jsonl").write_text(
        "\n".join([json.dumps(ROWS[0]), '{"broken', json.dumps(ROWS[1])])
    )
    return lambda *arguments, **options: run_newsdex(*arguments, cwd=tmp_path, **options)


@pytest.mark.slow
def test_each_field_is_shown_with_the_place_that_it_came_from(newsdex):
    done = newsdex("inspect", "news.jsonl")
    shown = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert shown[0] == "news.jsonl:1: JSON Lines"
    for line in (
        "title Dam [title]",
        "published 2021-03-18T00:00:00+00:00 [date]",
        "text 26 characters [text]",
        "extra.wire Home",
        "passage 1/1 The dam broke. Water came.",
        "title Ferry [headline]",
        "text 22 characters [body]",
        "warning unreadable date 'soon' in 'pub_date' (not a date)",
    ):
        assert line in shown
    [problem] = [line for line in shown if line.startswith("news.jsonl:2: ")]
    assert "broken JSON" in problem
    assert done.stderr == "newsdex: 2 articles, 0 withdrawals, 1 problem\n"


@pytest.mark.slow
def test_nothing_is_indexed(newsdex, tmp_path):
    before = sorted(tmp_path.iterdir())
    newsdex("inspect", "news.jsonl")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.slow
def test_programs_get_the_same_columns_for_all_that_is_found(newsdex):
    as_json = json.loads(newsdex("inspect", "news.jsonl", "gone", "--format", "json").stdout)
    lines = newsdex("inspect", "news.jsonl", "gone", "--format", "jsonl").stdout.splitlines()
    table = newsdex("inspect", "news.jsonl", "gone", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [json.loads(line) for line in lines] == as_json
    assert [row["kind"] for row in rows] == ["problem", "article", "problem", "article"]
    assert len({tuple(row) for row in as_json}) == 1
    assert list(rows[0]) == list(as_json[0])
    dam = as_json[1]
    assert (dam["format"], dam["line"], dam["title"], dam["characters"]) == (
        *("JSON Lines", 1, "Dam", 26),
    )
    assert dam["places"] == {"title": "title", "text": "text", "published": "date"}
    assert (dam["passage_count"], dam["passages"]) == (1, ["The dam broke. Water came."])
    assert as_json[3]["warnings"] == ["unreadable date 'soon' in 'pub_date' (not a date)"]


@pytest.mark.slow
def test_long_texts_show_the_first_words_of_each_passage(newsdex, tmp_path):
    sentence = "One two three four five six seven eight nine ten eleven twelve thirteen. "
    (tmp_path / "long.txt").write_text(sentence * 200)
    [row] = json.loads(newsdex("inspect", "long.txt", "--format", "json").stdout)
    assert row["passage_count"] == len(row["passages"]) > 5
    assert set(row["passages"]) == {
        "One two three four five six seven eight nine ten eleven twelve …"
    }
    table = newsdex("inspect", "long.txt").stdout
    assert f"passage 5/{row['passage_count']}" in table
    assert f"and {row['passage_count'] - 5} more" in table


@pytest.mark.slow
def test_standard_input_folders_and_members_of_archives_are_looked_at(newsdex, tmp_path):
    done = newsdex("inspect", "-", stdin="Harbour open\n\nShips came in.")
    assert done.stdout.startswith("-: plain text\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zipped({"in/a.txt": b"A.", "b.jsonl": b"{"}))
    (folder / "b.tar.gz").write_bytes(gzip.compress(tarred({"c.csv": b"title,text\nC,D\n"})))
    rows = json.loads(newsdex("inspect", "folder", "--format", "json").stdout)
    assert [(row["path"], row["format"]) for row in rows] == [
        ("folder/a.zip!in/a.txt", "plain text"),
        ("folder/a.zip!b.jsonl", None),
        ("folder/b.tar.gz!c.csv", "CSV or TSV"),
    ]


@pytest.mark.slow
def test_the_exit_code_is_that_of_add(newsdex, tmp_path):
    (tmp_path / "odd.xyz").write_text("?")
    assert newsdex("inspect", "news.jsonl", "odd.xyz").returncode == 0
    done = newsdex("inspect", "odd.xyz")
    assert done.returncode == 1
    assert done.stdout.startswith("odd.xyz: unknown suffix '.xyz'; ")
    assert done.stderr == "newsdex: 0 articles, 0 withdrawals, 1 problem\n"
    assert newsdex("inspect").returncode == 2


def test_what_a_terminal_would_obey_is_not_printed(newsdex, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "A\x1b[2Jb", "text": "x\x07y"}))
    done = newsdex("inspect", "a.jsonl")
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


@pytest.mark.slow
def test_no_index_no_model_and_no_torch_are_loaded(tmp_path):
    (tmp_path / "a.txt").write_text("A story.")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "newsdex", "inspect", "a.txt"],
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "corpus.reading.article_reader" in loaded
    assert not loaded & {"torch", "faiss", "whoosh", "onnxruntime", "transformers", "sqlite3"}
