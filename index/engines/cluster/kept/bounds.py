"""How much may be kept of what was read of tables: what variables say."""

from __future__ import annotations

import os
import re

from index.vocabulary.errors import NewsIndexError

IN_MEMORY, ON_DISK = "NEWSDEX_CACHE_MEMORY", "NEWSDEX_CACHE_DISK"
"""The variables."""

_USUAL = {IN_MEMORY: "1GB", ON_DISK: "4GB"}

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", re.IGNORECASE)
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def bound_in_memory() -> int:
    """Return how many bytes may be kept in memory: 1 GB unless told.

    Raises:
        NewsIndexError: what is told is no size.
    """
    return _told(IN_MEMORY)


def bound_on_disk() -> int:
    """Return how many bytes may be kept on disk of object stores: 4 GB unless told.

    Raises:
        NewsIndexError: what is told is no size.
    """
    return _told(ON_DISK)


def _told(variable: str) -> int:
    told = os.environ.get(variable) or _USUAL[variable]
    found = _SIZE.fullmatch(told.strip())
    if not found:
        raise NewsIndexError(f"{variable} is {told!r}; say a size, as 4GB or 500MB, or 0 for none")
    return int(float(found[1]) * _UNITS[found[2].upper()])
