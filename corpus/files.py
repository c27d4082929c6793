"""Files and folders to open streams, one after the other, gzip undone."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.limits import Limits

STDIN = "-"

_NO_NEWS = ("readme", "license", "licence")
"""Files that explain a folder; passed over in it, read where they are named themselves."""

_GZIP_MAGIC = b"\x1f\x8b"

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What a file that is gone, forbidden, cut short or no real gzip raises while being read."""


@dataclass(frozen=True, slots=True)
class NewsFile:
    """One file to read; `-` is standard input."""

    path: str
    size: int = 0
    """Bytes on disk, 0 where that is not known."""

    @property
    def suffix(self) -> str:
        """The suffix that names the format, in lower case, `.gz` left out."""
        path = Path(self.path.lower())
        return (path.with_suffix("") if path.suffix == ".gz" else path).suffix


def find_files(
    paths: Iterable[str | os.PathLike[str]], on_error: Callable[[str, OSError], None]
) -> Iterator[NewsFile]:
    """Yield the files named and those in the folders named, sorted.

    In folders, hidden files and a README or LICENSE are passed over.

    Args:
        paths: files, folders (searched through, links to folders not followed), `-`.
        on_error: called with the path and the reason for what can't be listed.
    """
    for path in [os.fspath(named) for named in paths]:
        if path == STDIN:
            yield NewsFile(STDIN)
            continue
        try:
            found = Path(path).stat()
        except OSError as error:
            on_error(path, error)
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _in_folder(path, on_error)
        else:
            yield NewsFile(path, found.st_size)


def _in_folder(folder: str, on_error: Callable[[str, OSError], None]) -> Iterator[NewsFile]:
    def failed(error: OSError) -> None:
        on_error(error.filename or folder, error)

    for root, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = str(Path(root, name))
            if name.startswith(".") or name.partition(".")[0].lower() in _NO_NEWS:
                continue
            try:
                found = Path(path).stat()
            except OSError as error:
                on_error(path, error)
                continue
            if stat.S_ISREG(found.st_mode):
                yield NewsFile(path, found.st_size)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file being read."""

    stream: io.BufferedReader[Any]
    """What is in the file, gzip undone."""
    position: Callable[[], int]
    """How many bytes of the file on disk have been read."""


@contextmanager
def open_file(file: NewsFile, _limits: Limits) -> Iterator[OpenFile]:
    """Open a file for reading, through gzip where its first bytes say so.

    Raises:
        OSError: it can't be opened; reading may raise any of READ_ERRORS.
    """
    with _raw(file) as raw:
        buffered = io.BufferedReader(cast("io.RawIOBase", raw), 1 << 16)

        def position() -> int:
            return raw.tell() if raw.seekable() else 0

        if buffered.peek(2)[:2] == _GZIP_MAGIC:
            with gzip.GzipFile(fileobj=buffered) as unzipped:
                # read1 hands over what came before a cut; read would lose it to the error.
                yield OpenFile(io.BufferedReader(_Filled(unzipped.read1), 1 << 16), position)
        else:
            yield OpenFile(buffered, position)


class _Filled(io.RawIOBase):
    """What a function reads, as a stream that does not close where the bytes come from."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _raw(file: NewsFile) -> Iterator[BinaryIO]:
    if file.path == STDIN:
        yield cast("BinaryIO", _Filled(sys.stdin.buffer.read))
        return
    with Path(file.path).open("rb", buffering=0) as raw:
        yield cast("BinaryIO", raw)
