"""The programs in scripts/: those that people copy, and those that measure."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT, SEEDS, run_program

from corpus import read_articles
from index import NewsIndex

EXAMPLES = [ROOT / "scripts" / "answer_questions.py", *ROOT.glob("scripts/examples/*.py")]


def run(name, *arguments, stdin=""):
    program = next(path for path in EXAMPLES if path.stem == name)
    return run_program(program, *arguments, cwd=ROOT, stdin=stdin)


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_an_example_says_how_it_is_run_and_uses_newsdex_alone(name):
    program = next(path for path in EXAMPLES if path.stem == name)

    done = run(name, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: {program.name} ")
    for argument in re.findall(r" ([A-Z]+)\b", done.stdout.splitlines()[0]):
        assert argument == "OPTIONS" or f"  {argument}: " in done.stdout
    assert not re.search(r"^(from|import) (index|corpus)\b", program.read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", ["answer_questions", "quotations", "compare_rankings"])
@pytest.mark.slow
def test_an_index_that_is_not_there_is_told_in_one_line(name, tmp_path):
    done = run(name, tmp_path / "none", "-", stdin="a question\tan id\n")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(tmp_path / "none") in done.stderr


@pytest.mark.slow
def test_questions_are_answered_as_json_lines(seeded, tmp_path):
    questions = ["what did US officials demand", "Wer streikt im Hafen?"]
    (tmp_path / "questions.txt").write_text("\n\n".join(questions), encoding="utf-8")

    done = run("answer_questions", seeded, tmp_path / "questions.txt")

    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["question"] for line in lines] == questions
    assert all(0 < len(line["answers"]) <= 3 for line in lines)
    passage = lines[0]["answers"][0]["passage"]
    assert "specific steps" in passage
    seed = (SEEDS / "000_075aaf6800cae687.txt").read_text(encoding="utf-8")
    assert passage in seed


@pytest.mark.slow
def test_questions_come_from_standard_input_and_answers_go_until_the_pipe_closes(seeded):
    program = subprocess.Popen(
        [sys.executable, ROOT / "scripts" / "answer_questions.py", seeded, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with program:
        program.stdout.close()
        _, told = program.communicate("what did US officials demand\n" * 3)

    assert told == ""


@pytest.mark.slow
def test_an_index_is_kept_as_its_folder_is(tmp_path):
    articles, index = tmp_path / "articles", tmp_path / "index"
    articles.mkdir()
    (articles / "dam.txt").write_text("Dam breaks\n\nThe dam broke at dawn.", encoding="utf-8")
    (articles / "ferry.txt").write_text("Ferry sinks\n\nThe ferry sank.", encoding="utf-8")

    first = run("keep_current", articles, index)
    again = run("keep_current", articles, index)
    (articles / "dam.txt").unlink()
    (articles / "fire.txt").write_text("Mill burns\n\nThe mill burned down.", encoding="utf-8")
    later = run("keep_current", articles, index)

    assert first.stdout == "added 2, replaced 0, removed 0, moved 0, unchanged 0\n"
    assert again.stdout == "added 0, replaced 0, removed 0, moved 0, unchanged 2\n"
    assert later.stdout == "added 1, replaced 0, removed 1, moved 0, unchanged 1\n"


@pytest.mark.slow
def test_what_cannot_be_read_does_not_count_as_gone(tmp_path):
    articles, index = tmp_path / "articles", tmp_path / "index"
    articles.mkdir()
    (articles / "dam.json").write_text('{"title": "Dam breaks", "text": "At dawn."}')
    run("keep_current", articles, index)
    (articles / "dam.json").write_text('{"title": "Dam bre')

    broken = run("keep_current", articles, index)
    assert broken.stdout == "added 0, replaced 0, removed 0, moved 0, unchanged 0\n"
    assert "dam.json" in broken.stderr

    (articles / "dam.json").write_text('{"title": "Dam breaks", "text": "At dawn."}')
    mended = run("keep_current", articles, index)
    assert mended.stdout == "added 0, replaced 0, removed 0, moved 0, unchanged 1\n"


def test_a_digest_tells_each_story_once_by_day(archive_folder):
    week = ["--since", "2024-03-01", "--until", "2024-03-31"]

    done = run("digest", archive_folder, "dam inquiry", *week)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# dam inquiry, 2024-03-01 to 2024-03-31\n\n## 2024-03-01\n\n")
    days = re.findall(r"^## (.+)$", done.stdout, re.MULTILINE)
    assert days == sorted(set(days))
    stories = re.findall(r"^- \*\*(.+)\*\* \((.+)\): \S", done.stdout, re.MULTILINE)
    assert ("Torvik dam inquiry opens", "Coastal Wire") in stories
    assert len(stories) == len(set(stories))


@pytest.mark.slow
def test_quotations_come_as_rows_for_a_spreadsheet(seeded):
    question = "what was said of the harbour and the strike"

    every = run("quotations", seeded, "-", stdin=f"{question}\n")
    of_one = run("quotations", seeded, "-", "--speaker", "Takke", stdin=f"{question}\n")

    rows = list(csv.DictReader(io.StringIO(every.stdout)))
    assert [row["rank"] for row in rows] == [str(rank) for rank in range(1, 21)]
    assert {row["question"] for row in rows} == {question}
    assert all(int(row["end"]) > int(row["start"]) for row in rows)
    takke = {row["words"] for row in csv.DictReader(io.StringIO(of_one.stdout))}
    assert takke
    assert {row["words"] for row in rows if row["speaker"] == "Jorun Takke"} <= takke


@pytest.mark.slow
def test_rankings_are_compared_on_questions_of_ones_own(archive_folder):
    questions = "what cracks did the minister know of\tdam-2\nwho won the regatta\tundated\n"

    done = run("compare_rankings", archive_folder, "-", stdin=questions)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^(\w+) +MRR 1\.000  in the first ten 2$", done.stdout, re.MULTILINE) == [
        "hybrid",
        "keyword",
        "dense",
    ]
    none = run("compare_rankings", archive_folder, "-", stdin="no tab here\n")
    assert none.returncode == 2
    assert "a TAB" in none.stderr


def test_a_prompt_has_the_question_and_passages_to_cite(archive_folder):
    question = "who was told of cracks in the dam"

    done = run("prompt", archive_folder, question, "--words", "60")

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        f"Question: {question}\n\n[1] Minister knew of cracks in dam, inquiry hears " in done.stdout
    )
    passages = done.stdout[done.stdout.index("[1]") :].strip().split("\n\n")
    assert [passage[:3] for passage in passages] == ["[1]", "[2]"]
    assert "(Evening Post, 18 March 2024)\nThe water minister had been told" in passages[0]


@pytest.mark.slow
def test_copies_are_measured(tmp_path):
    program = ROOT / "scripts" / "measure" / "evaluate_copies.py"
    report = tmp_path / "report.json"
    options = ["--articles", "10", "--chosen-only", "--json", report]

    done = subprocess.run(
        [sys.executable, program, SEEDS, *options],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    [(name, sums)] = json.loads(report.read_text(encoding="utf-8"))["sums"]
    assert name == "chosen"
    assert sums["precision"] > 0.9
    assert sums["recall"] > 0.9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "rounds"), [("local", 4), pytest.param("tables", 1, marks=pytest.mark.patient)]
)
def test_a_short_torture_loses_nothing(engine, rounds, tmp_path):
    program = ROOT / "scripts" / "torture"
    done = subprocess.run(
        [sys.executable, program, "--engine", engine, "--rounds", str(rounds), "--seed", "1"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "articles, lost: 0; " in done.stdout


@pytest.mark.slow
def test_a_brief_tells_what_came_in_for_standing_questions_once(tmp_path):
    with NewsIndex.create(tmp_path / "news") as index:
        index.watch_add("the strike", "+strike")
        index.add(read_articles(SEEDS))

    first = run("morning_brief", tmp_path / "news", "--again")
    told = run("morning_brief", tmp_path / "news", "--stories", "2")
    nothing = run("morning_brief", tmp_path / "news")

    assert (told.returncode, told.stderr) == (0, "")
    heading, empty, *lines = told.stdout.splitlines()
    assert (heading, empty) == ("## the strike", "")
    assert sum(line.startswith("- **") for line in lines) == 2
    assert lines[-2].endswith(" more")
    assert first.stdout.startswith("## the strike\n")
    assert (nothing.returncode, nothing.stdout) == (3, "")


@pytest.mark.slow
def test_when_questions_were_written_about_comes_as_a_table_and_a_picture(seeded, tmp_path):
    plot = tmp_path / "strikes.png"

    done = run("hits_over_time", seeded, "+strike", "+ferry", "--by", "month", "--plot", plot)

    assert (done.returncode, done.stderr) == (0, "")
    header, *rows = csv.reader(io.StringIO(done.stdout))
    assert header == ["first", "+strike", "+ferry"]
    assert rows[0][0].startswith("2024-09")
    assert sum(float(row[1] or 0) for row in rows) > 0
    assert plot.read_bytes().startswith(b"\x89PNG")
