"""One set of conditions, for every command and method that takes a question or leads on."""

from inspect import Parameter, signature

import click
import pytest

from index import NewsIndex
from index.cli.command_line import cli
from index.search.asked.conditions import Conditions


def every_command(group, path=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


ASKING = {
    name: command
    for name, command in every_command(cli)
    if {"question", "since"} & {parameter.name for parameter in command.params}
}
CONDITIONS = set(Conditions.__annotations__)


def test_search_and_what_leads_on_are_among_the_commands_that_ask():
    assert ASKING.keys() >= {"background", "search", "similar", "story"}


@pytest.mark.parametrize("name", ASKING)
def test_a_command_that_asks_takes_every_condition(name):
    taken = {parameter.name for parameter in ASKING[name].params}

    assert taken >= CONDITIONS


def test_conditions_are_the_same_in_every_command():
    def told(command):
        return {
            parameter.name: (parameter.opts, parameter.help, parameter.type.name)
            for parameter in command.params
            if parameter.name in CONDITIONS
        }

    first, *others = map(told, ASKING.values())
    assert all(other == first for other in others)


def test_every_method_that_takes_a_question_takes_every_condition():
    for name in vars(NewsIndex).keys() | {
        name for base in NewsIndex.__mro__ for name in vars(base) if not name.startswith("_")
    }:
        method = getattr(NewsIndex, name, None)
        if not callable(method) or name.startswith("_"):
            continue
        taken = signature(method).parameters
        if not {"question", "since", "conditions"} & set(taken) or name == "rank_articles":
            continue
        catches_all = any(each.kind is Parameter.VAR_KEYWORD for each in taken.values())
        assert catches_all or set(taken) >= CONDITIONS, name
