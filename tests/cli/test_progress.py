"""How far a long command is, for whoever looks on: how much of how much, and the time left."""

import os
import re

import pytest
from forked import run_on_terminal

from newsdex import NewsIndex

BARS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture
def terminal(tmp_path):
    """Return the command line on a terminal of 80 columns: what is shown there, in lines."""

    def run(*arguments):
        shown = run_on_terminal(
            [*map(str, arguments)],
            cwd=tmp_path,
            environment={**os.environ, "TERM": "xterm-256color", "NEWSDEX_INDEX": "news"},
            columns=80,
            lines=24,
        )
        return re.split(r"[\r\n]+", BARS.sub("", str(shown)))

    return run


@pytest.fixture(autouse=True)
def stories(tmp_path):
    """Return a folder of stories, where the terminal is."""
    (tmp_path / "stories").mkdir()
    for town in ("Varde", "Lunde", "Rosby"):
        path = tmp_path / "stories" / f"{town}.txt"
        path.write_text(f"Lock shut in {town}\n\nThe lock of {town} was shut at noon.", "utf-8")


@pytest.fixture
def bare(tmp_path, articles):
    """Return an index of which no passage has a vector, where the terminal is."""
    with NewsIndex.create(tmp_path / "news") as news:
        news.add(articles, embed=False)


def drawn(lines, told):
    """Return the lines of bars that say something, and whether one tells the time left."""
    found = [line for line in lines if told in line]
    return found, any(re.search(r"\d:\d\d:\d\d", line) for line in found)


@pytest.mark.slow
def test_an_add_shows_files_and_passages_of_how_many_and_the_time_left(terminal):
    shown = terminal("add", "stories")

    read, read_time = drawn(shown, "3 of 3 files, 3 articles read")
    embedded, time = drawn(shown, "3 of 3 passages embedded")
    assert read
    assert embedded
    assert read_time
    assert time
    assert any(line.startswith("added 3, replaced 0") for line in shown)


@pytest.mark.slow
def test_a_sync_shows_the_same(terminal):
    shown = terminal("sync", "stories")

    assert drawn(shown, "3 of 3 files, 3 articles read")[1]
    assert drawn(shown, "3 of 3 passages embedded")[1]


@pytest.mark.usefixtures("bare")
def test_an_embed_says_from_the_first_how_much_there_is_to_do(terminal):
    shown = terminal("embed")

    assert drawn(shown, "0 of 18 passages embedded")[0]
    assert drawn(shown, "18 of 18 passages embedded")[1]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("command", [("embed",), ("add", "stories"), ("sync", "stories")])
@pytest.mark.slow
def test_whoever_wants_quiet_sees_no_bars(terminal, command):
    shown = terminal("--quiet", *command)

    assert not [line for line in shown if "\u2501" in line or " of " in line]


@pytest.mark.slow
def test_in_a_pipe_there_are_no_bars(newsdex, tmp_path):
    done = newsdex("--index", tmp_path / "news", "add", tmp_path / "stories")

    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    assert " of " not in done.stderr
