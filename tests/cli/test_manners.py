"""Which index is meant, options before and after a command, exit codes, and settings in files."""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest
from conftest import run_newsdex

FERRY = ("search", "ferry", "--list")


@pytest.fixture
def place(tmp_path, seeded):
    """Return a folder of a project with an index of the seeds, and folders below it."""
    shutil.copytree(seeded, tmp_path / "project" / ".newsdex")
    below = tmp_path / "project" / "stories" / "ferry"
    below.mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def run(place, tmp_path):
    """Return the command line, run in the folder of the project, or below it."""

    def run(*arguments, below="", **variables):
        variables = {"XDG_CONFIG_HOME": str(tmp_path / "config"), **variables}
        return run_newsdex(*arguments, cwd=place / below, **variables)

    return run


def settings(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "newsdex.toml").write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_the_index_is_named_before_or_after_the_command(newsdex, seeded):
    before = newsdex("--index", seeded, *FERRY)
    after = newsdex(*FERRY, "--index", seeded)

    assert (before.returncode, before.stdout) == (0, after.stdout)
    assert "Lady Ansgar" in after.stdout


@pytest.mark.slow
def test_the_index_named_last_is_meant(newsdex, seeded):
    done = newsdex("--index", "nowhere", *FERRY, "--index", seeded, NEWSDEX_INDEX="elsewhere")

    assert done.returncode == 0, done.stderr


def test_the_index_of_a_folder_above_is_meant(run, place):
    here, below = run("status"), run("status", below="stories/ferry")

    assert below.stdout.splitlines()[1:] == here.stdout.splitlines()[1:]
    assert below.stdout.splitlines()[0] == f"archive    {place / '.newsdex'}"


@pytest.mark.slow
def test_an_index_here_goes_before_one_above(run, place):
    shutil.copytree(place / ".newsdex", place / "stories" / ".newsdex")
    run("remove", "cw-20240909-0114", "-y", below="stories")

    assert "articles   28" in run("status", below="stories").stdout
    assert "articles   29" in run("status").stdout


@pytest.mark.slow
def test_articles_are_added_to_the_index_of_a_folder_above(run, place):
    (place / "stories" / "fire.txt").write_text("Mill burns\n\nThe mill burned down.")

    done = run("add", "fire.txt", below="stories")

    assert done.stdout.endswith(f"; 30 articles in {place / '.newsdex'}\n")
    assert not (place / "stories" / ".newsdex").exists()


@pytest.mark.skipif(os.name == "nt", reason="there, folders have owners of another kind")
def test_an_index_of_somebody_else_above_is_not_meant(place, monkeypatch):
    from index.vocabulary.place import nearest

    monkeypatch.chdir(place / "stories")
    monkeypatch.setattr(os, "getuid", lambda: 4711)

    assert str(nearest().directory) == ".newsdex"


@pytest.mark.slow
def test_quiet_leaves_results_and_errors(newsdex, seeded):
    told = newsdex("--index", seeded, "search", "Beirut harbour", "--list")
    quiet = newsdex("search", "Beirut harbour", "--list", "-q", "--index", seeded)

    assert "newsdex: " in told.stderr
    assert (quiet.stdout, quiet.stderr) == (told.stdout, "")
    assert newsdex("--quiet", "--index", "none", "status").stderr.count("\n") == 1


@pytest.mark.slow
def test_verbose_says_more_before_and_after_the_command(newsdex, seeded):
    after = newsdex("--index", seeded, "status", "-v")

    assert "all-MiniLM-L6-v2" in after.stdout
    assert newsdex("--verbose", "--index", seeded, "status").stdout == after.stdout


@pytest.mark.parametrize("word", ["-nuclear", "-ferry"])
def test_a_question_that_begins_with_a_dash_gets_a_hint(newsdex, seeded, word):
    done = newsdex("--index", seeded, "search", word)

    assert done.returncode == 2
    assert f"did you mean: newsdex search -- {word}?" in done.stderr
    assert newsdex("--index", seeded, "search", "--", word, "captain").returncode == 0


def test_a_mistyped_option_gets_no_such_hint(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "ferry", "--lmit", "3")

    assert done.returncode == 2
    assert "did you mean: newsdex" not in done.stderr


@pytest.mark.parametrize(
    ("question", "code"), [("ferry", 0), ("zzzqqq", 3), ("source:Nobody", 3), ('"no such"', 3)]
)
@pytest.mark.slow
def test_an_exit_code_tells_that_nothing_was_found_where_it_is_asked_for(
    newsdex, seeded, question, code
):
    command = ("--index", seeded, "search", question, "--format")

    assert newsdex(*command, "json", "--exit-code").returncode == code
    assert newsdex(*command, "table", "--exit-code").returncode == code
    assert newsdex(*command, "table").returncode == 0


STOPPED = """
import os, signal, sys
import index.cli.commands.status as command
from newsdex.__main__ import main

signal.signal(signal.SIGINT, signal.default_int_handler)
command.open_index = lambda *_: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["newsdex", "status"]
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_what_ctrl_c_stops_says_so_and_exits_as_shells_expect(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", STOPPED],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == "newsdex: stopped; what was committed is kept\n"


@pytest.mark.slow
def test_options_win_over_variables_and_these_over_files(run, place, tmp_path):
    def count(*options, **variables):
        return len(run(*FERRY, *options, **variables).stdout.splitlines())

    settings(tmp_path / "config" / "newsdex", "[search]\nlimit = 5\n")
    assert count() == 5
    settings(place, "[search]\nlimit = 4\n")
    assert count() == 4
    assert count(NEWSDEX_SEARCH_LIMIT="3") == 3
    assert count("-n", "2", NEWSDEX_SEARCH_LIMIT="3") == 2


def test_settings_are_written_as_options_are(run, place):
    settings(
        place,
        '[search]\nsource = ["Cormorant Wire", "Harbour Gazette"]\nsince = 2025-01-01\n'
        'no-pager = true\nlist = true\n"per-article" = 1\n',
    )

    lines = run("search", "ferry").stdout.splitlines()

    assert lines
    assert all("  Cormorant Wire  " in line and "  2025-" in line for line in lines)


def test_the_users_own_file_may_name_the_index(run, place, tmp_path):
    settings(tmp_path / "config" / "newsdex", f"index = '{place / '.newsdex'}'\n")

    done = run("status", below="..")

    assert "articles   29" in done.stdout


def test_an_index_at_the_home_of_nobody_is_told_with_its_place(run, tmp_path):
    settings(tmp_path / "config" / "newsdex", "index = '~no-such-person/news'\n")

    done = run("status", below="..")

    assert done.returncode == 2
    assert "line 1: index: ~no-such-person/news: nobody here is called so" in done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[search]\nlimit = 2\nlimt = 3\n", "line 3: search has no setting 'limt': "),
        ("[search]\nlimit = 'many'\n", "line 2: limit: 'many' is not a valid integer"),
        ("[search]\nlimit = [1, 2]\n", "line 2: limit: one value, not 2"),
        ("[search]\nlist = 'yes'\n", "line 2: list: say true or false"),
        ("limit = 3\n", "line 1: 'limit' belongs below the [command]"),
        ("index = 'other'\n", "line 1: 'index' belongs"),
        ("[serch]\nlimit = 3\n", "[serch] is no command"),
        ("[search\n", "newsdex.toml: Expected ']'"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(run, place, text, told):
    settings(place, text)

    done = run("search", "ferry")

    assert done.returncode == 2
    assert str(place.name) in done.stderr or "newsdex.toml" in done.stderr
    assert told in done.stderr
    assert run("search", "--help").returncode == 0


@pytest.mark.parametrize(("command", "name"), [("remove", "yes"), ("timeline", "plot")])
def test_what_agrees_or_writes_is_not_kept_in_a_file(run, place, command, name):
    settings(place, f"[{command}]\n{name} = true\n")

    assert f"{command} has no setting '{name}'" in run(command, "ferry").stderr


def test_config_shows_what_is_set_and_why(run, place):
    settings(place, "[search]\nlimit = 4\nlist = true\n\n[show]\nutc = true\n")

    done = run("config", "--format", "jsonl", below="stories", NEWSDEX_SEARCH_SORT="newest")

    file = place / "newsdex.toml"
    assert [line.split('"')[3::4] for line in done.stdout.splitlines()] == [
        ["", "index", str(place / ".newsdex"), "in a folder above"],
        ["search", "limit", "4", f"{file}, line 2"],
        ["search", "sort", "newest", "NEWSDEX_SEARCH_SORT"],
        ["search", "list", "true", f"{file}, line 3"],
        ["show", "utc", "true", f"{file}, line 6"],
    ]
    assert f"settings in {file}\n" in done.stderr


def test_config_shows_all_options_of_one_command(run):
    done = run("config", "search")

    assert "sort relevance default" in " ".join(done.stdout.split())
    assert run("config", "serch").returncode == 2


NOTHING = "newsdex: nothing found\n"
HEADS = {"json": r"\{|\[", "csv": r"\w+,\w+.*\n$", "jsonl": r"$|\{"}


@pytest.mark.parametrize("form", [None, "json", "csv", "jsonl"])
@pytest.mark.parametrize("command", ["search", "facets", "timeline", "terms", "quotes"])
@pytest.mark.slow
def test_one_line_says_that_nothing_was_found(newsdex, seeded, command, form):
    forms = ("--format", form) if form else ()

    done = newsdex("--index", seeded, command, "+qqqq", "--mode", "keyword", *forms)

    assert (done.returncode, done.stderr) == (0, NOTHING)
    assert re.match(HEADS[form], done.stdout) if form else done.stdout == ""


def test_a_misspelt_word_that_was_demanded_is_told_and_nothing_else_searched(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "+harbuor")

    assert done.stderr == f"newsdex: did you mean 'harbour'?\n{NOTHING}"


@pytest.mark.parametrize("form", ["md", "html", "bibtex", "ris", "trec"])
@pytest.mark.slow
def test_other_formats_say_it_too(newsdex, seeded, form):
    done = newsdex("--index", seeded, "search", "+qqqq", "--format", form)

    assert done.stderr == NOTHING


@pytest.mark.parametrize("command", ["search", "facets", "timeline", "terms", "quotes"])
def test_of_an_empty_index_it_is_said_why(newsdex, empty_folder, command):
    done = newsdex("--index", empty_folder, command, "ferry")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "newsdex: nothing found: the index has no articles yet\n"


@pytest.mark.slow
def test_of_several_questions_those_that_found_nothing_are_named(newsdex, seeded, empty_folder):
    two = "+ferry\n+qqqq\n"

    some = newsdex("--index", seeded, "ask", "-", "--mode", "keyword", stdin=two)
    none = newsdex("--index", empty_folder, "ask", "-", stdin=two)
    drawn = newsdex("--index", seeded, "timeline", "+harbour", "+qqqq", "--since", "2020")

    assert some.stderr == "newsdex: nothing found for 2 of 2 questions\n"
    assert len(some.stdout.splitlines()) == 2
    assert none.stderr == "newsdex: nothing found: the index has no articles yet\n"
    assert drawn.stderr == "newsdex: +qqqq: nothing found\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--explain", "--list"), "--list and --explain: say one of them"),
        (("--list", "--full"), "--full and --list: say one of them"),
        (("--full", "--context", "0"), "--full and --context: say one of them"),
        (("--all", "-n", "5"), "--all and -n: say one of them"),
        (("-n", "10", "--all", "--format", "csv"), "--all and -n: say one of them"),
        (("--list", "--format", "csv"), "--list goes with --format table"),
        (("--context", "2", "--format", "json"), "--context goes with --format table"),
        (("--explain", "--format", "ris"), "--explain goes with --format table"),
    ],
)
def test_options_that_leave_no_room_for_each_other_are_refused(newsdex, seeded, options, told):
    done = newsdex("--index", seeded, "search", "ferry", *options)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {told}"


@pytest.mark.slow
def test_what_is_typed_wins_over_how_many_are_kept(run, place):
    settings = place / "newsdex.toml"
    listed = ("search", "ferry", "--format", "csv", "--fields", "id")

    settings.write_text("[search]\nlimit = 1\n", encoding="utf-8")
    one, every = run(*listed), run(*listed, "--all")
    settings.write_text("[search]\nall = true\n", encoding="utf-8")
    kept, two = run(*listed), run(*listed, "-n", "2")

    assert len(one.stdout.splitlines()) == 2
    assert len(every.stdout.splitlines()) > 3
    assert kept.stdout == every.stdout
    assert len(two.stdout.splitlines()) == 3


@pytest.mark.slow
def test_what_is_typed_wins_over_a_layout_that_is_kept(run, place):
    (place / "newsdex.toml").write_text("[search]\nlist = true\n", encoding="utf-8")

    kept = run("search", "ferry", "-n", "1")
    full = run("search", "ferry", "-n", "1", "--full")
    rows = run("search", "ferry", "-n", "1", "--format", "csv")

    assert re.fullmatch(r"1  (-|\d{4}-\d\d-\d\d)  .+\n", kept.stdout)
    assert re.search(r"^   \d+-\d+ · score \d+", full.stdout, re.MULTILINE)
    assert rows.stdout.startswith("rank,")
