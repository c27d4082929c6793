import gzip
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus import UnreadableError, read_articles
from corpus.readers import SUFFIXES

STORY = "The harbour reopened on Monday."
OTHER = "Ships waited outside."

CONTENTS = {
    "news.txt": STORY.encode(),
    "news.md": STORY.encode(),
    "news.jsonl": json.dumps({"text": STORY}).encode(),
    "news.json": json.dumps([{"text": STORY}]).encode(),
    "news.csv": f"title,text\nHarbour,{STORY}\n".encode(),
    "news.tsv": f"title\ttext\nHarbour\t{STORY}\n".encode(),
}


def read(*paths):
    problems = []
    articles = list(read_articles(paths, on_problem=problems.append))
    return [article.text for article in articles], list(map(str, problems))


@pytest.mark.parametrize(("name", "content"), CONTENTS.items())
def test_every_format_may_be_gzipped(tmp_path, name, content):
    for suffix in (".gz", ".GZ"):
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(gzip.compress(content))
        assert read(path) == ([STORY], [])


def test_the_content_says_whether_it_is_gzipped_not_the_name(tmp_path):
    zipped = tmp_path / "zipped.txt"
    zipped.write_bytes(gzip.compress(STORY.encode()))
    plain = tmp_path / "plain.txt.gz"
    plain.write_text(OTHER)
    assert read(zipped, plain) == ([STORY, OTHER], [])


def test_a_gzip_of_two_parts_is_read_whole(tmp_path):
    lines = [json.dumps({"text": text}).encode() + b"\n" for text in (STORY, OTHER)]
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(b"".join(map(gzip.compress, lines)))
    assert read(path) == ([STORY, OTHER], [])


@pytest.mark.slow
def test_a_truncated_gzip_gives_what_is_there_and_one_problem(tmp_path):
    stories = [f"Story {n} of many." for n in range(1000)]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in stories)
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-8])
    after = tmp_path / "after.txt"
    after.write_text(OTHER)
    texts, [problem] = read(path, after)
    assert texts == [*stories, OTHER]
    assert problem == (
        f"{path}: compressed file ended before the end-of-stream marker was reached; check the file"
    )


def test_a_damaged_gzip_is_one_problem(tmp_path):
    content = bytearray(gzip.compress(os.urandom(20_000)))
    content[5000:5100] = bytes(100)
    path = tmp_path / "news.txt.gz"
    path.write_bytes(content)
    texts, [problem] = read(path)
    assert texts == []
    assert problem.startswith(f"{path}: ")


def test_a_folder_is_read_in_sorted_order_all_the_way_down(tmp_path):
    names = [
        *("a.txt", "b.txt", "c.txt", "2019/a.txt", "2020/m/deep.txt", "2020/z/deep.txt"),
        *("2021/a.txt", "2021/b.txt", "2022/a.txt", "2023/a.txt", "2024/a.txt", "c/a.txt"),
    ]
    for name in names[1::2] + names[::2]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert read(tmp_path) == (names, [])


def test_in_a_folder_hidden_files_and_a_readme_are_passed_over(tmp_path):
    (tmp_path / "news.txt").write_text(STORY)
    for name in (".hidden.txt", "README", "README.md", "readme.txt", "LICENSE", ".git/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("No news.")
    assert read(tmp_path) == ([STORY], [])
    assert read(tmp_path / "README.md") == (["No news."], [])
    assert read(tmp_path / ".hidden.txt") == (["No news."], [])


def test_a_link_back_to_its_own_folder_is_not_followed(tmp_path):
    (tmp_path / "news.txt").write_text(STORY)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert read(tmp_path) == ([STORY], [])


def test_files_are_read_in_the_order_in_which_they_are_named(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name)
    assert read(tmp_path / "b.txt", str(tmp_path / "a.txt")) == (["b", "a"], [])


def test_an_empty_folder_holds_nothing(tmp_path):
    assert read(tmp_path) == ([], [])


def test_a_path_that_is_not_there_is_one_problem_and_the_rest_is_read(tmp_path):
    (tmp_path / "news.txt").write_text(STORY)
    missing = tmp_path / "missing.txt"
    assert read(missing, tmp_path / "news.txt") == (
        [STORY],
        [f"{missing}: no such file or directory; check the path"],
    )


def test_a_link_to_nowhere_is_one_problem_and_the_rest_is_read(tmp_path):
    (tmp_path / "news.txt").write_text(STORY)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    assert read(tmp_path) == (
        [STORY],
        [f"{tmp_path / 'gone.txt'}: no such file or directory; check the path"],
    )


@pytest.mark.parametrize(
    ("name", "suffix"), [("news.key", ".key"), ("news", ""), ("news.xyz.gz", ".xyz")]
)
def test_an_unknown_suffix_is_one_problem_and_the_rest_is_read(tmp_path, name, suffix):
    (tmp_path / name).write_text("What is this?")
    (tmp_path / "other.txt").write_text(STORY)
    texts, [problem] = read(tmp_path)
    assert texts == [STORY]
    assert problem == (
        f"{tmp_path / name}: unknown suffix {suffix!r}; "
        f"newsdex reads {' '.join(SUFFIXES)}, each also as .gz .bz2 .xz .zst"
    )


def test_a_folder_that_cannot_be_listed_is_one_problem_and_the_rest_is_read(tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "news.txt").write_text(OTHER)
    (tmp_path / "news.txt").write_text(STORY)
    scandir = os.scandir

    def refuse(path):
        if Path(path) == secret:
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert read(tmp_path) == ([STORY], [f"{secret}: permission denied; check the path"])


def test_a_file_that_cannot_be_opened_is_one_problem_and_the_rest_is_read(tmp_path, monkeypatch):
    secret = tmp_path / "a.txt"
    secret.write_text(OTHER)
    (tmp_path / "b.txt").write_text(STORY)
    opened = Path.open

    def refuse(path, *arguments, **options):
        if path == secret:
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path) == ([STORY], [f"{secret}: permission denied; check the file"])


def test_who_does_not_ask_for_problems_gets_the_first_as_an_error(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": STORY}) + '\n{"broken\n')
    reader = read_articles([path])
    assert next(reader).text == STORY
    with pytest.raises(UnreadableError) as told:
        next(reader)
    assert told.value.problem.line == 2
    assert str(told.value) == str(told.value.problem)
    with pytest.raises(UnreadableError, match="no such file or directory"):
        read_articles([tmp_path / "missing"])


def test_the_reader_counts_what_it_has_done(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.pdf").write_text("What is this?")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A."}\n{"text": "B."}\n{"\n'))
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    reader = read_articles([tmp_path], on_problem=lambda _problem: None)
    assert (reader.files, reader.articles, reader.bytes_read, reader.bytes_total) == (
        0,
        0,
        0,
        total,
    )
    assert len(list(reader)) == 3
    assert (reader.files, reader.articles, reader.problems) == (3, 3, 2)
    assert reader.bytes_read == total


@pytest.fixture
def pipe(monkeypatch):
    def feed(content):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))

    return feed


@pytest.mark.parametrize("name", ["news.txt", "news.jsonl", "news.json", "news.csv", "news.tsv"])
@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_standard_input_shows_its_format_by_its_content(pipe, name, packed):
    pipe(packed(CONTENTS[name]))
    assert read("-") == ([STORY], [])


def test_standard_input_holds_many_articles(pipe):
    lines = [json.dumps({"text": text}) for text in (STORY, OTHER)]
    pipe("\n".join([lines[0], '{"broken', lines[1]]).encode())
    texts, [problem] = read("-")
    assert texts == [STORY, OTHER]
    assert problem.startswith("-:2: broken JSON (")


def test_a_text_with_commas_on_standard_input_is_a_text(pipe):
    text = "Harbour, open.\n\nOn Monday, after the strike, ships, barges and tugs went out.\n"
    pipe(text.encode())
    assert read("-") == ([text], [])


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "-: empty file"), (b"\0\1\2", "-: binary data, not text")]
)
def test_standard_input_without_news_is_one_problem(pipe, content, problem):
    pipe(content)
    assert read("-") == ([], [problem])


ZIPPED = gzip.compress(b"Ships wait.")


class Pieces(io.RawIOBase):
    """A pipe that hands over what it has, as pipes do."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def readable(self):
        return True

    def readinto(self, buffer):
        piece = self.pieces.pop(0) if self.pieces else b""
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([b"ti", b"tle,te", b"xt\nHarbour,Ships wait.\n"], "Ships wait."),
        ([b"\n", b"Ships wait.\n"], "\nShips wait.\n"),
        ([b"{", b'"text": "Ships wait."}\n'], "Ships wait."),
        ([ZIPPED[:1], ZIPPED[1:]], "Ships wait."),
    ],
)
def test_a_slow_pipe_is_read_like_a_quick_one(monkeypatch, pieces, text):
    stdin = SimpleNamespace(buffer=io.BufferedReader(Pieces(*pieces)))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert read("-") == ([text], [])


def test_standard_input_stays_open_for_the_program_that_reads_it(pipe):
    pipe(STORY.encode())
    assert read("-") == ([STORY], [])
    assert not sys.stdin.buffer.closed
