"""Each file in `cases/` is read as users' files are, and gives what the JSON beside it says.

To add a case, put a file into the folder of its format, named for what it shows, and run

    pytest tests/readers/test_cases.py --accept

which writes the JSON of every case that is read otherwise than expected. Look at what it wrote
before you commit it: that is the assertion. `found` are articles and withdrawals in the order of
the file, `problems` the lines that a user is told, without the path. What an article leaves
empty is left out, and so is an id that follows from its address or text; a text of several lines
is the list of them.
"""

import json
from dataclasses import fields
from difflib import unified_diff
from itertools import chain

import pytest
from one_file import CASES

from corpus import Article, Withdrawal, read_articles

EXPECTED = ".expected.json"

FILES = sorted(path for path in CASES.glob("*/*") if not path.name.endswith(EXPECTED))


def expected_file(case):
    return case.with_name(case.name.partition(".")[0] + EXPECTED)


def rendered(case):
    """Return what is read of a file, as the lines of its JSON."""
    problems = []
    found = [row(each) for each in read_articles([case], on_problem=problems.append)]
    told = [str(problem).removeprefix(str(case)) for problem in problems]
    outcome = {"found": found, "problems": told}
    return f"{json.dumps(outcome, ensure_ascii=False, indent=2)}\n".splitlines(keepends=True)


def row(found):
    if isinstance(found, Withdrawal):
        return {"withdrawn": found.id, "status": found.status, "version": found.version}
    said = (field.name for field in fields(found) if field.compare)
    values = {name: getattr(found, name) for name in said}
    if found.id == Article(title=found.title, text=found.text, url=found.url).id:
        del values["id"]
    if "\n" in found.text:
        values["text"] = found.text.split("\n")
    for name in ("published", "updated"):
        values[name] = values[name] and values[name].isoformat()
    return {name: value for name, value in values.items() if value}


@pytest.mark.parametrize("case", FILES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_file_is_read_as_expected(case, pytestconfig):
    path = expected_file(case)
    expected = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []

    read = rendered(case)

    if read == expected:
        return
    if pytestconfig.getoption("accept"):
        path.write_text("".join(read), encoding="utf-8", newline="\n")
        pytest.skip(f"wrote {path.relative_to(CASES)}, to be looked at")
    difference = unified_diff(expected, read, "expected", "read")
    pytest.fail(
        f"{case} is read otherwise; if that is right: pytest --accept\n{''.join(difference)}",
        pytrace=False,
    )


def test_every_expected_outcome_has_its_one_file():
    cases = [expected_file(case) for case in FILES]
    assert sorted(cases) == sorted(set(chain(cases, CASES.glob(f"*/*{EXPECTED}"))))
