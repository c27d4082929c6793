"""Options that every command has, before its name or after it, and settings of the others."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from index.cli.settings import (
    INDEX,
    check_heads,
    chosen_index,
    file_beside,
    names_of,
    options_of,
    read,
    user_file,
)
from index.vocabulary.place import TYPED, VARIABLE, Place, Where, is_url, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.cli.settings import Setting, SettingsFile

_QUIET, _VERBOSE, _PLACE = "newsdex.quiet", "newsdex.verbose", "newsdex.place"
"""Under which names the context of a command keeps what was said of them."""


class PlaceType(click.Path):
    """A directory, or the URL of an index in tables."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a URL as it is."""
        url = isinstance(value, str) and is_url(value)
        return value if url else super().convert(value, param, ctx)


def options_everywhere(*, hidden: bool) -> list[click.Option]:
    """Return the options that every command has.

    Args:
        hidden: whether help leaves them out, where that of all commands has them.
    """
    index = click.Option(
        [TYPED],
        type=PlaceType(),
        metavar="DIRECTORY",
        envvar=None if hidden else VARIABLE,
        show_envvar=not hidden,
        is_eager=True,
        expose_value=False,
        callback=_take_index,
        hidden=hidden,
        help="Directory of the index, or URL of one in tables. Default: .newsdex here or in the "
        "nearest folder above.",
    )
    flags = (
        ("-q", "--quiet", "Say nothing beside results, problems and errors.", _be_quiet),
        ("-v", "--verbose", "Say more, where a command has more to say.", _be_verbose),
        ("", "--debug", "Show tracebacks.", None),
    )
    return [
        index,
        *(
            click.Option(
                [name for name in (short, long) if name],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=callback,
                hidden=hidden,
                help=help_,
            )
            for short, long, help_, callback in flags
        ),
    ]


def with_options_everywhere(command: click.Command, *above: str) -> click.Command:
    """Give a command, and those within it, the options of all, and each option a variable.

    The variable of `search --limit` is `NEWSDEX_SEARCH_LIMIT`. There is none for options that may
    come several times, whose values could not be told apart, nor for those that turn something
    off, of which it would not be clear what they turn.

    Args:
        command: to be changed.
        above: names of the commands that it is in.
    """
    path = (*above, command.name or "")
    for option in command.params:
        if isinstance(option, click.Option) and not (option.multiple or option.flag_value is False):
            name = "_".join(("newsdex", *path, names_of(option)[0]))
            option.envvar = option.envvar or name.upper().replace("-", "_")
    command.params += options_everywhere(hidden=True)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            with_options_everywhere(each, *path)
    return command


def is_quiet() -> bool:
    """Tell whether `--quiet` was said."""
    return _is_said(_QUIET)


def is_verbose() -> bool:
    """Tell whether `--verbose` was said."""
    return _is_said(_VERBOSE)


def place_of_index() -> Place | None:
    """Return where the index of the command that runs is, and why; None outside of a command."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_PLACE) if context else None


def settings_files(context: click.Context, place: Place) -> list[SettingsFile]:
    """Return the files of settings that hold for an index, those that win last.

    Raises:
        click.UsageError: one can't be read, or has what no command knows.
    """
    group = context.find_root().command
    found = []
    for path, top in ((user_file(), {INDEX}), (file_beside(place.directory), set[str]())):
        if file := read(path):
            if isinstance(group, click.Group):
                check_heads(file, group.commands, top)
            found.append(file)
    return found


def settings_of(
    command: click.Command, name: str, files: Iterable[SettingsFile]
) -> dict[str, Setting]:
    """Return what files set of a command, by the names of its parameters; a later file wins.

    Raises:
        click.UsageError: a setting is wrong.
    """
    found: dict[str, Setting] = {}
    for file in files:
        found |= options_of(file, command, name)
    return found


def _is_said(key: str) -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(key))


def _be_quiet(context: click.Context, _option: click.Parameter, said: bool) -> None:
    if said:
        context.meta[_QUIET] = True
        logging.getLogger("newsdex").setLevel(logging.WARNING)


def _be_verbose(context: click.Context, _option: click.Parameter, said: bool) -> None:
    if said:
        context.meta[_VERBOSE] = True


def _take_index(context: click.Context, option: click.Parameter, directory: Where | None) -> None:
    """Keep which index was named; before a command runs, find it and the settings that hold."""
    if directory is not None:
        typed = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        context.obj = Place(directory, TYPED if typed else VARIABLE, named=True)
    if isinstance(context.command, click.Group):
        return
    place = context.obj or _chosen() or nearest()
    context.obj, context.meta[_PLACE] = place.directory, place
    name = context.command_path.removeprefix(context.find_root().command_path).strip()
    found = settings_of(context.command, name, settings_files(context, place))
    context.default_map = {parameter: setting.default for parameter, setting in found.items()}


def _chosen() -> Place | None:
    """Return the index that the user's own file names, if it names one."""
    setting = chosen_index(read(user_file()))
    if setting is None:
        return None
    try:
        directory: Where = setting.value
        if not is_url(setting.value):
            directory = setting.file.parent / Path(setting.value).expanduser()
    except RuntimeError as error:
        raise setting.refuse(f"index: {setting.value}: nobody here is called so") from error
    return Place(directory, setting.where, named=True)
