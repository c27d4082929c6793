"""The command that shows which settings hold, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from index.cli.everywhere import place_of_index, settings_files, settings_of
from index.cli.options import examples, format_option
from index.cli.settings import file_beside, is_settable, names_of, user_file
from index.cli.shell import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.cli.printing.tables import Format
    from index.cli.settings import Setting, SettingsFile
    from index.vocabulary.place import Place

_COLUMNS = ("command", "setting", "value", "why")


@click.command(
    epilog=examples(
        "newsdex config",
        "newsdex config search",
        "newsdex --index archive.newsdex config --format json",
    )
)
@click.argument("name", metavar="[COMMAND]", required=False)
@format_option
@click.pass_context
def config(context: click.Context, /, name: str | None, form: Format) -> None:
    """Show which index is meant and which options are set in files and variables, and where.

    With COMMAND all its options are shown, those that nobody has set included. Files hold options
    by their long names: docs/settings.md.
    """
    from index.cli.printing.tables import print_table, write_rows

    place = place_of_index()
    group = context.find_root().command
    if place is None or not isinstance(group, click.Group):
        return
    commands = dict(_commands(group))
    if name is not None and name not in commands:
        raise click.UsageError(f"no command {name!r}: {', '.join(commands)}")
    files = settings_files(context, place)
    rows = [_row("", "index", str(place.directory), place.why)]
    for each, command in commands.items():
        if name in {None, each}:
            found = settings_of(command, each, files)
            rows += _rows(each, command, found, every=name is not None)
    if form == "table":
        print_table(rows)
    else:
        write_rows(rows, form, _COLUMNS)
    _tell_files(place, files)


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command by its name, those within others too."""
    for name, command in group.commands.items():
        full = f"{above} {name}".strip()
        if isinstance(command, click.Group):
            yield from _commands(command, full)
        else:
            yield full, command


def _rows(
    name: str, command: click.Command, found: Mapping[str, Setting], *, every: bool
) -> Iterator[dict[str, Any]]:
    """Yield a row for each option that is set, or for `every` option that may be."""
    context = click.Context(command, info_name=name)
    context.default_map = {parameter: setting.default for parameter, setting in found.items()}
    for option in command.params:
        if not is_settable(option) or not isinstance(option, click.Option) or not option.name:
            continue
        value, source = option.consume_value(context, {})
        setting = found.get(option.name)
        if source is ParameterSource.ENVIRONMENT:
            shown = option.is_flag or value
            yield _row(name, names_of(option)[0], shown, str(option.envvar))
        elif source is ParameterSource.DEFAULT_MAP and setting:
            if setting.name in _names(option):
                yield _row(name, setting.name, setting.value, setting.where)
        elif every:
            shown = value if source is ParameterSource.DEFAULT and option.show_default else ""
            yield _row(name, names_of(option)[0], shown, "default")


def _names(option: click.Option) -> list[str]:
    return [*names_of(option), *(each.lstrip("-") for each in option.secondary_opts)]


def _row(command: str, setting: str, value: Any, why: str) -> dict[str, Any]:
    return {"command": command, "setting": setting, "value": _text(value), "why": why}


def _text(value: Any) -> str:
    """Return a value as one writes it in a file."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tell_files(place: Place, files: list[SettingsFile]) -> None:
    """Say which files are looked at, and which are there."""
    there = {file.path for file in files}
    for path in (user_file(), file_beside(place.directory)):
        if path:
            say(f"settings in {path}{'' if path in there else ' (not there)'}")
