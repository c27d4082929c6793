"""How much of each result is printed, and which options leave no room for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

list_option = click.option("--list", "listed", is_flag=True, help="Print a line for each article.")


def layout_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--context`, `--full` and `--list`, passed on as `context full listed`."""
    command = list_option(command)
    command = click.option("--full", is_flag=True, help="Print whole passages.")(command)
    return click.option(
        "--context",
        metavar="N",
        type=click.IntRange(min=0),
        help="Print the answer with N sentences on either side.",
    )(command)


def only_one(context: click.Context, *names: str) -> str | None:
    """Return which of some options is said, as the name of its parameter; None if none is.

    What is typed wins over what is kept in a file or a variable.

    Raises:
        click.UsageError: several are typed, or several are kept and none is typed.
    """
    values = {name: context.params.get(name) for name in names}
    said = [name for name, value in values.items() if value is not None and value is not False]
    return only_typed(context, *said) or _only(context, said)


def only_typed(context: click.Context, *names: str) -> str | None:
    """Return which of some options is typed, whatever is kept; None if none is.

    Raises:
        click.UsageError: several are typed.
    """
    return _only(context, [name for name in names if _is_typed(context, name)])


def _only(context: click.Context, names: Sequence[str]) -> str | None:
    """Return the one of some parameters, None of none; refuse several."""
    if len(names) > 1:
        first, second = (_option(context, name) for name in names[:2])
        raise click.UsageError(f"{first} and {second}: say one of them")
    return names[0] if names else None


def needs_format(context: click.Context, form: str, forms: Sequence[str], *names: str) -> None:
    """Refuse options that are typed where the format that is printed has no place for them.

    Args:
        context: of the command.
        form: that is printed.
        forms: those that have a place for them.
        names: of the parameters.

    Raises:
        click.UsageError: one is typed, and the format is another.
    """
    for name in names:
        if form not in forms and _is_typed(context, name):
            raise click.UsageError(f"{_option(context, name)} goes with --format {forms[0]}")


def _is_typed(context: click.Context, name: str) -> bool:
    """Tell whether an option stands on the command line."""
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _option(context: click.Context, name: str) -> str:
    return next(each.opts[0] for each in context.command.params if each.name == name)
