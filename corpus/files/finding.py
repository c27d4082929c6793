"""Files and folders to open streams, one after the other, unpacked."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from corpus.files.unpacking import SUFFIXES, Meter, Unpacked, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.vocabulary.limits import Limits

STDIN = "-"

_NO_NEWS = ("readme", "license", "licence")
"""Files that explain a folder; passed over in it, read where they are named themselves."""


_MANIFEST = re.compile(rb'\{\s*"format": \d+,\s*"generation": \d+,\s*"model": "')


def suffix_of(name: str) -> str:
    """Return the suffix that names the format, in lower case, `.gz` and the like left out."""
    path = PurePosixPath(name.lower())
    while path.suffix in SUFFIXES:
        path = path.with_suffix("")
    return path.suffix


def stem_of(name: str) -> str:
    """Return the name of a file without folders, the suffix of its format, `.gz` and the like."""
    path = PurePosixPath(name.replace("\\", "/"))
    while path.suffix.lower() in SUFFIXES:
        path = path.with_suffix("")
    return "" if name == STDIN else path.stem


def is_no_news(name: str) -> bool:
    """Tell whether a file or folder is passed over by its name: hidden, README or LICENSE."""
    return name.startswith(".") or name.partition(".")[0].lower() in _NO_NEWS


@dataclass(frozen=True, slots=True)
class NewsFile:
    """One file to read; `-` is standard input."""

    path: str
    size: int = 0
    """Bytes on disk, 0 where that is not known."""
    modified: int = 0
    """When it was last written to, nanoseconds since 1970."""
    device: int = 0
    """Of the file system that it lies on."""
    in_folder: bool = False
    """Whether it was found in a folder that was named, and not named itself."""

    @property
    def suffix(self) -> str:
        """The suffix that names the format, in lower case, `.gz` and the like left out."""
        return suffix_of(self.path)


def find_files(
    paths: Iterable[str | os.PathLike[str] | NewsFile], on_error: Callable[[str, OSError], None]
) -> Iterator[NewsFile]:
    """Yield the files named and those in the folders named, sorted.

    In folders, hidden files, a README or LICENSE, and indexes of newsdex are passed over.

    Args:
        paths: files, folders (searched through, links to folders not followed), `-`; a file
            that was found before stays as it was found.
        on_error: called with the path and the reason for what can't be listed.
    """
    for path in [named if isinstance(named, NewsFile) else os.fspath(named) for named in paths]:
        if isinstance(path, NewsFile):
            yield path
            continue
        if path == STDIN:
            yield NewsFile(STDIN)
            continue
        try:
            found = Path(path).stat()
        except OSError as error:
            on_error(path, error)
            continue
        if stat.S_ISDIR(found.st_mode) and _is_index(path):
            on_error(path, OSError(errno.EISDIR, "an index of newsdex, not a folder of news", path))
        elif stat.S_ISDIR(found.st_mode):
            yield from _in_folder(path, on_error)
        else:
            yield _file(path, found)


def _file(path: str, found: os.stat_result, *, in_folder: bool = False) -> NewsFile:
    return NewsFile(path, found.st_size, found.st_mtime_ns, found.st_dev, in_folder)


def _is_index(folder: str) -> bool:
    """Tell whether a folder is an index of newsdex: by how its manifest begins."""
    try:
        with Path(folder, "manifest.json").open("rb") as file:
            return _MANIFEST.match(file.read(200)) is not None
    except OSError:
        return False


def _in_folder(folder: str, on_error: Callable[[str, OSError], None]) -> Iterator[NewsFile]:
    def failed(error: OSError) -> None:
        on_error(error.filename or folder, error)

    for root, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if "manifest.json" in names and _is_index(root):
            folders.clear()
            continue
        for name in sorted(names):
            path = str(Path(root, name))
            if is_no_news(name):
                continue
            try:
                found = Path(path).stat()
            except OSError as error:
                on_error(path, error)
                continue
            if stat.S_ISREG(found.st_mode):
                yield _file(path, found, in_folder=True)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file being read."""

    stream: io.BufferedReader
    """What is in the file, unpacked."""
    packed: Unpacked | None
    """What unpacks it, if it was packed."""
    meter: Meter
    """How much has been unpacked of the file so far."""
    position: Callable[[], int]
    """How many bytes of the file on disk have been read."""


@contextmanager
def open_file(file: NewsFile, limits: Limits) -> Iterator[OpenFile]:
    """Open a file for reading, unpacked where its first bytes say that it is packed.

    Raises:
        OSError: it can't be opened; reading may raise any of READ_ERRORS.
    """
    with _raw(file) as raw:

        def position() -> int:
            return raw.tell() if raw.seekable() else 0

        meter = Meter(limits, lambda: max(file.size, raw.tell()))
        stream, packed = unpacked(io.BufferedReader(raw, 1 << 16), meter)
        yield OpenFile(stream, packed, meter, position)


class _Piped(io.RawIOBase):
    """What a function reads, as a stream that does not close where the bytes come from."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._position = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


@contextmanager
def _raw(file: NewsFile) -> Iterator[io.RawIOBase]:
    if file.path == STDIN:
        yield _Piped(sys.stdin.buffer.read)
        return
    with Path(file.path).open("rb", buffering=0) as raw:
        yield cast("io.RawIOBase", raw)
