"""A folder with files of twelve formats, some of them broken: all that is sound goes in."""

import json

import pytest
from conftest import run_newsdex
from test_inspect import mixed_files


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Return a folder of 1,000 files and the paths of the 50 that are broken."""
    folder = tmp_path_factory.mktemp("mixed") / "files"
    return folder, mixed_files(folder)


def test_950_of_1000_files_go_in_and_50_broken_ones_are_named(mixed, tmp_path):
    folder, broken = mixed

    done = run_newsdex("add", "--no-embed", folder, cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout.startswith("added 950, replaced 0, unchanged 0 (")
    assert done.stdout.endswith("; 50 problems; 950 articles in .newsdex\n")
    lines = [line for line in done.stderr.splitlines() if str(folder) in line]
    named = [line.removeprefix("newsdex: ").partition("!")[0] for line in lines]
    assert [line[: len(path)] for line, path in zip(named, broken, strict=True)] == broken


def test_strictly_nothing_goes_in_and_the_first_broken_file_is_named(mixed, tmp_path):
    folder, broken = mixed

    done = run_newsdex("add", "--no-embed", "--strict", folder, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    (line,) = (line for line in done.stderr.splitlines() if str(folder) in line)
    assert line.startswith(f"newsdex: {broken[0]}")
    (status,) = json.loads(run_newsdex("status", "--format", "json", cwd=tmp_path).stdout)
    assert status["articles"] == 0
