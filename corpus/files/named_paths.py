"""What a script names: a path, or several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, overload

from corpus.files.finding import NewsFile
from corpus.vocabulary.errors import ArgumentError, shown

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A path, or any number of them."""


@overload
def named_paths(paths: Paths) -> list[str]: ...


@overload
def named_paths(paths: Paths | Iterable[NewsFile]) -> list[str | NewsFile]: ...


def named_paths(paths: Paths | Iterable[NewsFile]) -> list[Any]:
    """Return the paths that are named, as text; files that were found before as they are.

    Raises:
        ArgumentError: something else is given, or no file system could have such a path.
    """
    if isinstance(paths, str | os.PathLike):
        return [_path(paths)]
    if not isinstance(paths, Iterable) or isinstance(paths, Mapping | bytes | bytearray):
        raise _refusal(paths, "is neither a path nor a list of paths")
    return [path if isinstance(path, NewsFile) else _path(path) for path in paths]


def _path(given: Any) -> str:
    path = os.fspath(given) if isinstance(given, str | os.PathLike) else given
    if not isinstance(path, str):
        raise _refusal(given, "is not a path")
    if not path:
        raise _refusal(path, "is not a path; the current folder is '.'")
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise _refusal(path, "can't be the path of a file")
    return path


def _refusal(given: Any, why: str) -> ArgumentError:
    return ArgumentError(f"{shown(given)} {why}")
