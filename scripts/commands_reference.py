#!/usr/bin/env python3
"""Prints docs/commands.md, made of what each command says with --help.

scripts/commands_reference.py > docs/commands.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.cli.command_line import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# Commands

What each command says with `--help`; made by `scripts/commands_reference.py`, so edit the help.
"""
WIDTH = 90


def section(context: click.Context) -> str:
    """Return a command's help under its name."""
    lines = context.command.get_help(context).splitlines()
    help_ = "\n".join(f"    {line}".rstrip() for line in lines)
    return f"## {context.command_path}\n\n{help_}"


def main() -> None:
    """Print the page, of one width whatever the terminal's."""
    whole = click.Context(cli, info_name="newsdex", terminal_width=WIDTH, **cli.context_settings)
    print(HEAD)
    print(section(whole))
    for context in below(whole):
        print(f"\n{section(context)}")


def below(group: click.Context) -> Iterator[click.Context]:
    """Yield the commands of a group, each before those of its own."""
    if isinstance(group.command, click.Group):
        for name, command in sorted(group.command.commands.items()):
            context = click.Context(command, parent=group, info_name=name)
            yield context
            yield from below(context)


if __name__ == "__main__":
    main()
