"""A folder with files of twelve formats, some of them broken: all that is sound goes in."""

import gzip
import json

import pytest
from conftest import run_newsdex
from packed_files import tarred, zipped

from corpus import read_articles

PAGE = (
    b"<!DOCTYPE html><html><head><title>A</title><meta property='og:type' content='article'>"
    b"</head><body><article><h1>A</h1><p>%s</p></article></body></html>"
)
FEED = (
    b"<rss version='2.0'><channel><title>Post</title><item><title>A</title>"
    b"<description>%s</description></item></channel></rss>"
)
NITF = b"<nitf><body><body.content><p>%s</p></body.content></body></nitf>"
LETTER = b"From: Post <a@post.example>\nDate: Thu, 18 Mar 2021 08:00:00 +0000\nSubject: A\n\n%s\n"


def mixed_files(folder):
    """Write 1,000 files of twelve formats, 50 of them broken; return the names of those."""
    folder.mkdir()
    broken = [
        (".jsonl", b'{"text": "cut'),
        (".json", b'[{"text": "cut'),
        (".txt.gz", gzip.compress(b"A story.")[:-4]),
        (".xyz", b"What is this?"),
        (".zip", zipped({"a.txt": b"A story."})[:-30]),
        (".txt", b""),
        (".csv", b'title,text\nA,"x" y\n'),
        (".tar", tarred({"a.bin": b"\0\1"})),
        (".json.bz2", b"BZh91AY&SY damaged"),
        (".txt", b"\0\1\2\3"),
    ]
    names = []
    for number in range(1000):
        text = f"Story {number} of the day.".encode()
        row = json.dumps({"text": text.decode()}).encode()
        sound = [
            *((".txt", text), (".md", b"# Head\n\n" + text), (".jsonl", row), (".json", row)),
            *((".csv", b"title,text\nA," + text + b"\n"), (".jsonl.gz", gzip.compress(row))),
            *((".zip", zipped({"a.txt": text})), (".tar", tarred({"a.jsonl": row}))),
            *((".html", PAGE % text), (".rss", FEED % text), (".nitf", NITF % text)),
            (".eml", LETTER % text),
        ]
        is_broken = number % 20 == 7
        choices = broken if is_broken else sound
        suffix, content = choices[number // 20 % 10 if is_broken else number % len(sound)]
        path = folder / f"{number:04}{suffix}"
        path.write_bytes(content)
        if is_broken:
            names.append(str(path))
    return names


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Return a folder of 1,000 files and the paths of the 50 that are broken."""
    folder = tmp_path_factory.mktemp("mixed") / "files"
    return folder, mixed_files(folder)


@pytest.mark.slow
def test_950_of_1000_files_go_in_and_50_broken_ones_are_named(mixed, tmp_path):
    folder, broken = mixed

    done = run_newsdex("add", "--no-embed", "-v", folder, cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout.startswith("added 950, replaced 0, unchanged 0 (")
    assert done.stdout.endswith(
        "; 40 problems; passed over: 5 .tar without documents, 5 .xyz; 950 articles in .newsdex\n"
    )
    lines = [line for line in done.stderr.splitlines() if str(folder) in line]
    named = [line.removeprefix("newsdex: ").partition("!")[0] for line in lines]
    assert [line[: len(path)] for line, path in zip(named, broken, strict=True)] == broken


@pytest.mark.slow
def test_strictly_nothing_goes_in_and_the_first_broken_file_is_named(mixed, tmp_path):
    folder, broken = mixed

    done = run_newsdex("add", "--no-embed", "--strict", folder, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    (line,) = (line for line in done.stderr.splitlines() if str(folder) in line)
    assert line.startswith(f"newsdex: {broken[0]}")
    (status,) = json.loads(run_newsdex("status", "--format", "json", cwd=tmp_path).stdout)
    assert status["articles"] == 0


@pytest.mark.slow
def test_of_1000_mixed_files_50_broken_ones_are_named_and_950_read(mixed, tmp_path):
    folder, names = mixed
    problems = []
    articles = list(read_articles([folder], on_problem=problems.append))
    assert len({article.id for article in articles}) == 950
    assert [problem.path.partition("!")[0] for problem in problems] == names
    done = run_newsdex("inspect", folder, "--format", "jsonl", cwd=tmp_path)
    rows = list(map(json.loads, done.stdout.splitlines()))
    assert done.returncode == 0
    assert sum(row["kind"] == "article" for row in rows) == 950
    found = [row["path"].partition("!")[0] for row in rows if row["kind"] == "problem"]
    assert found == names
    assert done.stderr == "newsdex: 950 articles, 0 withdrawals, 50 problems\n"
