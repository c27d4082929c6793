"""Files that are not documents: what they are called where they are counted, and told of."""

from __future__ import annotations

import re

from corpus.readers import SUFFIXES
from corpus.vocabulary.errors import Problem

_SUFFIX = re.compile(r"\.[a-z0-9_-]{1,8}")


def unknown_file(path: str, suffix: str, *, among_others: bool) -> Problem:
    """Return that nothing is known of what a file is.

    Args:
        path: of the file; members of containers follow it after `!`.
        suffix: of its name.
        among_others: whether it lies in a folder or archive, where that is usual.
    """
    advice = f"newsdex reads {' '.join(SUFFIXES)}, each also as .gz .bz2 .xz .zst"
    kind = kind_of(suffix) if among_others else ""
    return Problem(path, f"unknown suffix {suffix!r}", advice, kind=kind)


def kind_of(suffix: str) -> str:
    """Return what files of a suffix are counted as, in words that a stranger can't choose."""
    if not suffix:
        return "without suffix"
    return suffix if _SUFFIX.fullmatch(suffix) else "of other kinds"
