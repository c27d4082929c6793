"""The public face: what is exported, and that the documentation says the same."""

import os
import re
import shlex
import subprocess
import sys
from inspect import getmembers, isclass
from types import ModuleType

import click
import pytest
from conftest import ROOT

import corpus
import corpus.vocabulary.errors
import index
import index.vocabulary.errors
import index.vocabulary.results
import newsdex
from index.cli.command_line import cli
from index.ranking import fusion

README = ROOT / "README.md"


@pytest.mark.parametrize("package", [corpus, index])
def test_every_public_name_is_exported_sorted_and_there(package):
    assert package.__all__ == sorted(package.__all__)
    for name in package.__all__:
        assert getattr(package, name).__doc__
    own = {
        name
        for name, value in vars(package).items()
        if not name.startswith("_")
        and not isinstance(value, ModuleType)
        and getattr(value, "__module__", "").startswith(package.__name__)
    }
    assert own <= set(package.__all__)


@pytest.mark.parametrize(
    ("package", "module"), [(corpus, corpus.vocabulary.errors), (index, index.vocabulary.errors)]
)
def test_every_error_is_exported_and_in_the_tree(package, module):
    errors = {name: cls for name, cls in getmembers(module, isclass) if issubclass(cls, Exception)}
    base, *drawn = re.findall(r"^(?:[├└]── )?(\w+Error)\b", module.__doc__, re.MULTILINE)

    assert set(errors) == {base, *drawn}
    assert set(errors) <= set(package.__all__)
    for name in drawn:
        first, *others = errors[name].__bases__
        assert first is errors[base]
        assert all(other.__module__ == "builtins" for other in others), "Python's own word for it"
        assert errors[name].__doc__
    assert errors[base].__bases__ == (Exception,)


def test_what_an_index_gives_back_is_exported():
    results = {
        name
        for name, cls in getmembers(index.vocabulary.results, isclass)
        if cls.__module__.startswith("index.vocabulary.results.")
    }

    assert "Hit" in results
    assert results <= set(index.__all__)


def test_a_name_that_is_none_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'index' has no attribute 'OldsIndex'"):
        index.OldsIndex  # noqa: B018 - asking is the test


def test_newsdex_has_every_public_name_and_no_other():
    assert newsdex.__all__ == sorted({*corpus.__all__, *index.__all__})
    assert len(newsdex.__all__) == len(corpus.__all__) + len(index.__all__)
    for package in (corpus, index):
        for name in package.__all__:
            assert getattr(newsdex, name) is getattr(package, name)
    assert set(newsdex.__all__) <= set(dir(newsdex))


def test_a_name_that_newsdex_does_not_have_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'newsdex' has no attribute 'OldsIndex'"):
        newsdex.OldsIndex  # noqa: B018 - asking is the test


def all_commands(group=cli, above=""):
    """Return all commands by name, those of groups included."""
    found = {}
    for name, command in group.commands.items():
        found[above + name] = command
        if isinstance(command, click.Group):
            found |= all_commands(command, f"{name} ")
    return found


COMMANDS = all_commands()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_appears_in_the_readme(name):
    command = COMMANDS[name]

    assert command.help
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or parameter.help, parameter.name
    assert f"newsdex {name.split()[0]}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_two_examples_that_can_be_typed(name):
    whole = click.Context(cli, info_name="newsdex")
    help_ = COMMANDS[name].get_help(click.Context(COMMANDS[name], parent=whole))
    _, _, examples = help_.partition("\n  Examples:\n")
    lines = [line.strip() for line in examples.splitlines()]

    assert len(lines) >= 2
    assert max(map(len, lines)) < 80
    for line in lines:
        assert f"newsdex {name} " in f"{line} " or f" {name} " in f"{line} "
        for program in re.split(r" [|>] ", line):
            if program.startswith("newsdex "):
                parse(shlex.split(program)[1:])


def parse(words):
    """Parse a command line as click does, without running it."""
    name, *rest = words[2:] if words[0] == "--index" else words
    while isinstance(COMMANDS[name], click.Group):
        name, rest = f"{name} {rest[0]}", rest[1:]
    COMMANDS[name].make_context(name, rest)


def test_the_page_on_commands_is_what_their_help_says():
    page = subprocess.run(
        [sys.executable, ROOT / "scripts" / "commands_reference.py"],
        env={**os.environ, "COLUMNS": "40"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    remade = "scripts/commands_reference.py > docs/commands.md"
    assert page.stdout == (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), remade


def test_the_readme_names_no_command_that_is_not_there():
    named = re.findall(r"`newsdex ([a-z]+)", README.read_text(encoding="utf-8"))

    assert set(named) == set(cli.commands)


def test_the_readme_names_no_option_that_is_not_there():
    known = {
        option
        for command in (cli, *cli.commands.values())
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README.read_text(encoding="utf-8")))

    assert named
    assert named <= known


def test_the_readme_states_the_weights_in_force():
    prose = " ".join(README.read_text(encoding="utf-8").split())

    assert f"{fusion.DENSE} · cosine" in prose
    assert f"{fusion.KEYWORD} · BM25 over the best BM25" in prose
    assert f"{fusion.ARTICLE} · the mean cosine of all passages of its article" in prose
    for weight in (fusion.TITLE, fusion.SOURCE, fusion.TIME):
        assert f"{weight} · " in prose
