"""JSON of every command is what its schema says, and what the docs say."""

import json
import shutil
import subprocess
import sys

import click
import pytest
from conftest import ROOT, SEEDS
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from index.cli.command_line import cli

SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (ROOT / "index" / "formats" / "schema").glob("*.json")
}
REGISTRY = Registry().with_resources(
    (f"{name}.json", Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)

STRIKE = "cw-20241024-0031"
COMMANDS = {
    "search": [
        ("harbour strike", "--facets", "source,year"),
        ("strikr on Tuesday", "-n", "1", "--explain"),
        ("--source", "Cormorant Wire"),
        ("zeppelin", "--mode", "keyword"),
    ],
    "show": [(STRIKE,)],
    "similar": [(STRIKE,), (STRIKE, "--source", "Nobody")],
    "background": [(STRIKE,)],
    "story": [(STRIKE,)],
    "quotes": [("harbour", "-n", "3")],
    "facets": [("strike",), ("--by", "month,source")],
    "timeline": [("strike", "dam"), ("zeppelin", "--mode", "keyword")],
    "terms": [("harbour strike",)],
    "fields": [(), ("source",)],
    "copies": [()],
    "withdrawn": [()],
    "watch list": [()],
    "status": [()],
    "config": [()],
    "inspect": [(SEEDS, __file__)],
}
"""What is asked of each command."""


def with_json(group=cli, above=""):
    """Yield the names of all commands that print JSON."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from with_json(command, f"{name} ")
        for option in command.params:
            if option.name == "form" and "json" in option.type.choices:
                yield above + name


def faults(name, value, part=""):
    """Return what of a value is not as a schema, or a part of it, says."""
    schema = {"$ref": f"{name.replace(' ', '-')}.json#{part}"}
    validator = Draft202012Validator(schema, registry=REGISTRY)
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", list(with_json()))
def test_a_command_with_json_has_a_schema(name):
    assert SCHEMAS[name.replace(" ", "-")]["title"] == f"newsdex {name}"
    assert name in {*COMMANDS, "evaluate", "watch run"}, "those have tests of their own"


@pytest.mark.parametrize(
    ("name", "arguments"), [(name, each) for name, asked in COMMANDS.items() for each in asked]
)
@pytest.mark.slow
def test_json_is_as_its_schema_says(newsdex, seeded, name, arguments):
    done = newsdex("--index", seeded, *name.split(), *arguments, "--format", "json")

    assert done.returncode == 0, done.stderr
    assert faults(name, json.loads(done.stdout)) == []


@pytest.mark.slow
def test_news_is_as_its_schema_says(newsdex, seeded, tmp_path):
    index = shutil.copytree(seeded, tmp_path / "news")
    newsdex("--index", index, "watch", "add", "dams", "dam", "--source", "Coastal Wire")
    article = {"text": "The dam broke.", "source": "Coastal Wire"}
    newsdex("--index", index, "add", "-", "--no-embed", stdin=json.dumps(article))

    listed = newsdex("--index", index, "watch", "list", "--format", "json")
    run = newsdex("--index", index, "watch", "run", "--format", "json")

    assert faults("watch list", json.loads(listed.stdout)) == []
    assert faults("watch run", json.loads(run.stdout)) == []
    assert json.loads(run.stdout)[0]["total"] == 1


def test_a_line_of_json_is_a_hit_as_the_schema_says(newsdex, seeded):
    done = newsdex("--index", seeded, "search", "dam", "--format", "jsonl")

    lines = done.stdout.splitlines()
    assert len(lines) > 1
    for line in lines:
        assert faults("search", json.loads(line), "/$defs/hit") == []


def test_a_line_of_ask_is_as_its_schema_says(newsdex, seeded):
    asked = (
        'strike\n{"question": "", "source": "Cormorant Wire"}\n{"id": 3, "question": "zeppelin"}'
    )

    done = newsdex("--index", seeded, "ask", "-", "-n", "2", stdin=asked)

    lines = done.stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        assert faults("ask", json.loads(line)) == []


def test_another_value_is_a_fault():
    hits = {"question": "dam", "total": "many", "hits": []}

    assert any("'many' is not of type 'integer'" in fault for fault in faults("search", hits))


def test_the_page_on_json_is_made_of_the_schemas():
    done = subprocess.run(
        [sys.executable, "scripts/json_reference.py"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert (ROOT / "docs" / "json.md").read_text(encoding="utf-8") == done.stdout
