"""A question and its conditions, as every command that asks takes them, declared once."""

from __future__ import annotations

import sys
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from index.cli.completing import field_values, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.interfaces import Copies


def _asked(question: tuple[str, ...]) -> str:
    """Return a question as one text; what standard input says where it is `-` alone."""
    words = sys.stdin.read().split() if question == ("-",) else question
    return " ".join(words)


CONDITIONS = "mode since until on source author section language where path copies today".split()
"""What is taken off a command's options, as the names of `Conditions`."""


def _several(
    _context: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the names that were given; None asks for nothing."""
    return names or None


def _where(
    _context: click.Context, _option: click.Parameter, pairs: tuple[str, ...]
) -> dict[str, list[str]]:
    """Return the values that each field may have."""
    asked: dict[str, list[str]] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or not field.strip() or not value.strip():
            raise click.BadParameter(f"{pair!r} is not FIELD=VALUE, such as topics=grain")
        asked.setdefault(field.strip(), []).append(value)
    return asked


def conditions(copies: Copies) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command the conditions of `index.search.asked.conditions.Conditions`.

    They are passed on as `asked`, keyword arguments of the methods of `NewsIndex` that take them.

    Args:
        copies: which of a story are meant unless told.
    """

    def condition_options(command: Callable[..., None]) -> Callable[..., None]:
        @click.option(
            "--mode",
            type=click.Choice(["hybrid", "keyword", "dense"]),
            default="hybrid",
            show_default=True,
            help="Both legs, or one alone.",
        )
        @click.option(
            "--since",
            metavar="DATE",
            help='Published then or later, as 2021-03-18, 2021-03, yesterday, "3 days ago".',
        )
        @click.option(
            "--until",
            metavar="DATE",
            help="Published then or before; a month or year counts to its end.",
        )
        @click.option(
            "--on",
            metavar="DATE",
            help='Published on this day, or in this time, as 2021 or "last week".',
        )
        @click.option(
            "--source",
            metavar="NAME",
            multiple=True,
            callback=_several,
            shell_complete=values_of("source"),
            help="Only from this source; may come several times.",
        )
        @click.option(
            "--author",
            metavar="NAME",
            multiple=True,
            callback=_several,
            shell_complete=values_of("author"),
            help="Only with this name in the byline; may come several times.",
        )
        @click.option(
            "--section",
            metavar="NAME",
            multiple=True,
            callback=_several,
            shell_complete=values_of("section"),
            help="Only from this section; or one of several.",
        )
        @click.option(
            "--language",
            metavar="TAG",
            multiple=True,
            callback=_several,
            shell_complete=values_of("language"),
            help="Only in this language, as en or en-GB; or one of several.",
        )
        @click.option(
            "--where",
            metavar="FIELD=VALUE",
            multiple=True,
            callback=_where,
            shell_complete=field_values,
            help="Only with this value of a field, as topics=grain; `newsdex fields` lists them.",
        )
        @click.option(
            "--path",
            metavar="GLOB",
            help="Only found in such files, as reports/2024/*, or in a folder.",
        )
        @click.option(
            "--copies",
            type=click.Choice(["first", "all"]),
            default=copies,
            show_default=True,
            help="Show a story that several articles print once, or all of them.",
        )
        @click.option(
            "--today",
            metavar="DATE",
            type=click.DateTime(["%Y-%m-%d"]),
            help="The day that 'yesterday' and 'last week' are counted from.",
        )
        @wraps(command)
        def conditioned(*arguments: Any, **options: Any) -> None:
            asked = {name: options.pop(name) for name in CONDITIONS}
            if asked["today"]:
                asked["today"] = asked["today"].date()
            command(*arguments, asked=asked, **options)

        return conditioned

    return condition_options


condition_options = conditions("first")
every_copy_options = conditions("all")


def question_options_of(
    condition_options: Callable[[Callable[..., None]], Callable[..., None]],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command a QUESTION and some conditions.

    They are passed on as `question`, one text, and `asked`, as `conditions` does.
    """

    def question_options(command: Callable[..., None]) -> Callable[..., None]:
        @click.argument("question", nargs=-1)
        @condition_options
        @wraps(command)
        def asking(*arguments: Any, question: tuple[str, ...], **options: Any) -> None:
            command(*arguments, question=_asked(question), **options)

        return asking

    return question_options


question_options = question_options_of(condition_options)

_ASKS_NOTHING = {"mode", "copies", "today"}
"""Conditions that say how others are meant."""


def is_asked(question: str, asked: Mapping[str, Any]) -> bool:
    """Tell whether anything is asked for, so that not all articles are meant."""
    return bool(question.strip()) or any(
        value for name, value in asked.items() if name not in _ASKS_NOTHING
    )
