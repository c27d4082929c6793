"""What was read, kept in memory and, where reads are dear, on disk."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from index.engines.cluster.kept.bounds import bound_in_memory, bound_on_disk
from index.engines.cluster.kept.disk import Disk
from index.vocabulary.made_once import made_once
from index.vocabulary.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_ROWS = 0.25
"""Of what may be kept in memory; Lance has the rest."""

_OVERHEAD = 200
"""Bytes that something takes beside its content, about."""


class Kept:
    """What was read of the tables of one index, by names that say of what."""

    def __init__(self, url: str, *, dear: bool) -> None:
        """Begin.

        Args:
            url: of the index.
            dear: whether to keep on disk, too, what was read: of an object store.

        Raises:
            NewsIndexError: a bound is no size.
        """
        self._url = url
        self._most = bound_on_disk() if dear else 0
        self.memory: Memory[object] = Memory(int(bound_in_memory() * _OF_ROWS))

    @made_once
    def _disk(self) -> Disk | None:
        return Disk(user_cache_path("newsdex") / "tables", self._most) if self._most else None

    def _key(self, name: str) -> bytes:
        return hashlib.blake2b(f"{self._url}\n{name}".encode(), digest_size=16).digest()

    def get(self, names: Sequence[str], *, large: bool = False) -> dict[str, bytes]:
        """Return what is kept by some names.

        Args:
            names: of what.
            large: whether it is on disk alone, since who asks keeps what was read.
        """
        found: dict[str, bytes] = {}
        for name in () if large else names:
            content = self.memory.get(name)
            if isinstance(content, bytes):
                found[name] = content
        missing = {self._key(name): name for name in names if name not in found}
        if self._disk is not None and missing:
            there = {missing[key]: content for key, content in self._disk.get(missing).items()}
            if not large:
                self._remember(there)
            found |= there
        return found

    def put(self, contents: dict[str, bytes], *, large: bool = False) -> None:
        """Keep some contents by their names; `large` as of `get`."""
        if not large:
            self._remember(contents)
        if self._disk is not None:
            self._disk.put({self._key(name): content for name, content in contents.items()})

    def _remember(self, contents: dict[str, bytes]) -> None:
        for name, content in contents.items():
            self.memory.put(name, content, len(name) + len(content) + _OVERHEAD)
