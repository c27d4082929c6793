"""What a shell is told when somebody presses Tab: ids, sources, fields and values of the index.

Where there is no index, or none that can be read, it is told nothing, and nothing is said.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from index.cli.shell import open_index
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

    from index.search import NewsIndex

    Completions = list[CompletionItem]
    Completer = Callable[[click.Context, click.Parameter, str], Completions]

Value = TypeVar("Value")

_MOST = 50
"""Values that are offered at once."""


def files(_context: click.Context, _parameter: click.Parameter, typed: str) -> Completions:
    """Leave it to the shell, which knows the files."""
    return [CompletionItem(typed, type="file")]


def ids(context: click.Context, _parameter: click.Parameter, typed: str) -> Completions:
    """Return the ids that begin with what was typed, with the titles of their articles."""

    def found(index: NewsIndex) -> Completions:
        beginning = index.ids_beginning(typed, limit=_MOST)
        return [CompletionItem(id_, help=index.article(id_).title) for id_ in beginning]

    return _told(context, found)


def values_of(field: str) -> Completer:
    """Return what completes the values of a field, the most frequent first."""

    def values(context: click.Context, _parameter: click.Parameter, typed: str) -> Completions:
        return [CompletionItem(value) for value in _values(context, field, typed)]

    return values


def field_names(context: click.Context, _parameter: click.Parameter, typed: str) -> Completions:
    """Return the fields that begin with what was typed."""
    return [CompletionItem(name) for name in _names(context, typed)]


def field_values(context: click.Context, _parameter: click.Parameter, typed: str) -> Completions:
    """Return what completes `FIELD=VALUE`: fields, and once there is one, its values."""
    name, equals, value = typed.partition("=")
    if not equals:
        return [CompletionItem(f"{each}=") for each in _names(context, name)]
    return [CompletionItem(f"{name}={each}") for each in _values(context, name, value)]


def watch_names(context: click.Context, _parameter: click.Parameter, typed: str) -> Completions:
    """Return the names of standing questions that begin with what was typed."""
    names = _told(context, lambda index: [watch.name for watch in index.watches()])
    return [CompletionItem(name) for name in _beginning(names, typed)]


def _told(context: click.Context, ask: Callable[[NewsIndex], list[Value]]) -> list[Value]:
    """Return what the index that is meant answers; nothing where it fails."""
    if isinstance(context.obj, Path | str):
        with suppress(NewsIndexError, OSError), open_index(context.obj) as index:
            return ask(index)
    return []


def _names(context: click.Context, typed: str) -> list[str]:
    return _told(context, lambda index: _beginning((field.name for field in index.fields()), typed))


def _values(context: click.Context, field: str, typed: str) -> list[str]:
    return _told(
        context,
        lambda index: _beginning((each.value for each in index.field(field).values), typed),
    )


def _beginning(values: Iterable[str], typed: str) -> list[str]:
    start = typed.casefold()
    return [value for value in values if value.casefold().startswith(start)][:_MOST]


class InBash(BashComplete):
    """Completion in bash, which parts words at `=` and puts values on the line as they are."""

    _before = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is typed, and that, put together at `=`."""
        args, typed = super().get_completion_args()
        words: list[str] = []
        for word in (*args, typed):
            if words and (word == "=" or words[-1].endswith("=")):
                words[-1] += word
            else:
                words.append(word)
        self._before = "".join(words[-1].rpartition("=")[:2])
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Return a value as it goes on the line: without what stands there, blanks escaped.

        Twice, since the script of click reads it with `read`, which takes one level off.
        """
        value = str(item.value).removeprefix(self._before)
        escaped = re.sub(r"([^\w@%+:,./=-])", r"\\\\\1", value)
        return f"{item.type},{escaped}"


def take_bash() -> None:
    """Have click complete in bash by `InBash`."""
    add_completion_class(InBash)
