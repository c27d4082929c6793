"""Commands that are imported when they are asked for: a search pays for no other's import."""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING

import click

from index.cli.everywhere import with_options_everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROOM = "index.cli.commands"


class Lazily(MutableMapping[str, click.Command]):
    """The commands of a group by their names."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        """Take the names of the commands that each module has, parted by spaces.

        A command is what the module calls by its name, or by its name and `_` where Python has
        the name already.
        """
        self._module = {name: each for each, names in modules.items() for name in names.split()}
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module = import_module(f"{_ROOM}.{self._module[name]}")
            found = getattr(module, f"{name}_", None)
            self._loaded[name] = with_options_everywhere(found or getattr(module, name))
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command
        self._module.setdefault(name, "")

    def __delitem__(self, name: str) -> None:
        del self._module[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._module)

    def __len__(self) -> int:
        return len(self._module)
