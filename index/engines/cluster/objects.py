"""Where an index in tables is kept: a folder that machines share, or a bucket of an object store.

What Lance doesn't do is done here: small objects that are written once, and listed.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from index.engines.cluster.kept import Kept
from index.vocabulary.errors import DamagedIndexError, IndexWriteError, NewsIndexError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from obstore.store import ObjectStore

_FOLDER = "lance://"
"""Begins the URL of an index in a folder; those of object stores begin as theirs do."""


_ADVICE = "bring back the store's own copy of it, or make the index anew"


def no_index(url: str) -> str:
    """Return what to say where there is no index."""
    return f"{url} is not an index; make one with: newsdex --index {url} add PATH"


class Objects:
    """The objects of one index, by their paths within it."""

    def __init__(self, url: str, *, make: bool = False) -> None:
        """Reach a place.

        Args:
            url: of the index; what a store needs beside it is taken from the environment.
            make: whether to make a folder that is not there.

        Raises:
            NoIndexError: there is no such folder.
            NewsIndexError: it can't be reached so, or a bound of what is kept is no size.
        """
        self.url = url.rstrip("/")
        self._folder = ""
        if url.startswith(_FOLDER):
            self._folder = str(Path(self.url.removeprefix(_FOLDER)).absolute())
            if not make and not Path(self._folder).is_dir():
                raise NoIndexError(no_index(self.url))
        try:
            self._store: ObjectStore = (
                LocalStore(self._folder, mkdir=make, automatic_cleanup=True)
                if self._folder
                else from_url(self.url)
            )
        except (BaseError, OSError, ValueError) as error:
            raise NewsIndexError(f"{url} can't be reached ({reason(error)})") from error
        self.kept = Kept(self.url, dear=self.in_a_store)
        """What was read of its tables."""

    @property
    def in_a_store(self) -> bool:
        """Whether each read is a request to an object store."""
        return not self._folder

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """Reach the same place from another process, with what it has of its environment."""
        return type(self), (f"{_FOLDER}{self._folder}" if self._folder else self.url,)

    def damaged(self, path: str, how: str = "") -> DamagedIndexError:
        """Return what to raise when what is at a path is not what was written."""
        told = f" ({how})" if how else ""
        return DamagedIndexError(f"{self.url}/{path} is damaged{told}", _ADVICE)

    def table(self, path: str) -> str:
        """Return the URI under which Lance finds a table."""
        return f"{self._folder or self.url}/{path}"

    def read(self, path: str) -> bytes | None:
        """Return what is in an object; None if it is not there."""
        with _reading(self.url):
            try:
                return bytes(self._store.get(path).bytes())
            except FileNotFoundError:
                return None

    def write(self, path: str, content: bytes) -> None:
        """Write an object."""
        with writing(self.url):
            obstore.put(self._store, path, content)

    def write_new(self, path: str, content: bytes) -> bool:
        """Write an object if there is none, and return whether that was so.

        Of many that try at the same time one does it: a conditional PUT.
        """
        with writing(self.url):
            try:
                obstore.put(self._store, path, content, mode="create")
            except AlreadyExistsError:
                return False
            return True

    def listed(self, under: str, after: str = "") -> Iterator[tuple[str, int, datetime]]:
        """Yield the objects in a folder, in no order: path, size in bytes, last written.

        Args:
            under: path of the folder.
            after: path after which they are wanted.
        """
        with _reading(self.url):
            for found in self._store.list(under, offset=after or None):
                for each in found:
                    yield each["path"], each["size"], each["last_modified"]

    def remove(self, paths: list[str]) -> None:
        """Remove objects; some may be gone."""
        if not paths:
            return
        with writing(self.url):
            try:
                obstore.delete(self._store, paths)
            except FileNotFoundError:  # a folder stops at the first; a store passes them over
                for path in paths:
                    with suppress(FileNotFoundError):
                        obstore.delete(self._store, path)


@contextmanager
def writing(url: str) -> Iterator[None]:
    """Raise as `IndexWriteError` what a store says when it can't be written to."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise IndexWriteError(f"{url} can't be written to ({reason(error)})") from error


@contextmanager
def _reading(url: str) -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        raise NewsIndexError(f"{url} can't be read ({reason(error)})") from error


def reason(error: Exception) -> str:
    """Return what went wrong, in one line: libraries append where in their code it was."""
    line = " ".join(str(error).split()) or type(error).__name__
    line = re.split(r", /\S+\.rs:\d+|\s*Debug source:", line)[0]
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"


_LINE = 200
