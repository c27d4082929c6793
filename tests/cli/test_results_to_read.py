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
        id="cook",
        title="Cook speaks",
        text="“It was a quiet night at sea,” said Mira Dale.\n\n“The soup slid off the stove, and "
        "nobody laughed at it,” she said. The galley was cleaned.",
    ),
    Article(
        id="docker",
        title="Docker speaks",
        text="The dockers were angry. “We moved on money because money can be counted and shared "
        "out among all of us at the gate. A zebra that ends in eighteen months is not a zebra. It "
        "is a calendar,” said Jo Takke.",
    ),
    Article(
        id="family",
        title="👨‍👩‍👧‍👦 and 👨‍👩‍👧‍👦 eat krumkake " + "👨‍👩‍👧‍👦" * 40,
        text="The krumkake 👨‍👩‍👧‍👦 was eaten. " + "👨‍👩‍👧‍👦" * 90,
        source="می‌خواهم",
    ),
    *(
        Article(
            id=f"again-{n}",
            title="Walrus on the slipway",
            text="A walrus lay on the slipway of Colvik for three days, and the ferry could not "
            "leave. Harbour staff fed it herring and waited for the tide to take it out again. "
            * 3
            + more,
            source=source,
            published=f"2024-03-0{day}T08:00:00",
        )
        for n, day, source, more in (
            (1, 5, "Coastal Wire", ""),
            (2, 6, "Coastal Wire", "It had left by noon."),
            (3, 6, "Evening Post", ""),
            (4, 7, "", ""),
        )
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
@pytest.mark.slow
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
@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_somebody_says_stands_behind_the_name_unless_that_is_told_anyway(newsdex, letters):
    tells_itself = newsdex(*search(letters, "heard a bang"))
    does_not = newsdex(*search(letters, "soup slid"))
    in_markdown = newsdex(*search(letters, "soup slid bang"), "--format", "md").stdout

    assert "\n   “We *heard* a *bang*, and then the lights went out,” said " in tells_itself.stdout
    assert "Ida Strand: " not in tells_itself.stdout
    assert "\n   Mira Dale: “The *soup slid* off the stove" in does_not.stdout
    assert "> Mira Dale: “The **soup slid** off" in in_markdown
    assert "Ida Strand: " not in in_markdown


def test_the_rest_of_a_quotation_begins_with_its_mark(newsdex, letters):
    brief = newsdex(*search(letters, "zebra months"))
    full = newsdex(*search(letters, "zebra months", "--full", "-n", "1"))

    assert "\n   “A *zebra* that ends" in brief.stdout
    assert brief.stdout.count("“") == brief.stdout.count("”") == 1
    assert "“We moved on money because" in " ".join(full.stdout.split())
    assert full.stdout.count("“") == 1


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_file_is_named_without_its_folders_unless_more_is_asked_for(newsdex, seeded):
    asked = search(seeded, "glowing limpet", "-n", "1")
    path = str(SEEDS / "2024-10-30-glowing-limpet.md")

    brief, verbose = newsdex(*asked).stdout, newsdex(*asked, "--verbose").stdout
    (hit,) = json.loads(newsdex(*asked, "--per-article", "1", "--format", "json").stdout)["hits"]

    assert "\n   2024-10-30-glowing-limpet.md · " in brief
    assert f"\n   {path} · " in verbose
    assert hit["path"] == path
    assert f"path       {path}\n" in newsdex("--index", seeded, "show", hit["id"]).stdout


@pytest.mark.slow
def test_a_long_sentence_begins_where_what_is_demanded_can_be_read(newsdex, letters):
    for phrase in ('"everybody looked up"', "+everybody zeppelin"):
        done = newsdex(*search(letters, phrase, "-n", "1"), COLUMNS="40")
        assert "everybody" in done.stdout

    shouting = newsdex(*search(letters, '"water came in through the door" stoker'), COLUMNS="30")
    text = " ".join(shouting.stdout.replace("*", "").split())
    assert "water came in through the door" in text


def test_a_copy_of_the_same_source_is_told_by_its_day_and_id(newsdex, letters):
    done = newsdex(*search(letters, "walrus slipway", "-n", "1"), COLUMNS="200")

    (told,) = re.findall(r"also in: (.*)", done.stdout)
    assert set(told.split(", ")) == {
        "Coastal Wire of 6 March 2024 (again-2)",
        "Evening Post",
        "an article of 7 March 2024 (again-4)",
    }


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_list_on_a_terminal_has_headlines_before_ids(terminal, seeded, columns):
    asked = search(seeded, GOLDEN["list"][0], "--list")
    rows = terminal(*asked, "--format", "csv", "--fields", "title,id", columns=columns)
    assert "--list goes with --format table" in rows

    lines = [line for line in seen(terminal(*asked, columns=columns)).splitlines() if line]
    *listed, _ = lines
    assert [line.split()[0] for line in listed] == [str(n) for n in range(1, len(listed) + 1)]
    for line in listed:
        day_at = line.index("20") if "  20" in line[:6] else 4
        assert day_at == 4, "days stand below one another"
        if "…" in line[14 + columns // 6 :]:
            assert not line.endswith("0031")
            assert cell_len(line) > columns - 6, "a headline is cut where the line ends"
    assert any(line.endswith("cw-20241024-0031") for line in listed) == (columns > 80)


@pytest.mark.slow
def test_what_leads_on_from_an_article_is_printed_as_a_search_is(newsdex, seeded):
    for command in ("similar", "background", "story"):
        asked = ("--index", seeded, command, "cw-20250306-0076")
        listed = newsdex(*asked, "--list").stdout
        rows = newsdex(*asked, "--format", "csv", "--fields", "title,id").stdout
        utc = newsdex(*asked, "--utc").stdout
        refused = newsdex(*asked, "--list", "--format", "json")

        assert re.fullmatch(r"(\d+  (-|\d{4}-\d\d-\d\d)  .+  \S+\n)+", listed)
        assert rows.splitlines()[0] == "title,id"
        assert [line.split("  ")[-1] for line in listed.splitlines()] == [
            row.split(",")[-1] for row in rows.splitlines()[1:]
        ]
        assert re.search(r" · \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC · ", utc)
        assert refused.returncode == 2
        assert refused.stderr.endswith("Error: --list goes with --format table\n")


@pytest.mark.parametrize("columns", [40, 61, 80])
@pytest.mark.slow
def test_a_sign_of_several_characters_is_never_torn(terminal, newsdex, letters, columns):
    whole = "👨‍👩‍👧‍👦"
    asked = search(letters, "krumkake")

    for shown in (
        seen(terminal(*asked, columns=columns)),
        seen(terminal(*asked, "--list", columns=columns)),
        newsdex("--index", letters, "show", "family").stdout,
        newsdex(*asked, "--format", "md").stdout,
        newsdex(*asked, "--format", "html").stdout,
    ):
        assert whole in shown
        assert shown.count("👩") == shown.count("👦") == shown.count(whole)
        assert "می‌" in shown


@pytest.mark.slow
def test_dates_of_an_article_are_told_in_words(newsdex, tmp_path):
    (tmp_path / "wire.jsonl").write_text(
        '{"id": "w", "title": "Calm", "text": "All was calm.", "date": "2024-03-05T08:00:00"}\n',
        encoding="utf-8",
    )
    newsdex("--index", tmp_path / "news", "add", "--no-embed", tmp_path / "wire.jsonl")
    show = ("--index", tmp_path / "news", "show", "w")

    text, markdown = newsdex(*show).stdout, newsdex(*show, "--format", "md").stdout
    (row,) = json.loads(newsdex(*show, "--format", "json").stdout)

    assert "published      5 March 2024, 08:00 UTC (no time zone stated)\n" in text
    assert "date found in  date\n" in text
    assert "assumed" not in text
    assert markdown.index("# Calm") < markdown.index("- **id:** w") < markdown.index("All was calm")
    assert row["extra"] == {"zone": "assumed", "date_from": "date"}
