"""`newsdex withdrawn`."""

import json
from datetime import UTC, datetime

import pytest
from conftest import run_newsdex

from corpus import Withdrawal


@pytest.fixture
def newsdex(empty_folder, tmp_path):
    del empty_folder
    return lambda *words: run_newsdex(
        "--index", tmp_path / "empty", "withdrawn", *words, cwd=tmp_path
    )


def test_withdrawn_articles_are_listed(empty, newsdex):
    assert (newsdex().stdout, newsdex().stderr) == ("", "newsdex: 0 articles were withdrawn\n")

    issued = datetime(2024, 3, 5, 12, tzinfo=UTC)
    empty.add(Withdrawal("cw-17", "canceled", "2", "Dam breaks", issued))

    table = newsdex()
    assert table.stderr == "newsdex: 1 article was withdrawn\n"
    assert "cw-17" in table.stdout
    assert json.loads(newsdex("--format", "jsonl").stdout) == {
        "id": "cw-17",
        "when": "2024-03-05T12:00:00+00:00",
        "reason": "canceled",
        "version": "2",
        "title": "Dam breaks",
    }
