"""Results made for reading: what fits a screen, at any width, on a terminal and in a pipe."""

import json
import os
import re
from pathlib import Path

import pytest
from conftest import SEEDS, run_newsdex
from forked import run_on_terminal
from rich.cells import cell_len

from corpus import Article
from index import NewsIndex

EXPECTED = Path(__file__).parent / "expected"
LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
STYLE = re.compile(r"\x1b\[[0-9;]*m")

BERLIN = "+02:00"
RIGHT_TO_LEFT = "قال الوزير إن السفينة غرقت قبل الفجر. " * 8
WIDE = "港口工人罷工第二週，碼頭上堆滿了蘋果。公司拒絕評論。" * 8
LETTERS = (
    Article(
        id="arabic",
        title="غرق السفينة",
        text=RIGHT_TO_LEFT,
        published=f"2024-03-05T00:30:00{BERLIN}",
        source="وكالة الساحل",
        language="ar",
        extra={"desk": "world", "topics": ["ship", "dawn"]},
    ),
    Article(
        id="chinese", title="蘋果在碼頭腐爛", text=WIDE, language="zh", url="https://h.example/1"
    ),
    Article(
        id="said",
        title="Purser heard a bang",
        text="The ferry lost power at dawn. “We heard a bang, and then the lights went out,” said "
        "the purser, Ida Strand. It will be towed to Colvik.",
        source="Coastal Wire",
    ),
    Article(
        id="recalled",
        title="Stoker speaks",
        text="The stoker recalled the engine room. “It was dark, and then the lights went out, and "
        "water came in through the door,” said the stoker, Ola Felk.",
    ),
    Article(
        id="long",
        title="A harbour and its ferry",
        text="\n\n".join(f"The harbour of paragraph {n} was quiet all day." for n in range(40))
        + "\n\nThen the zeppelin came over the quay at noon, and everybody looked up.",
    ),
)


@pytest.fixture(scope="module")
def letters(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of articles in several scripts."""
    folder = tmp_path_factory.mktemp("letters") / "news"
    with NewsIndex.create(folder) as index:
        index.add(LETTERS, embed=False)
    return folder


@pytest.fixture
def terminal(tmp_path):
    """Return the command line on a terminal: terminal(*arguments, columns=80, lines=24)."""

    def run(*arguments, columns=80, lines=24, **variables):
        environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
        return run_on_terminal(
            list(map(str, arguments)),
            cwd=tmp_path,
            environment={**environment, "TERM": "xterm-256color", "PAGER": "", **variables},
            columns=columns,
            lines=lines,
        )

    return run


def seen(shown):
    """Return what a terminal shows, without colours and links."""
    return STYLE.sub("", LINK.sub("", shown))


def search(index, *arguments):
    return ("--index", index, "search", *arguments, "--mode", "keyword")


GOLDEN = {
    "brief": ("ferry captain strike mediator", "-n", "10"),
    "list": ("ferry captain strike mediator", "--list"),
    "full": ("strike mediator", "--full", "-n", "2"),
}


@pytest.mark.parametrize("columns", [60, 100, 200])
@pytest.mark.parametrize("name", GOLDEN)
def test_results_look_as_they_did(newsdex, seeded, name, columns, pytestconfig):
    done = newsdex(*search(seeded, *GOLDEN[name]), COLUMNS=str(columns))
    shown = done.stdout.replace(str(SEEDS), "seeds")
    file = EXPECTED / f"{name}-{columns}.txt"

    if pytestconfig.getoption("accept"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
    assert not re.search(r"[ \t]$", shown, re.MULTILINE)


@pytest.mark.parametrize("columns", [60, 200])
@pytest.mark.parametrize("layout", [(), ("--full",), ("--list",), ("--context", "1")])
def test_no_line_is_wider_than_the_terminal(terminal, seeded, columns, layout):
    shown = terminal(*search(seeded, GOLDEN["brief"][0], *layout), columns=columns)

    assert max(cell_len(line) for line in seen(shown).splitlines()) <= columns


@pytest.mark.parametrize("columns", [60, 100])
def test_letters_of_any_width_and_way_fit_the_terminal(terminal, letters, columns):
    asked = "السفينة 蘋果"
    for shown in (
        terminal(*search(letters, asked), columns=columns),
        terminal(*search(letters, asked, "--list"), columns=columns),
        terminal("--index", letters, "show", "arabic", "chinese", columns=columns),
    ):
        lines = seen(shown).splitlines()
        assert any("السفينة" in line for line in lines)
        assert any("蘋果" in line for line in lines)
        assert max(map(cell_len, lines)) <= columns


def test_ten_articles_stand_on_two_screens(terminal, seeded):
    shown = seen(terminal(*search(seeded, "ferry captain strike mediator dam inquiry")))

    assert "\n10. " in shown
    assert len(shown.splitlines()) <= 2 * 24 - 1


def test_an_article_counts_once_and_its_second_passage_is_a_line(newsdex, seeded):
    done = newsdex(*search(seeded, "ferry alarm shutters", "-n", "3"))

    headings = re.findall(r"^\d+\. .*", done.stdout, re.MULTILINE)
    assert [int(heading.split(".")[0]) for heading in headings] == [1, 2, 3]
    assert len(set(headings)) == 3
    assert re.search(r"^   (further on|before it): \S", done.stdout, re.MULTILINE)
    assert re.search(r"^newsdex: 3 of \d+ articles$", done.stderr, re.MULTILINE)


def test_a_later_page_goes_on_with_the_numbers(newsdex, seeded):
    whole = newsdex(*search(seeded, "ferry strike dam", "--list", "-n", "6"))
    page = newsdex(*search(seeded, "ferry strike dam", "--list", "-n", "3", "--offset", "3"))
    behind = newsdex(*search(seeded, "ferry strike dam", "--list", "--offset", "500"))

    assert whole.stdout.splitlines()[3:] == page.stdout.splitlines()
    assert re.search(r"newsdex: 4 to 6 of \d+ articles\n", page.stderr)
    assert behind.stdout == ""
    assert re.search(r"newsdex: no more than \d+ articles\n", behind.stderr)


def test_a_list_by_date_has_a_line_for_each_article(newsdex, seeded):
    done = newsdex(*search(seeded, "strike", "--sort", "oldest", "--list", "--all"))

    days = re.findall(r"^ *\d+  (\d{4}-\d\d-\d\d)  ", done.stdout, re.MULTILINE)
    assert len(days) > 2
    assert days == sorted(days)


def test_what_somebody_says_stands_behind_the_name(newsdex, letters):
    done = newsdex(*search(letters, "heard a bang"))

    assert (
        "\n   Ida Strand: “We *heard* a *bang*, and then the lights went out,” said " in done.stdout
    )


def test_who_speaks_elsewhere_does_not_stand_before_the_answer(newsdex, letters):
    brief = newsdex(*search(letters, "recalled the engine room"))
    full = newsdex(*search(letters, "heard a bang", "--full", "-n", "1"))

    assert "\n   The stoker *recalled* the *engine room*. “It was dark" in brief.stdout
    assert "Ola Felk: " not in brief.stdout
    assert "\n   The ferry lost power at dawn. “We *heard* a *bang*" in full.stdout
    assert re.search(r"^   0-\d+ · score \d+ · quoted: Ida Strand$", full.stdout, re.MULTILINE)


def test_sentences_around_the_answer_are_as_many_as_were_asked_for(newsdex, letters):
    done = newsdex(*search(letters, "zeppelin", "--context", "2"))

    text = " ".join(done.stdout.split())
    assert "paragraph 38 was quiet all day. The harbour of paragraph 39" in text
    assert "paragraph 37" not in text


def test_a_terminal_links_to_the_article_and_marks_in_colour(terminal, letters):
    shown = terminal(*search(letters, "蘋果"))

    assert LINK.findall(shown)[0] == "https://h.example/1"
    assert "\x1b[1;33m蘋果\x1b[0m" in shown
    assert "*" not in shown


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colours_words_are_starred(terminal, letters, variable):
    shown = terminal(*search(letters, "zeppelin"), **variable)

    assert "*zeppelin*" in seen(shown)
    assert "\x1b[33m" not in shown


def test_colours_may_be_forced_into_a_pipe_and_pad_nothing(newsdex, letters):
    for command in (search(letters, "zeppelin"), ("--index", letters, "fields")):
        lines = newsdex(*command, FORCE_COLOR="1", COLUMNS="80").stdout.splitlines()
        assert any("\x1b[" in line for line in lines)
        assert max(map(len, lines)) < 400
        assert not any(re.search(r" (\x1b\[0m)?$", line) for line in lines)


def test_tables_pad_no_line_in_a_pipe(newsdex, seeded):
    for command in (["fields"], ["copies"], ["status", "--verbose"]):
        lines = newsdex("--index", seeded, *command).stdout.splitlines()
        assert lines
        assert not [line for line in lines if line != line.rstrip()]


def test_dates_are_those_of_the_place_unless_another_is_asked_for(newsdex, letters):
    asked = search(letters, "السفينة")

    assert " · 5 March 2024 · " in newsdex(*asked).stdout
    assert " · 4 March 2024, 22:30 UTC · " in newsdex(*asked, "--utc").stdout
    local = newsdex(*asked, "--local", TZ="America/New_York").stdout
    assert " · 4 March 2024, 17:30 EST · " in local
    hit, *_ = json.loads(newsdex(*asked, "--utc", "--format", "json").stdout)["hits"]
    assert hit["published"] == "2024-03-04T22:30:00+00:00"
    show = newsdex("--index", letters, "show", "arabic").stdout
    assert "published  5 March 2024, 00:30 UTC+02:00\n" in show


def test_more_than_a_screen_goes_to_the_pager(terminal, seeded, tmp_path):
    kept = tmp_path / "paged.txt"
    many, few = search(seeded, "strike ferry dam"), search(seeded, "strike", "-n", "2")
    pager = {"PAGER": f"tee {kept}"}

    shown = terminal(*many, **pager)
    assert kept.read_text(encoding="utf-8") in shown
    assert "\n10. " in seen(kept.read_text(encoding="utf-8"))
    kept.unlink()

    terminal(*few, **pager)
    terminal(*many, "--no-pager", **pager)
    terminal(*many, lines=100, **pager)
    assert not kept.exists()


def test_a_pager_that_is_left_early_is_no_failure(terminal, seeded):
    shown = terminal(*search(seeded, "harbour", "--full", "--all"), PAGER="head -n 2")

    assert seen(shown).startswith("1. ")
    assert "newsdex: " in shown
    assert "rror" not in shown.splitlines()[-1]


def test_a_pager_begins_with_the_passage_of_the_hit(terminal, letters, tmp_path):
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "$@" > arguments\ncat\n', encoding="utf-8")
    less.chmod(0o700)
    cache = {"XDG_CACHE_HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    terminal(*search(letters, "zeppelin"), **cache)

    shown = terminal("--index", letters, "show", "1", **cache, PAGER=str(less))

    lines = seen(shown).splitlines()
    (place,) = (n for n, line in enumerate(lines, 1) if "zeppelin" in line)
    begin = int((tmp_path / "arguments").read_text(encoding="utf-8").removeprefix("+"))
    assert 0 <= place - begin < 24
    assert "\x1b[1;33mzeppelin\x1b[0m" in shown


def test_an_article_is_shown_with_what_its_record_held_besides(newsdex, letters):
    shown = newsdex("--index", letters, "show", "arabic").stdout

    assert "topics     ship, dawn\n" in shown
    assert "desk       world\n" in shown


def test_whoever_reads_the_head_of_a_list_sees_no_traceback(seeded, tmp_path):
    listed = run_newsdex(*search(seeded, "harbour", "--all", "--list"), cwd=tmp_path)

    assert listed.stdout.count("\n") > 5


def test_a_file_is_named_without_its_folders_unless_more_is_asked_for(newsdex, seeded):
    asked = search(seeded, "glowing limpet", "-n", "1")
    path = str(SEEDS / "2024-10-30-glowing-limpet.md")

    brief, verbose = newsdex(*asked).stdout, newsdex(*asked, "--verbose").stdout
    (hit,) = json.loads(newsdex(*asked, "--per-article", "1", "--format", "json").stdout)["hits"]

    assert "\n   2024-10-30-glowing-limpet.md · " in brief
    assert f"\n   {path} · " in verbose
    assert hit["path"] == path
    assert f"path       {path}\n" in newsdex("--index", seeded, "show", hit["id"]).stdout


def test_a_long_sentence_begins_where_what_is_demanded_can_be_read(newsdex, letters):
    for phrase in ('"everybody looked up"', "+everybody zeppelin"):
        done = newsdex(*search(letters, phrase, "-n", "1"), COLUMNS="40")
        assert "everybody" in done.stdout

    shouting = newsdex(*search(letters, '"water came in through the door" stoker'), COLUMNS="30")
    text = " ".join(shouting.stdout.replace("*", "").split())
    assert "water came in through the door" in text
