"""The address that a page was asked for by, and those that lead on from it.

An address holds the whole search, so that going back, keeping it and sending it to somebody work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from index.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

Pairs = tuple[tuple[str, str], ...]

_USUAL = frozenset(
    {
        ("mode", "hybrid"),
        ("sort", "relevance"),
        ("copies", "first"),
        ("offset", "0"),
        ("explain", "false"),
        ("share", "false"),
    }
)
"""What is asked for where nothing is said."""
_MOST = 1_000
"""Most parameters of an address that are looked at."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this server: a path and parameters, in order."""

    path: str
    pairs: Pairs = ()

    @classmethod
    def of(cls, request: Request) -> Address:
        """Return the address of a request, without what says nothing.

        Raises:
            ProblemError: it has very many parameters.
        """
        return cls.written(request.url.path, request.url.query)

    @classmethod
    def written(cls, path: str, query: str) -> Address:
        """Return an address by its path and its parameters as they are written, likewise.

        Raises:
            ProblemError: it has very many parameters.
        """
        try:
            pairs = parse_qsl(query, max_num_fields=_MOST)
        except ValueError:
            raise ProblemError(HTTPStatus.BAD_REQUEST, "these are too many parameters") from None
        kept = tuple(dict.fromkeys(each for each in pairs if each[1] and each not in _USUAL))
        return cls(path, kept)

    def __str__(self) -> str:
        """Return it as it stands in a link."""
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path

    def values(self, name: str) -> list[str]:
        """Return the values of a parameter."""
        return [value for each, value in self.pairs if each == name]

    def has(self, name: str, value: str) -> bool:
        """Tell whether a parameter has a value."""
        return (name, value) in self.pairs

    def at(self, path: str) -> Address:
        """Return the same search elsewhere, from its first page on."""
        return replace(self.dropping("offset"), path=path)

    def with_(self, **values: object) -> Address:
        """Return it with other values of some parameters; None leaves one out.

        It leads to the first page, unless `offset` says otherwise.
        """
        gone = {"offset", *values}
        kept = [pair for pair in self.pairs if pair[0] not in gone]
        new = [(name, str(value)) for name, value in values.items() if value not in {None, ""}]
        return replace(self, pairs=(*kept, *(each for each in new if each not in _USUAL)))

    def adding(self, name: str, value: str) -> Address:
        """Return it with one more value of a parameter."""
        return replace(self, pairs=(*self.dropping("offset").pairs, (name, value)))

    def dropping(self, *names: str) -> Address:
        """Return it without some parameters."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in names))

    def without(self, name: str, value: str) -> Address:
        """Return it without one value of a parameter."""
        gone = (name, value)
        kept = (pair for pair in self.pairs if pair != gone and pair[0] != "offset")
        return replace(self, pairs=tuple(kept))

    def keeping(self, names: Iterable[str]) -> Address:
        """Return it with some parameters alone."""
        kept = set(names)
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in kept))


def article_path(id_: str) -> str:
    """Return the path of an article's page."""
    return f"/articles/{quote(id_, safe='')}"
