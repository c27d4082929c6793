"""A full disk, a directory that can't be written to, too few open files: one line, nothing lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLES

from index import NewsIndex, NewsIndexError, verify

LIMITED = """
import resource, sys
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]), int(sys.argv[2])))
del sys.argv[1:3]
from index.cli import main
main()
"""
"""newsdex, with a limit of the system's: its name and value come first."""

LOCKLESS = """
import errno, fcntl

def refuse(*_):
    raise OSError(errno.ENOSYS, "Function not implemented")

fcntl.flock = refuse
from index.cli import main
main()
"""
"""newsdex, on a file system that knows no locks."""

TRIED = """
import contextlib, gc, io, json, os, resource, shutil, sys
from index.cli import main

folder, kind, limits, *command = sys.argv[1:]
limit, usual = getattr(resource, kind), resource.getrlimit(getattr(resource, kind))

def run(where):
    sys.argv = ["newsdex", "--index", where, *command]
    told, said = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as end:
            return end.code, said.buffer.getvalue().decode()

def copy(source, target):
    if os.path.exists(source):
        shutil.copytree(source, target)
    return target

def attempt(where, value):
    resource.setrlimit(limit, (value, usual[1]))
    try:
        return run(where)
    finally:
        resource.setrlimit(limit, usual)
        gc.collect()

run(copy(folder, "without"))
least = len(os.listdir("/proc/self/fd")) if kind == "RLIMIT_NOFILE" else 0
for value in json.loads(limits):
    code, said = attempt(copy(folder, f"under-{value}"), least + value)
    if not code:
        break
    again = run(copy(f"under-{value}", f"again-{value}"))[0]
    print(json.dumps([value, code, said, again]))
"""
"""newsdex in one process, on one copy of an index after the other, under growing limits.

After each failure it is run without a limit on a copy of what is left. Ends where it succeeds.
"""

CLOSED = """
import ctypes, os, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "newsdex", *sys.argv[1:]])
"""
"""newsdex, to which permissions apply even if root runs it."""

FILE_SIZES = [0, 100, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 40_000, 60_000, 100_000]
OPEN_FILES = [*range(100)]

REASONS = (
    "Too many open files",
    "File too large",
    "disk I/O error",
    "No space left on device",
    "database or disk is full",
    "Permission denied",
    "Read-only file system",
    "no file locks there",
)


@pytest.fixture
def here(tmp_path, seeded):
    """Return an empty directory to work in, with a file of one article."""
    assert seeded.exists()  # so that the encoder is prepared, and nothing is said of it
    where = tmp_path / "work"
    where.mkdir()
    article = {"id": "new", "title": "Ferry", "text": "The ferry to Ulvik ran aground at dusk."}
    (where / "new.jsonl").write_text(json.dumps(article), encoding="utf-8")
    return where


@pytest.fixture
def news(here):
    """Return an index of three parts, of which an article was removed."""
    folder = here / "news"
    with NewsIndex.create(folder) as index:
        for number in range(3):
            index.add(ARTICLES[number * 2 : number * 2 + 2])
        index.remove(["dam-2"])
    return folder


def python(program, *arguments, cwd):
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def newsdex(*arguments, cwd):
    """Run the command line without a limit."""
    return python("from index.cli.command_line import main; main()", *arguments, cwd=cwd)


def assert_one_clear_line(code, said):
    assert code == 1
    said = re.sub(r"^newsdex: made a new index in .*\n", "", said)
    assert said.startswith("newsdex: ")
    assert said.count("\n") == 1
    assert said.endswith("\n")
    assert any(reason in said for reason in REASONS), said
    assert "damage" not in said
    assert "unexpected" not in said


def seen(folder):
    """Return what a reader sees of an index."""
    if not (folder / "manifest.json").exists():
        return None
    with NewsIndex.open(folder) as index:
        status = index.status()
        found = [hit.article.id for hit in index.search("ferry strike in the dam", mode="keyword")]
        return status.articles, status.parts, status.removed, found, [*index.articles()]


EMPTY = (0, 0, 0, [], [])
"""Seen of an index that was made and has no article yet."""


def try_limits(folder, kind, limits, *command):
    """Run a command under each limit, and without one after that; return what failures said."""
    before = seen(folder)
    done = python(TRIED, folder, kind, json.dumps(limits), *command, cwd=folder.parent)
    assert not done.stderr
    failures = [json.loads(line) for line in done.stdout.splitlines()]
    assert 3 <= len(failures) < len(limits)
    after = seen(folder.parent / "without")
    for limit, code, said, code_again in failures:
        under, again = (folder.parent / f"{which}-{limit}" for which in ("under", "again"))
        assert_one_clear_line(code, said)
        found = seen(under)
        assert found in (before, after, before or EMPTY)
        assert found is None or verify(under, quick=True).faults == ()
        assert code_again == 0 or found == after  # what is removed can't be removed again
        assert seen(again) == after
    return [said for _, _, said, _ in failures]


WRITING = [("add", "new.jsonl"), ("remove", "dam-1", "--yes"), ("compact",)]
OTHERS = [("compact",), ("search", "strike"), ("status",), ("verify",)]


def tried(first, others):
    """Return commands, those after the first for the patient alone."""
    return [first, *(pytest.param(each, marks=pytest.mark.patient) for each in others)]


def verb(command):
    return command[0]


@pytest.mark.slow
@pytest.mark.parametrize("command", tried(WRITING[0], WRITING[1:]), ids=verb)
def test_where_files_may_not_grow_one_line_says_so_and_nothing_is_lost(news, command):
    failures = try_limits(news, "RLIMIT_FSIZE", FILE_SIZES, *command)

    assert all("can't be written to" in said for said in failures)


@pytest.mark.slow
@pytest.mark.patient
def test_a_first_add_where_files_may_not_grow_can_be_made_later(here):
    try_limits(here / "news", "RLIMIT_FSIZE", FILE_SIZES, "add", "new.jsonl")


@pytest.mark.slow
@pytest.mark.parametrize("command", [*tried(WRITING[1], [WRITING[0], *OTHERS])], ids=verb)
def test_too_few_open_files_are_told_in_one_line_and_never_as_damage(news, command):
    failures = try_limits(news, "RLIMIT_NOFILE", OPEN_FILES, *command)

    assert all("Too many open files" in said for said in failures)
    assert not [*news.parent.glob("*/damaged")]


@pytest.mark.slow
def test_what_a_reader_holds_is_not_removed_if_that_cannot_be_read_just_now(news, monkeypatch):
    def unreadable(path):
        raise NewsIndexError(f"{path} can't be opened (Too many open files)")

    with NewsIndex.open(news) as reader, NewsIndex.open(news) as writer:
        parts = {*(news / "parts").iterdir()}
        monkeypatch.setattr(
            "index.engines.local.commit.reader_lease.read_manifest_file", unreadable
        )
        writer.compact()
        monkeypatch.undo()

        assert parts < {*(news / "parts").iterdir()}
        assert reader.search("spillway gates")[0].article.id == "dam-1"

    with NewsIndex.open(news) as writer:
        writer.compact()
    assert not parts & {*(news / "parts").iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "limit", "command"),
    [
        ("RLIMIT_FSIZE", 3_000, ("add", "new.jsonl")),
        ("RLIMIT_NOFILE", 8, ("add", "new.jsonl")),
        ("RLIMIT_NOFILE", 6, ("search", "strike")),
    ],
)
def test_a_process_that_starts_with_too_little_says_so(news, kind, limit, command):
    before = seen(news)
    done = python(LIMITED, kind, limit, "--index", news, *command, cwd=news.parent)

    assert not done.stdout
    assert_one_clear_line(done.returncode, done.stderr)
    assert seen(news) == before


@pytest.fixture
def closed(news):
    """Return an index that may be read and not written to."""
    folders = [news, *(path for path in news.rglob("*") if path.is_dir())]
    for path in news.rglob("*"):
        path.chmod(0o400)
    for folder in folders:
        folder.chmod(0o500)
    yield news
    for folder in folders:
        folder.chmod(0o700)


@pytest.mark.slow
@pytest.mark.parametrize("command", tried(WRITING[0], [*WRITING[1:], ("repair",)]), ids=verb)
def test_what_may_only_be_read_is_not_written_to(closed, command):
    before = seen(closed)

    done = python(CLOSED, "--index", closed, *command, cwd=closed.parent)

    assert not done.stdout
    assert_one_clear_line(done.returncode, done.stderr)
    assert f"{closed} can't be written to (Permission denied)" in done.stderr
    assert seen(closed) == before


@pytest.mark.slow
def test_what_may_only_be_read_is_searched(closed):
    for command, told in (("search", "dock"), "strike-1"), (("verify",), "no fault"):
        done = python(CLOSED, "--index", closed, *command, cwd=closed.parent)
        assert told in done.stdout
        assert done.returncode == 0


@pytest.mark.slow
def test_without_file_locks_an_index_is_searched_and_not_written_to(news, times):
    before = seen(news)

    for command, told in (("search", "dock"), "strike-1"), (("verify", "--quick"), "no fault"):
        done = python(LOCKLESS, "--index", news, *command, cwd=news.parent)
        assert told in done.stdout
        assert done.returncode == 0

    for command in WRITING if times > 1 else WRITING[:1]:
        done = python(LOCKLESS, "--index", news, *command, cwd=news.parent)
        assert_one_clear_line(done.returncode, done.stderr)
        assert f"{news} can't be written to (no file locks there)" in done.stderr
    assert seen(news) == before


@pytest.mark.slow
def test_an_index_is_not_made_where_nothing_may_be_written(here):
    where = here / "closed"
    where.mkdir(mode=0o500)

    done = python(CLOSED, "--index", where / "news", "add", "new.jsonl", cwd=here)
    assert_one_clear_line(done.returncode, done.stderr)
    assert not [*where.iterdir()]

    where.chmod(0o700)
    done = python(CLOSED, "--index", where / "news", "add", "new.jsonl", cwd=here)
    assert "1 articles in" in done.stdout


@pytest.fixture
def small_disk(here):
    """Return a file system of a megabyte; only root may mount one.

    Others test a full disk by `RLIMIT_FSIZE` and in `test_faults.py`, and what may only be read
    by the closed directory above.
    """
    where = here / "disk"
    where.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", where]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount; a full disk and closed folders are tested without")
    yield where
    subprocess.run(["umount", "--lazy", where], check=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "free", [12, *(pytest.param(n, marks=pytest.mark.patient) for n in (0, 40))]
)
def test_a_full_disk_is_told_in_one_line_and_nothing_is_lost(small_disk, news, free):
    folder = Path(shutil.copytree(news, small_disk / "news"))
    before = seen(folder)
    filling = small_disk / "filling"
    room = os.statvfs(small_disk)
    filling.write_bytes(bytes(room.f_bavail * room.f_frsize - free * 1024))

    done = newsdex("--index", folder, "add", "new.jsonl", cwd=news.parent)
    assert_one_clear_line(done.returncode, done.stderr)
    assert seen(folder) == before
    assert "strike-1" in newsdex("--index", folder, "search", "dock", cwd=news.parent).stdout

    filling.unlink()
    assert "added 1" in newsdex("--index", folder, "add", "new.jsonl", cwd=news.parent).stdout
    assert verify(folder).faults == ()


@pytest.mark.slow
def test_a_read_only_file_system_is_searched_and_not_written_to(small_disk, news):
    folder = Path(shutil.copytree(news, small_disk / "news"))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    done = newsdex("--index", folder, "add", "new.jsonl", cwd=news.parent)
    assert_one_clear_line(done.returncode, done.stderr)
    assert "strike-1" in newsdex("--index", folder, "search", "dock", cwd=news.parent).stdout
