"""The conditions that are in force, each to be taken away by a click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.server.page.addresses import Address

_NAMES = {
    "since": "since",
    "until": "until",
    "on": "on",
    "source": "source",
    "author": "author",
    "section": "section",
    "language": "language",
    "where": "",
    "path": "path",
    "speaker": "speaker",
    "mode": "by",
    "copies": "copies",
    "group": "one for each",
    "recent": "prefer newer than days",
    "per_article": "passages an article",
    "today": "today is",
    "zone": "times in",
    "rerank": "ordered by",
}
"""How conditions are called, by their parameters."""
_VALUES = {("mode", "dense"): "meaning alone", ("mode", "keyword"): "words alone"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is in force."""

    name: str
    value: str
    without: Address
    """The same search without it."""


def chips(address: Address) -> list[Chip]:
    """Return the conditions of an address."""
    return [
        Chip(*_said(name, value), address.without(name, value))
        for name, value in address.pairs
        if name in _NAMES
    ]


def _said(name: str, value: str) -> tuple[str, str]:
    if name == "where":
        field, _, said = value.partition("=")
        return field, said
    return _NAMES[name], _VALUES.get((name, value), value)
