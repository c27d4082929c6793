"""Where an article was found, and what is known of the file that it was found in."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FileReading = Literal["whole", "partly", "gone"]
"""How far a file was read: to its end and without a fault, not so, or it isn't there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A place on disk where an article was read."""

    path: str
    """Of the file, as it was given: what was named, or the folder that was and what follows."""
    absolute: str
    """Of the file, parted by `/` on every system."""
    member: str = ""
    """Within an archive; one in another is parted from it by `!`."""
    record: int = 1
    """Which of the things in the file or member it was, from 1; problems count too."""
    line: int | None = None
    """Where the record begins in the file or member, from 1, if it is a file of lines."""
    offset: int | None = None
    """Of the record's first byte within the file, unpacked, where the reader knows it."""
    size: int | None = None
    """Of the file on disk, in bytes."""
    modified: int | None = None
    """When the file was last written to, nanoseconds since 1970."""
    reader: str = ""
    """The format that it was read as."""

    def __str__(self) -> str:
        """Return it in one line, as problems name places: `a.zip!b.jsonl:12`, `c.json#2`."""
        member = f"!{self.member}" if self.member else ""
        place = f":{self.line}" if self.line is not None else ""
        if not place and self.record > 1:
            place = f"#{self.record}"
        return f"{self.path}{member}{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """What is known of a file: how it was when it was read, or that it is gone."""

    path: str
    """As it was given."""
    absolute: str
    size: int = 0
    modified: int = 0
    """When it was last written to, nanoseconds since 1970."""
    fresh: bool = False
    """Whether that was so shortly before that another change need not show in the time."""
    device: int = 0
    """Of the file system, as far as the system numbers them."""
    checksum: bytes = b""
    articles: int = 0
    """How many were found in it."""
    reading: FileReading = "whole"

    def same_file(self, other: FileState) -> bool:
        """Tell whether both are of a file that was not written to in between, as far as is seen."""
        return (self.size, self.modified) == (other.size, other.modified)


def absolute_path(path: str | os.PathLike[str]) -> str:
    """Return the absolute path of a file, parted by `/`; links are not followed."""
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - it takes `..` out, too


def checksum_of(path: str | os.PathLike[str]) -> bytes:
    """Return a checksum of a file's bytes: 16 bytes of BLAKE2b.

    Raises:
        OSError: it can't be read.
    """
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
        return digest.digest()
