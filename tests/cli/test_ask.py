"""Many questions at once: as lines for programs, a run, a table, or one page to mail around."""

import csv
import io
import json
import re

import pytest
from lxml import html

QUESTIONS = """\
why did the ferry sink

{"id": "strike", "question": "+strike +harbour", "since": "2024-10", "source": ["Cormorant Wire"]}
{"question": "dam", "sinse": "2024"}
{"id": "when", "question": "dam", "since": "whenever"}
{not json
{"id": 7, "question": "zeppelin over <Colvik> & elsewhere"}
"""
WRONG = ("line 4: no condition 'sinse'", "line 5: since: 'whenever'", "line 6: this is no JSON")


TWO = "why did the ferry sink\nrecipe for sourdough bread\n"


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    path = tmp_path_factory.mktemp("questions") / "questions.txt"
    path.write_text(f"\ufeff{QUESTIONS}", encoding="utf-8")
    return path


@pytest.fixture
def ask(newsdex, seeded, questions):
    def asked(*options, file=questions, stdin=""):
        return newsdex("--index", seeded, "ask", file, *options, stdin=stdin)

    return asked


def test_a_line_for_each_question_and_wrong_ones_are_told_by_number(ask):
    done = ask("-n", "2")

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["id"] for each in found] == ["1", "strike", "7"]
    assert found[1]["conditions"] == {"since": "2024-10", "source": ["Cormorant Wire"]}
    assert {hit["source"] for hit in found[1]["hits"]} == {"Cormorant Wire"}
    assert all(len(each["hits"]) <= 2 for each in found)
    assert "zeppelin" in found[2]["missing"]
    told = done.stderr.splitlines()
    assert len(told) == len(WRONG)
    for line, wrong in zip(told, WRONG, strict=True):
        assert line.startswith(f"newsdex: {wrong}")
    assert done.returncode == 1


def test_a_strict_one_stops_at_the_first_wrong_line(ask):
    done = ask("--strict")

    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "strike"]
    assert done.returncode == 2
    assert "line 4: no condition 'sinse'; there are: id, question, mode, since" in done.stderr


def test_questions_come_from_standard_input_and_options_hold_for_all(ask):
    done = ask("--source", "Cormorant Wire", "-n", "3", file="-", stdin="strike\ndam\n")

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["question"] for each in found] == ["strike", "dam"]
    assert {hit["source"] for each in found for hit in each["hits"]} == {"Cormorant Wire"}
    assert done.returncode == 0


def test_a_table_has_a_column_for_the_question(ask):
    done = ask("--format", "csv", "--fields", "question_id,question,rank,id", "-n", "2")

    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["question_id", "question", "rank", "id"]
    assert {(row[0], row[1]) for row in rows[1:]} >= {
        ("1", "why did the ferry sink"),
        ("strike", "+strike +harbour"),
    }


def test_a_run_has_the_ids_of_the_questions(ask):
    done = ask("--format", "trec", "-n", "3")

    lines = [line.split() for line in done.stdout.splitlines()]
    assert {line[0] for line in lines} == {"1", "strike", "7"}
    assert [line[3] for line in lines if line[0] == "1"] == ["1", "2", "3"]


@pytest.mark.slow
def test_a_weak_answer_is_marked_in_every_format_for_programs(ask):
    weak = {
        each["id"]: each["weak"]
        for each in map(json.loads, ask(file="-", stdin=TWO).stdout.splitlines())
    }
    rows = csv.DictReader(io.StringIO(ask("--format", "csv", file="-", stdin=TWO).stdout))
    run = [
        line.split() for line in ask("--format", "trec", file="-", stdin=TWO).stdout.splitlines()
    ]

    assert weak == {"1": False, "2": True}
    assert {row["question_id"]: row["weak"] for row in rows} == {"1": "False", "2": "True"}
    assert {line[0]: line[-1] for line in run} == {"1": "newsdex", "2": "newsdex-weak"}


def test_a_report_stands_alone(ask, tmp_path):
    path = tmp_path / "report.html"

    done = ask("--format", "html", "--title", "Monday & Tuesday", "--output", path, "-n", "3")

    assert done.stdout == ""
    page = path.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|@import|url\(", page)
    tree = html.fromstring(page)
    made = tree.findall(".//header/p")[-1].text
    assert re.fullmatch(
        r"made on \d+ \w+ \d{4} of an archive of 29 articles, \d+ \w+ 2024 to \d+ \w+ 2025", made
    )
    assert tree.findtext(".//title") == tree.findtext(".//h1") == "Monday & Tuesday"
    headings = [each.text for each in tree.iterfind(".//h2")]
    assert headings == [
        "why did the ferry sink",
        "+strike +harbour",
        "zeppelin over <Colvik> & elsewhere",
    ]
    contents = [each.get("href") for each in tree.iterfind(".//nav//a")]
    assert [tree.get_element_by_id(each[1:]).findtext("h2") for each in contents] == headings
    sections = tree.findall(".//section")
    assert all(section.find(".//svg") is not None for section in sections[:2])
    assert "--since 2024-10 --source Cormorant Wire" in sections[1].text_content()
    assert "no article has “zeppelin”" in sections[2].text_content()
    links = [each.get("href") for each in tree.iterfind(".//h3/a")]
    assert links
    assert all(link.startswith("https://") for link in links)
    assert tree.find(".//mark") is not None


def test_markdown_has_a_heading_for_each(ask):
    done = ask("--format", "md", "-n", "1")

    assert re.findall(r"^## .*", done.stdout, re.MULTILINE) == [
        "## why did the ferry sink",
        "## \\+strike +harbour",
        "## zeppelin over \\<Colvik\\> \\& elsewhere",
    ]


@pytest.mark.slow
def test_a_search_makes_the_same_page_of_one_question(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "harbour strike", "-n", "3", "--format", "html")

    tree = html.fromstring(done.stdout)
    assert tree.findtext(".//h1") == "harbour strike"
    assert tree.find(".//nav") is None
    assert len(tree.findall(".//section//ol/li")) == 3
    assert "3 of " in tree.findtext(".//section/p")


@pytest.mark.slow
def test_a_search_reads_its_question_from_standard_input(newsdex, seeded):
    command = ("--index", seeded, "search", "--list", "-n", "3")

    typed = newsdex(*command, "harbour strike")
    read = newsdex(*command, "-", stdin="harbour\nstrike\n")

    assert typed.stdout
    assert read.stdout == typed.stdout


def test_columns_go_with_a_table(ask):
    done = ask("--fields", "id")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--fields goes with --format csv" in done.stderr
