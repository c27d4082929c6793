"""The programs in scripts/ that people copy."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT, SEEDS


def answer_questions(*arguments):
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "answer_questions.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_file_of_questions_is_answered_as_json_lines(seeded, tmp_path):
    questions = ["what did US officials demand", "Wer streikt im Hafen?"]
    (tmp_path / "questions.txt").write_text("\n\n".join(questions), encoding="utf-8")

    done = answer_questions(seeded, tmp_path / "questions.txt")

    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["question"] for line in lines] == questions
    assert [len(line["answers"]) for line in lines] == [3, 3]
    passage = lines[0]["answers"][0]["passage"]
    assert "specific steps" in passage
    seed = (SEEDS / "000_075aaf6800cae687.txt").read_text(encoding="utf-8")
    assert passage in seed


def test_the_script_is_ten_lines_of_code():
    text = (ROOT / "scripts" / "answer_questions.py").read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if line.strip() and not line.startswith(("#", '"'))]

    assert len(code) <= 10


@pytest.mark.slow
def test_a_short_torture_loses_nothing(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "torture", "--rounds", "4", "--seed", "1"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "articles, lost: 0; " in done.stdout
