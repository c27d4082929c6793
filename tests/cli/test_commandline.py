"""The command line: a newcomer's first hour, and what it says when something is wrong."""

import csv
import gzip
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SEEDS

from index import NewsIndex

QUESTION = "what did US officials demand"

STRIKE = {
    "headline": "Dockers strike at Colvik",
    "body": "Dockers at Colvik stopped work at dawn over a plan to run cranes by remote control.",
    "published_at": "2024-03-19",
    "source": "Harbour Gazette",
    "id": "strike-1",
}


@pytest.fixture
def seeds(seeded, tmp_path):
    """Return a test's own copy of the index of seeds/."""
    return shutil.copytree(seeded, tmp_path / "seeds.newsdex")


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.jsonl"
    path.write_text(json.dumps(STRIKE), encoding="utf-8")
    return path


def rows(done, form):
    """Read what a command printed as JSON, JSON Lines or CSV."""
    assert done.returncode == 0, done.stderr
    if form == "json":
        found = json.loads(done.stdout)
        return found["hits"] if isinstance(found, dict) and "hits" in found else found
    if form == "jsonl":
        return [json.loads(line) for line in done.stdout.splitlines()]
    return list(csv.DictReader(io.StringIO(done.stdout)))


def as_csv(row):
    """Return a row of JSON as CSV would give it back."""

    def cell(value):
        if isinstance(value, list):
            many = any(isinstance(one, dict) for one in value)
            return json.dumps(value, ensure_ascii=False) if many else "; ".join(map(str, value))
        return "" if value is None else str(value)

    return {name: cell(value) for name, value in row.items()}


def failed(done):
    """Return the one line on stderr of a command that failed."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("newsdex: ")
    return line.removeprefix("newsdex: ")


@pytest.mark.slow
def test_the_first_minute(newsdex):
    added = newsdex("add", SEEDS)
    assert added.returncode == 0
    assert added.stderr == ""
    assert added.stdout.startswith("added 29, replaced 0, unchanged 0 (")
    assert added.stdout.endswith(" passages embedded); 29 articles in .newsdex\n")

    found = newsdex("search", *QUESTION.split(), "--limit", 3)
    assert found.returncode == 0
    assert found.stderr == "newsdex: 1 of 1 article\n"
    assert found.stdout.count("\n   further on: ") == 1  # of the same article: no other has a word

    again = newsdex("add", SEEDS)
    assert again.stdout == (
        "added 0, replaced 0, unchanged 29 (0 passages embedded); 29 articles in .newsdex\n"
    )


@pytest.mark.slow
def test_the_seed_question_finds_the_seed_article(newsdex, seeded):
    hits = rows(newsdex("--index", seeded, "search", QUESTION, "--format", "json"), "json")

    assert "some specific steps" in hits[0]["text"]
    assert "economic coercion" in hits[0]["text"]
    seed = (SEEDS / "000_075aaf6800cae687.txt").read_text(encoding="utf-8")
    assert seed[hits[0]["start"] : hits[0]["end"]] == hits[0]["text"]


def test_search_prints_title_origin_passage_and_place(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "unmanned cranes dockers walk out", "--limit", 1)

    heading, origin, *passage = done.stdout.splitlines()
    assert heading == "1. Varnholm dockers walk out over unmanned cranes"
    assert origin.startswith(
        "   Cormorant Wire · Ada Kirrin · 9 September 2024 · https://cormorant-"
    )
    assert origin.endswith("/varnholm-dockers-walk-out · cw-20240909-0114")
    assert "*dockers*" in " ".join(passage)


@pytest.mark.slow
def test_the_words_of_the_question_are_marked(newsdex, seeded):
    done = newsdex("--index", seeded, "search", QUESTION, "--full", COLUMNS="2000")

    assert "two *US officials* said on Tuesday" in done.stdout
    assert "a key *US* ally" in done.stdout
    assert "*U.S. officials* told" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_search_gives_programs_the_same_in_every_format(newsdex, seeded, form):
    command = ("--index", seeded, "search", "harbour strike", "--limit", 7, "--format")
    expected = rows(newsdex(*command, "json"), "json")

    found = rows(newsdex(*command, form), form)

    assert len(found) == 7
    assert found == ([as_csv(row) for row in expected] if form == "csv" else expected)
    assert set(expected[0]) >= {
        *("rank", "score", "keyword_score", "dense_score"),
        *("id", "title", "source", "authors", "published", "updated"),
        *("section", "language", "url", "start", "end", "text"),
    }


@pytest.mark.slow
def test_json_says_of_all_hits_what_stderr_says(newsdex, seeded):
    command = ("--index", seeded, "search", "harbuor strike", "--format")
    done = newsdex(*command, "json")
    told = json.loads(done.stdout)

    first, *hits = rows(newsdex(*command, "jsonl", "--meta"), "jsonl")

    assert told == {**first, "hits": hits}
    assert told["question"] == "harbuor strike"
    assert told["corrections"] == {"harbuor": "harbour"}
    assert "'harbuor'" in done.stderr
    assert {"total", "missing", "confidence", "weak", "matched", "note"} <= first.keys()
    assert hits[0]["title_score"] > 0


def test_words_that_no_article_has_and_those_that_a_hit_lacks_are_told(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "Beirut dam cranes strike", "--limit", 20)

    assert 'newsdex: no article has "Beirut"\n' in done.stderr
    assert "\n   without: dam\n" in done.stdout
    assert "Beirut" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
def test_all_prints_everything_that_matches(newsdex, seeded, form):
    command = ("--index", seeded, "search", "harbour strike", "--per-article", "1", "--format")

    done = newsdex(*command, form, "--all")

    told = json.loads(newsdex(*command, "json", "--limit", "1").stdout)
    assert len(told["hits"]) == 1 < told["total"]
    if form == "table":
        assert len(re.findall(r"^\d+\. ", done.stdout, re.MULTILINE)) == told["total"]
        assert done.stderr == f"newsdex: {told['total']} of {told['total']} articles\n"
    else:
        assert len(rows(done, form)) == told["total"]


def test_conditions_alone_count_and_show_no_scores(newsdex, seeded):
    done = newsdex("--index", seeded, "search", 'source:"Cormorant Wire"', "--limit", 2)

    assert re.fullmatch(r"newsdex: 2 of \d+ articles\n", done.stderr)
    assert "score" not in done.stdout


def test_a_line_of_metadata_goes_with_json_lines_alone(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "dam", "--meta", "--format", "csv")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--format jsonl" in done.stderr


@pytest.mark.slow
def test_the_table_shows_the_hits_of_the_other_formats(newsdex, seeded):
    command = ("--index", seeded, "search", "harbour strike", "--all")
    hits = rows(newsdex(*command, "--format", "json"), "json")

    table = newsdex(*command, "--full", COLUMNS="200").stdout

    places = re.findall(r"^   (\d+-\d+) · score (\d+)( · quoted: .+)?$", table, re.MULTILINE)
    headings = re.findall(r"^\d+\. (.*)$", table, re.MULTILINE)
    assert headings == list(dict.fromkeys(hit["title"] for hit in hits))
    by_article = sorted(hits, key=lambda hit: headings.index(hit["title"]))
    assert [place for place, *_ in places] == [f"{hit['start']}-{hit['end']}" for hit in by_article]
    scores = [int(score) for _, score, _ in places]
    assert scores == pytest.approx([100 * hit["score"] for hit in by_article], abs=1)


@pytest.mark.slow
def test_the_command_line_finds_what_the_library_finds(newsdex, seeded):
    command = ("--index", seeded, "search", "dam inquiry", "--format", "json", "--mode", "dense")
    with NewsIndex.open(seeded) as index:
        expected = index.search("dam inquiry", mode="dense", until="2024-12-31", author="Ruud")
        everyone = index.search("dam inquiry", mode="dense")

    until = rows(newsdex(*command, "--until", "2024-12-31", "--author", "Ruud"), "json")
    assert [(hit["id"], hit["start"]) for hit in until] == [
        (hit.article.id, hit.passage.start) for hit in expected
    ]
    assert [hit["id"] for hit in rows(newsdex(*command), "json")] == [
        hit.article.id for hit in everyone
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("source", "cormorant  wire", "Cormorant Wire"),
        ("section", "COURTS", "courts"),
        ("language", "en", "en"),
    ],
)
def test_search_is_restricted_by_options(newsdex, seeded, option, value, expected):
    done = newsdex("--index", seeded, "search", "news", f"--{option}", value, "--format", "json")

    assert {hit[option] for hit in rows(done, "json")} == {expected}


@pytest.mark.slow
def test_nothing_found_is_no_failure(newsdex, seeded):
    command = ("--index", seeded, "search", "strike", "--source", "Nobody")

    done = newsdex(*command)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("newsdex: no source 'Nobody'; there are: ")
    assert done.stderr.endswith("\nnewsdex: nothing found\n")
    assert rows(newsdex(*command, "--format", "json"), "json") == []
    assert rows(newsdex(*command, "--format", "jsonl"), "jsonl") == []
    assert rows(newsdex(*command, "--format", "csv"), "csv") == []


def test_show_prints_an_article(newsdex, seeded):
    with NewsIndex.open(seeded) as index:
        article = index.article("cw-20240909-0114")

    done = newsdex("--index", seeded, "show", article.id)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert (lines[0], lines[1].split()) == (article.title, ["id", article.id])
    assert done.stdout.endswith(f"\n\n{article.text}\n")


@pytest.mark.slow
def test_an_embargo_is_shown_with_the_article_and_with_its_hits(newsdex, tmp_path):
    item = {
        "uri": "urn:wire:1",
        "type": "text",
        "versioncreated": "2024-03-05T14:00:00+01:00",
        "headline": "Ferries to run on Sundays",
        "body_text": "The ferries of Colvik will run on Sundays from May.",
        "embargoed": "2024-03-06T06:00:00+01:00",
    }
    (tmp_path / "item.json").write_text(json.dumps(item))
    newsdex("add", tmp_path / "item.json")

    shown = newsdex("show", "urn:wire:1").stdout
    assert re.search(r"^embargoed +2024-03-06T06:00:00\+01:00$", shown, re.MULTILINE)
    search = ("search", "ferries", "--mode", "keyword")
    assert " · embargoed until 2024-03-06T06:00:00+01:00 · " in newsdex(*search).stdout
    (hit,) = json.loads(newsdex(*search, "--format", "json").stdout)["hits"]
    assert hit["embargoed"] == item["embargoed"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_show_gives_programs_the_whole_article(newsdex, seeded, form):
    with NewsIndex.open(seeded) as index:
        article = index.article("cw-20240909-0114")

    (row,) = rows(newsdex("--index", seeded, "show", article.id, "--format", form), form)

    assert (row["id"], row["title"], row["text"]) == (article.id, article.title, article.text)
    assert row["published"] == article.published.isoformat()
    extra = json.loads(row["extra"]) if form == "csv" else row["extra"]
    assert extra == article.extra


def test_show_of_an_unknown_id(newsdex, seeded):
    line = failed(newsdex("--index", seeded, "show", "nobody"))

    assert line == "no article has the id 'nobody'; search shows ids"


def test_remove_says_what_it_did(newsdex, seeds):
    done = newsdex("--index", seeds, "remove", "cw-20240909-0114", "nobody", "--yes")

    assert (done.returncode, done.stdout) == (0, f"removed 1; 28 articles in {seeds}\n")
    assert done.stderr == "newsdex: no article has the id 'nobody'; search shows ids\n"
    failed(newsdex("--index", seeds, "show", "cw-20240909-0114"))


def test_remove_of_nothing_but_unknown_ids_fails(newsdex, seeds):
    done = newsdex("--index", seeds, "remove", "nobody", "nothing")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "newsdex: no article has the id 'nobody'; search shows ids",
        "newsdex: no article has the id 'nothing'; search shows ids",
    ]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_status_gives_programs_what_the_library_says(newsdex, seeded, form):
    (row,) = rows(newsdex("--index", seeded, "status", "--format", form), form)

    assert {name: str(row[name]) for name in ("articles", "generation", "model", "sources")} == {
        "articles": "29",
        "generation": "1",
        "model": "all-MiniLM-L6-v2",
        "sources": "4",
    }
    assert row["path"] == str(seeded)
    assert row["oldest"].startswith("2024-09-09")


def test_status_for_people_is_not_cut_short(newsdex, tmp_path, seeded):
    deep = tmp_path / "an-archive-of-wire-stories" / "kept-by-the-foreign-desk" / "since-1987"
    shutil.copytree(seeded, deep)

    done = newsdex("--index", deep, "status")

    assert (done.returncode, done.stderr) == (0, "")
    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert told["archive"] == str(deep)
    assert told["articles"] == "29"
    assert told["sources"].startswith("Cormorant Wire (10), Orrenland Northern Courier (4), ")
    assert told["sources"].endswith("none named (12)")
    assert told["languages"] == "English 100%"
    assert told["published"] == "9 September 2024 to 6 March 2025"
    assert told["days"] == (
        "22 of 179 have articles; none from 21 December 2024 to 10 January 2025, 21 days"
    )
    assert "generation" not in told


def test_how_an_index_is_kept_is_told_when_asked_for(newsdex, seeded):
    done = newsdex("--index", seeded, "status", "--verbose")

    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if line)
    assert (told["generation"], told["dimension"]) == ("1", "384")
    assert not any(line.endswith(" ") for line in done.stdout.splitlines())


@pytest.mark.slow
def test_status_of_an_empty_index_and_of_articles_without_dates(newsdex, tmp_path):
    (tmp_path / "one.jsonl").write_text('{"title": "Dam", "text": "The dam held."}', "utf-8")
    newsdex("--index", tmp_path / "news", "add", "--no-embed", tmp_path / "one.jsonl")

    told = newsdex("--index", tmp_path / "news", "status").stdout

    assert "published  no article says when\n" in told
    assert "None" not in newsdex("--index", tmp_path / "news", "status", "--verbose").stdout
    assert re.search(r"size       \d+ kB; 1 passage has no vector yet", told)
    newsdex("--index", tmp_path / "news", "remove", "--yes", *_ids(newsdex, tmp_path / "news"))
    told = newsdex("--index", tmp_path / "news", "status").stdout
    assert "articles   none yet; what newsdex add reads is there with its first commit\n" in told


def _ids(newsdex, index):
    exported = newsdex("--index", index, "export").stdout.splitlines()
    return [json.loads(line)["id"] for line in exported]


@pytest.mark.slow
def test_status_warns_of_languages_that_the_model_was_not_made_for(newsdex, tmp_path):
    text = "Der Damm ist in der Nacht gebrochen, und viele Häuser stehen unter Wasser."
    record = json.dumps({"title": "Damm", "text": text, "language": "de"})
    (tmp_path / "eins.jsonl").write_text(record, "utf-8")
    newsdex("--index", tmp_path / "news", "add", "--no-embed", tmp_path / "eins.jsonl")

    done = newsdex("--index", tmp_path / "news", "status")

    assert "languages  German 100%" in done.stdout
    assert "was not made for languages of this index (de 100%)" in done.stderr


@pytest.mark.slow
def test_the_index_is_named_by_option_else_variable_else_here(newsdex, tmp_path, story):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"

    newsdex("add", story, NEWSDEX_INDEX=str(theirs))
    newsdex("--index", ours, "add", story, NEWSDEX_INDEX=str(theirs))
    newsdex("add", story)

    for where in (ours, theirs, tmp_path / "here" / ".newsdex"):
        with NewsIndex.open(where) as index:
            assert (index.status().generation, index.status().articles) == (1, 1)


@pytest.mark.slow
def test_articles_come_from_standard_input(newsdex):
    lines = "".join(json.dumps({**STRIKE, "id": f"strike-{n}"}) + "\n" for n in range(3))

    done = newsdex("add", "-", stdin=lines)

    assert done.stdout.startswith("added 3, ")
    assert "Colvik" in newsdex("show", "strike-2").stdout


@pytest.mark.slow
def test_a_plain_text_comes_from_standard_input(newsdex):
    done = newsdex("add", "-", stdin="Ferry sinks\n\nThe ferry sank in the harbour of Lunde.\n")

    assert done.stdout.startswith("added 1, ")
    assert newsdex("search", "ferry").stdout.startswith("1. Ferry sinks\n")


@pytest.mark.slow
def test_unusual_field_names_are_mapped(newsdex, tmp_path):
    path = tmp_path / "export.jsonl"
    record = {"key": "a1", "hl": "Ferry sinks", "content": {"story": "The ferry sank at Lunde."}}
    path.write_text(json.dumps(record), encoding="utf-8")

    done = newsdex(
        "add", path, "--map", "text=content.story", "--map", "title=hl", "--map", "id=key"
    )

    assert done.stdout.startswith("added 1, ")
    (row,) = rows(newsdex("show", "a1", "--format", "json"), "json")
    assert (row["title"], row["text"]) == ("Ferry sinks", "The ferry sank at Lunde.")


@pytest.mark.slow
def test_a_changed_article_replaces_the_old(newsdex, story):
    newsdex("add", story)
    story.write_text(json.dumps({**STRIKE, "body": "It is over."}), encoding="utf-8")

    done = newsdex("add", story)

    assert done.stdout == (
        "added 0, replaced 1, unchanged 0 (1 passages embedded); 1 articles in .newsdex\n"
    )
    assert newsdex("show", "strike-1").stdout.endswith("\n\nIt is over.\n")


@pytest.fixture
def mixed(tmp_path):
    """Return a folder with one good file among bad ones."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a-empty.txt").touch()
    (folder / "b-binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "c-cut.jsonl.gz").write_bytes(gzip.compress(json.dumps(STRIKE).encode())[:12])
    good = json.dumps(STRIKE)
    lines = [good, "{broken", json.dumps({"nothing": 1}), json.dumps({**STRIKE, "id": "strike-2"})]
    (folder / "d-lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "e-picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.mark.slow
def test_bad_files_are_named_in_a_line_each_and_the_rest_goes_in(newsdex, mixed, tmp_path):
    missing = tmp_path / "missing.txt"

    done = newsdex("add", mixed, missing)

    assert done.returncode == 0
    assert done.stdout == (
        "added 2, replaced 0, unchanged 0 (2 passages embedded); 6 problems; passed over: 1 .png; "
        "2 articles in .newsdex\n"
    )
    starts = (
        f"{missing}: no such file or directory; ",
        f"{mixed}/a-empty.txt: empty file",
        f"{mixed}/b-binary.txt: binary data, not text",
        f"{mixed}/c-cut.jsonl.gz: ",
        f"{mixed}/d-lines.jsonl:2: broken JSON (",
        f"{mixed}/d-lines.jsonl:3: record without text (fields: nothing); try --map text=FIELD",
    )
    lines = done.stderr.splitlines()
    assert len(lines) == 6
    for line, start in zip(lines, starts, strict=True):
        assert line.startswith(f"newsdex: {start}")


@pytest.mark.slow
def test_strict_adds_nothing_at_the_first_problem(newsdex, seeds, tmp_path):
    before = newsdex("--index", seeds, "status", "--format", "json").stdout
    # Two versions of one article make an add commit between them, were it not strict.
    lines = [json.dumps(STRIKE), json.dumps({**STRIKE, "body": "It is over."}), "{broken"]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")

    line = failed(newsdex("--index", seeds, "add", "--strict", path))

    assert line.startswith(f"{path}:3: broken JSON (")
    assert newsdex("--index", seeds, "status", "--format", "json").stdout == before


@pytest.mark.slow
def test_strict_adds_everything_where_nothing_is_wrong(newsdex, story):
    assert newsdex("add", "--strict", story).stdout.startswith("added 1, ")


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "{broken\n{broken\n"])
def test_where_no_article_is_found_no_index_is_made(newsdex, tmp_path, content):
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")

    done = newsdex("add", path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "newsdex: no article found; nothing was added"
    assert not (tmp_path / "here" / ".newsdex").exists()


def test_an_empty_folder_is_nothing_to_add(newsdex, tmp_path):
    (tmp_path / "papers").mkdir()

    assert failed(newsdex("add", tmp_path / "papers")) == "nothing to add"


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fetch"],
        ["search"],
        ["show"],
        ["remove"],
        ["add"],
        ["evaluate"],
        ["--no-such-option", "status"],
        ["search", "dam", "--format", "xml"],
        ["search", "dam", "--mode", "sparse"],
        ["search", "dam", "--limit", "many"],
        ["search", "dam", "--limit", "0"],
        ["search", "dam", "--since", "someday"],
        ["search", "dam", "--until", "9999-13-31"],
        ["search", "dam", "--recent", "0"],
        ["search", "dam", "--on", "2024-03-18", "--since", "2024-03-01"],
        ["add", "news.txt", "--map", "text"],
        ["add", "news.txt", "--map", "text="],
        ["add", "news.txt", "--map", "colour=red"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_two(newsdex, seeded, arguments):
    done = newsdex("--index", seeded, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


@pytest.mark.parametrize(
    "arguments", [["search", "dam"], ["show", "dam-1"], ["remove", "dam-1"], ["status"]]
)
def test_without_an_index_the_line_says_how_to_make_one(newsdex, tmp_path, arguments):
    line = failed(newsdex(*arguments))

    assert line == ".newsdex does not exist; make one with: newsdex --index .newsdex add PATH"
    assert list((tmp_path / "here").iterdir()) == []


def test_a_directory_that_is_no_index_is_not_written_to(newsdex, tmp_path, story):
    line = failed(newsdex("--index", tmp_path, "add", story))

    assert line == f"{tmp_path} is neither empty nor an index; name another directory"


def test_a_model_that_can_not_be_found_is_one_line(newsdex, story, tmp_path):
    line = failed(newsdex("add", story, "--model", "no-such-model"))

    assert line.startswith("no model 'no-such-model': there is no such folder, and HF_HUB_OFFLINE")
    assert not (tmp_path / "here" / ".newsdex").exists()


@pytest.mark.slow
def test_the_default_model_may_be_named(newsdex, story):
    assert newsdex("add", story, "--model", "all-MiniLM-L6-v2").returncode == 0


def test_debug_shows_where_it_failed(newsdex):
    done = newsdex("--debug", "status")

    assert done.returncode == 1
    assert done.stderr.startswith("Traceback (most recent call last)")
    assert "NoIndexError: .newsdex does not exist" in done.stderr


def test_a_question_that_is_no_proper_unicode_is_answered(newsdex, seeded):
    question = os.fsdecode(b"harbour strike \xff")

    assert newsdex("--index", seeded, "search", question).returncode == 0


@pytest.mark.slow
def test_an_output_that_knows_few_characters_still_gets_the_answer(newsdex, seeded):
    done = newsdex("--index", seeded, "search", QUESTION, PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert "article" in done.stderr
    assert "specific steps" in done.stdout


@pytest.mark.slow
def test_control_characters_in_news_do_not_reach_a_terminal(newsdex):
    evil = {"id": "evil", "title": "Red \x1b[31m alert", "text": "Ring \x07 the \x1b]0;bell\x07."}
    newsdex("add", "-", stdin=json.dumps(evil))

    for command in (["search", "bell"], ["show", "evil"]):
        shown = newsdex(*command).stdout
        assert "alert" in shown
        assert not {"\x1b", "\x07"} & set(shown)


def test_version_and_help(newsdex):
    assert newsdex("--version").stdout.strip().endswith("version 0.1.0")
    assert "Search your own archive of news" in newsdex("--help").stdout
    assert newsdex("search", "-h").stdout == newsdex("search", "--help").stdout


@pytest.mark.slow
def test_the_installed_command_is_the_module(seeded):
    command = Path(sys.executable).with_name("newsdex")

    for arguments in (["--help"], ["--index", str(seeded), "search", "dam", "--limit", "2"]):
        installed = subprocess.run([command, *arguments], capture_output=True, check=True)
        module = subprocess.run(
            [sys.executable, "-m", "newsdex", *arguments], capture_output=True, check=True
        )
        assert installed.stdout.split(b"\n")[1:] == module.stdout.split(b"\n")[1:]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_whoever_reads_the_results_may_stop_early(seeded, form):
    reading, writing = os.pipe()
    os.close(reading)
    command = ["--index", seeded, "search", "harbour", "--limit", "70", "--format", form]

    done = subprocess.run(
        [sys.executable, "-m", "newsdex", *command],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
def test_a_full_disk_is_told_in_one_line(seeded):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsdex", "--index", seeded, "search", "harbour"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "No space left on device" in line


def on_terminal(*arguments, cwd):
    """Run the command line on a terminal of its own and return all that is shown there."""
    master, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "newsdex", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ):
        os.close(terminal)
        shown = b""
        try:
            while chunk := os.read(master, 1 << 16):
                shown += chunk
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
    os.close(master)
    return shown.decode()


@pytest.mark.slow
def test_a_terminal_shows_the_words_of_the_question_in_colour(seeded, tmp_path):
    shown = on_terminal("--index", seeded, "search", QUESTION, "--limit", "1", cwd=tmp_path)

    assert "\x1b[1;33mUS\x1b[0m" in shown
    assert "*US" not in shown
    without_styles = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, without_styles.splitlines())) <= 80


TODAY = ("--today", "2024-11-01")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("strike before March 2019", "before 1 March 2019 (to demand it: --until 2019-02-28)"),
        ("strike in October 2024", "in October 2024 (to demand it: --on 2024-10)"),
        ("strike last week", "from 21 October 2024 to 27 October 2024 (to demand it: --since"),
        ("the latest on the strike", "new articles first (to demand it: --sort newest)"),
    ],
)
def test_how_a_time_was_read_is_said_with_the_option_that_demands_it(
    newsdex, seeded, question, said
):
    done = newsdex("--index", seeded, "search", question, *TODAY)

    assert f"newsdex: read as: {said}" in done.stderr
    assert "strike" in done.stdout


def test_how_a_time_was_read_is_told_to_programs(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "strike since 2024", *TODAY, "--format", "json")

    assert json.loads(done.stdout)["read_as"] == [
        {
            "words": "since 2024",
            "meaning": "since 1 January 2024",
            "conditions": {"since": "2024-01-01"},
        }
    ]


@pytest.mark.slow
def test_an_option_takes_a_time_as_a_question_does(newsdex, seeded):
    def found(*conditions):
        done = newsdex("--index", seeded, "search", "strike", *conditions, "--format", "jsonl")
        return [json.loads(line)["id"] for line in done.stdout.splitlines()]

    october = found("--since", "2024-10-01", "--until", "2024-10-31")
    assert found("--on", "last month", *TODAY) == found("--on", "2024-10") == october != []


@pytest.mark.parametrize(
    ("conditions", "line"),
    [
        (["--on", "foo"], "--on: 'foo' is not a date; write it as "),
        (["--until", "31.2.2024"], "--until: '31.2.2024' is not a date; write it as "),
        (["--since", "2024", "--on", "2024"], "--on: stands alone, without since and until"),
        (
            ["--since", "2024-05-02", "--until", "2024-05-01"],
            "--since: 2024-05-02 is after --until:",
        ),
        (["--per-article", "-1"], "--per-article: -1 is below 0"),
    ],
)
def test_an_error_names_the_option_as_it_was_typed(newsdex, seeded, conditions, line):
    done = newsdex("--index", seeded, "search", "strike", *conditions)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"newsdex: {line}")
