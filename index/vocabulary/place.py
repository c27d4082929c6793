"""Which index is meant where none is named: the nearest one, as git looks for a repository."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

SCHEMES = ("lance", "s3", "gs", "az")
"""How URLs begin of indexes in tables, in folders and in object stores."""

Where = Path | str
"""Where an index is: a directory, or the URL of one in tables."""

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(name: str) -> bool:
    """Tell whether a name is a URL, and no path."""
    return _URL.match(name) is not None


TYPED = "--index"
"""Why an index is meant that was named on the command line."""

VARIABLE = "NEWSDEX_INDEX"
"""The variable that names an index."""

USUAL = ".newsdex"
"""The name of an index that has none of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the index of a command is, or is made."""

    directory: Where
    why: str
    """What says so: an option, a variable, a file, or where it was found."""
    named: bool
    """Whether somebody named it, and may have mistyped it."""


def nearest() -> Place:
    """Return the index of this folder, else of the first folder above that has one, else here.

    An index above that belongs to another user is passed over: who works in a shared folder
    should not search, let alone fill, what somebody has put above it.
    """
    if Path(USUAL).exists():
        return Place(Path(USUAL), "in this folder", named=False)
    for folder in _above():
        found = folder / USUAL
        if found.is_dir() and _is_own(found):
            return Place(found, "in a folder above", named=False)
    return Place(Path(USUAL), "no folder above has one", named=False)


def _above() -> list[Path]:
    """Return the folders above this one, the nearest first; none where this one is gone."""
    try:
        return list(Path.cwd().parents)
    except OSError:
        return []


def _is_own(path: Path) -> bool:
    """Tell whether a path belongs to who runs this; where systems have no owners it does."""
    return sys.platform == "win32" or path.stat().st_uid == os.getuid()
