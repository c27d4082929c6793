"""Options that are typed again and again, kept in files: `newsdex.toml`.

A table for each command has its options by their long names, without dashes:

    [search]
    limit = 20
    sort = "newest"

The user's own file is in the configuration folder of the system; that beside an index holds for
it, and wins. Options and variables of the environment win over both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from platformdirs import user_config_path

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from index.vocabulary.place import Where

FILE = "newsdex.toml"

INDEX = "index"
"""The one setting of the user's file that stands above all tables: which index is meant."""

_NEVER = {"yes", "http", "host", "allow-host", "token", "show-paths"}
"""Options that are said each time: they let a command go without asking, or let others in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of a file of settings."""

    name: str
    value: Any
    file: Path
    line: int
    default: Any = None
    """What click takes for the value, once it is known of which option."""

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.file}, line {self.line}"

    def refuse(self, reason: str) -> click.UsageError:
        """Return the error that says what is wrong with it."""
        return click.UsageError(f"{self.where}: {reason}")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What one file says."""

    path: Path
    top: tuple[Setting, ...]
    """Outside of all tables."""
    tables: Mapping[str, tuple[Setting, ...]]
    """By command; `watch run` for one within another."""


def user_file() -> Path:
    """Return where the user's own settings are, if there are any."""
    return user_config_path("newsdex") / FILE


def file_beside(index: Where) -> Path | None:
    """Return where the settings are that hold for an index, if there are any.

    Beside one in tables are none: whoever may write there could set what others run.
    """
    return None if isinstance(index, str) else index.parent / FILE


def read(path: Path | None) -> SettingsFile | None:
    """Return what a file says; None if there is none.

    Raises:
        click.UsageError: it is not TOML, or not to be read.
    """
    import tomllib  # 10 ms that most commands save

    if path is None:
        return None
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise click.UsageError(f"{path}: {reason}") from error
    top = {name: value for name, value in content.items() if not isinstance(value, dict)}
    tables = dict(_tables(content, ""))
    return SettingsFile(
        path,
        tuple(_settings(top, path, text, "")),
        {name: tuple(_settings(table, path, text, name)) for name, table in tables.items()},
    )


def chosen_index(file: SettingsFile | None) -> Setting | None:
    """Return which index the user's file names; a relative path is from that file.

    Raises:
        click.UsageError: it is not a path.
    """
    for setting in file.top if file else ():
        if setting.name == INDEX:
            if not isinstance(setting.value, str):
                raise setting.refuse("index: not the path of a directory")
            return setting
    return None


def check_heads(file: SettingsFile, commands: Container[str], top: Container[str]) -> None:
    """Check that a file has tables of commands alone, and above them what may stand there.

    Args:
        file: with settings.
        commands: by name.
        top: settings that may stand above all tables.

    Raises:
        click.UsageError: it has others.
    """
    for setting in file.top:
        if setting.name not in top:
            raise setting.refuse(f"{setting.name!r} belongs below the [command] that it is for")
    for name in file.tables:
        if name.split()[0] not in commands:
            raise click.UsageError(f"{file.path}: [{name}] is no command")


def options_of(file: SettingsFile, command: click.Command, name: str) -> dict[str, Setting]:
    """Return what a file sets of a command, by the names of the command's parameters.

    Args:
        file: with settings.
        command: which takes them.
        name: of the command, as typed.

    Raises:
        click.UsageError: a setting is unknown, can't be kept in a file, or has a wrong value.
    """
    known = dict(_settable(command))
    found = {}
    for setting in file.tables.get(name, ()):
        option = known.get(setting.name)
        if option is None:
            raise setting.refuse(f"{name} has no setting {setting.name!r}: {', '.join(known)}")
        value = _default(option, setting)
        if option.name and value is not None:
            found[option.name] = replace(setting, default=value)
    return found


def names_of(option: click.Parameter) -> list[str]:
    """Return the long names of an option without dashes, as settings have them."""
    return [each[2:] for each in option.opts if each.startswith("--")]


def is_settable(option: click.Parameter) -> bool:
    """Tell whether an option may be kept.

    What names a file to write, agrees to all or lets others in is said each time: a file beside
    an index may come from a stranger, with the index.
    """
    names = set(names_of(option))
    path = isinstance(option.type, click.Path | click.File)
    return isinstance(option, click.Option) and not (path or names & _NEVER or option.is_eager)


def _settable(command: click.Command) -> Iterator[tuple[str, click.Option]]:
    for option in command.params:
        if isinstance(option, click.Option) and is_settable(option):
            for name in names_of(option):
                yield name, option
            for name in option.secondary_opts:
                yield name.lstrip("-"), option


def _default(option: click.Option, setting: Setting) -> Any:
    """Return a setting as click takes it; None leaves the option as it is.

    Raises:
        click.UsageError: the option takes no such value.
    """
    value = setting.value
    if option.is_flag:
        if not isinstance(value, bool):
            raise setting.refuse(f"{setting.name}: say true or false")
        if f"--{setting.name}" in option.secondary_opts:
            return not value
        stands_for = option.flag_value  # a plain flag's is click's own sign for nothing
        if isinstance(stands_for, str) or stands_for is False:
            return stands_for if value else None
        return value
    several = value if isinstance(value, list) else [value]
    if len(several) != 1 and not option.multiple:
        raise setting.refuse(f"{setting.name}: one value, not {len(several)}")
    texts = [each.isoformat() if isinstance(each, date) else str(each) for each in several]
    try:
        for text in texts:
            option.type.convert(text, option, None)
    except click.BadParameter as error:
        raise setting.refuse(f"{setting.name}: {error.message}") from error
    return texts if option.multiple else texts[0]


def _tables(content: Mapping[str, Any], above: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the tables of a file by the commands that they are for."""
    for name, value in content.items():
        if isinstance(value, dict):
            full = f"{above} {name}".strip()
            yield full, {n: v for n, v in value.items() if not isinstance(v, dict)}
            yield from _tables(value, full)


def _settings(table: Mapping[str, Any], path: Path, text: str, head: str) -> Iterator[Setting]:
    for name, value in table.items():
        yield Setting(name, value, path, _line_of(name, head, text))


def _line_of(name: str, head: str, text: str) -> int:
    """Return the line on which a name is set below the head of its table, from 1."""
    at = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[([^\[\]]+)\]", line):
            at = " ".join(part.strip(" \"'") for part in found[1].split("."))
        elif at == head and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return number
    return 1  # written in a way that is rare, as `search.limit = 20`
