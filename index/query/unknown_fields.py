"""Words before a colon that were meant as a field, where there is no such field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.query.near import nearest_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_NAMED = re.compile(r"(?<![\w:/.@-])([a-z][\w.-]*):(?=[^\s/:)\]}>])")
"""A name in small letters with a value right behind it; neither a URL, nor a time, nor prose, in
which a colon has a space behind it or a capital before it."""

_ELSEWHERE = frozenset(
    "site url inurl intitle intext filetype type date day before after since until tag tags topic "
    "topics category categories subject subjects keyword keywords place places country countries "
    "byline headline text body publisher publication desk by".split()
)
"""Fields that people know from other engines."""

_SHORTEST = 4
"""Letters of a name that may be a misspelt one."""

_SHOWN = 8
"""Fields named where there are more."""


def unknown_fields(question: str, known: Collection[str]) -> Iterator[str]:
    """Yield a line for each field that a question names and that there isn't.

    Args:
        question: as typed.
        known: all fields that may be named.
    """
    outside = re.sub(r'"[^"]*"', "x", question)
    for name in dict.fromkeys(_NAMED.findall(outside)):
        if name in {each.casefold() for each in known}:
            continue
        near = nearest_names(name, known) if len(name) >= _SHORTEST else []
        if near or name in _ELSEWHERE:
            yield f"{no_field(name, known)}; read as words"


def no_field(name: str, known: Collection[str]) -> str:
    """Return that there is no such field, and which there are, the nearest first.

    That articles lie in files is told of only where something like it was asked for.
    """
    near = nearest_names(name, known)
    names = [*near, *(each for each in known if each not in {*near, "path"})]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"no field {name!r}; there are: {', '.join(names[:_SHOWN])}{more}"
