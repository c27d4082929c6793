"""TAR: a folder in one file, read member by member as it comes, nothing written to disk."""

from __future__ import annotations

import io
import tarfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from corpus.files.finding import suffix_of
from corpus.files.unpacking import UnpackError
from corpus.found.findings import Fault, Found, Member
from corpus.found.reader import Reader, Stream
from corpus.readers.archives.members import passed_over, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.files.unpacking import Meter

_HEADER = 512
_LONGEST_NAME = 64 * 1024
"""Bytes of the headers that hold long names and other words about a member."""
_NAMES = {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE} | {
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}
_DAMAGE = (tarfile.TarError, ValueError, OverflowError, IndexError, KeyError)
"""What tarfile raises for headers that no program wrote."""


def _read(stream: Stream) -> Iterator[Found]:
    headers = _headers()
    try:
        yield from _members(stream, headers)
    except _DAMAGE as error:
        yield Fault(f"damaged TAR ({shown(error)})", "its other members were not read")
        return
    if headers.damaged:
        yield Fault(
            f"damaged TAR: {headers.damaged} blocks are not a header where one should be",
            "members may be lost",
        )
    elif not headers.ended:
        yield Fault("TAR without an end", "it may have been cut short")


def _members(stream: Stream, headers: type[_Header]) -> Iterator[Found]:
    # Blocks that are not a header are skipped up to the next that is one, and counted.
    with tarfile.open(
        # Unlike read, read1 loses nothing to an error that comes after it.
        fileobj=cast("Any", SimpleNamespace(read=stream.content.read1)),
        mode="r|",
        bufsize=1 << 16,
        ignore_zeros=True,
        tarinfo=headers,
        errors="replace",
    ) as tar:
        while member := tar.next():
            tar.members.clear()  # type: ignore[attr-defined]  # it would keep them all
            if stream.meter.spent:
                headers.ended = True
                yield Fault("the rest was not read", "raise the limit if you trust the file")
                return
            if member.size > stream.limits.unpacked:
                headers.ended = True
                yield Fault(f"{member.name[:100]!r} says that it has {member.size:,} bytes")
                return
            if not member.isreg() or passed_over(member.name):
                continue
            content = tar.extractfile(member)
            if content:
                raw = _Content(content, stream.meter if member.issparse() else None)
                yield Member(member.name, io.BufferedReader(raw, 1 << 16), suffix_of(member.name))


class _Content(io.RawIOBase):
    """What is in a member, with errors that say what they are of."""

    def __init__(self, content: Any, meter: Meter | None) -> None:
        self._content = content
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            count: int = self._content.readinto(buffer)
        except _DAMAGE as error:
            raise UnpackError(f"damaged TAR ({shown(error)})") from error
        if self._meter:
            self._meter.count(count)
        return count


class _Header(tarfile.TarInfo):
    """A member's header; how many blocks were not is counted on the class."""

    damaged = 0
    ended = False

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            cls.ended = True
            raise
        except tarfile.EmptyHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError:
            cls.damaged += 1
            raise
        if header.type in _NAMES and header.size > _LONGEST_NAME:
            cls.damaged += 1
            raise tarfile.InvalidHeaderError("long name")  # type: ignore[attr-defined]
        return header


def _headers() -> type[_Header]:
    """Return a class of headers that has counted none yet."""
    return type("_CountedHeader", (_Header,), {})


def _begins_tar(head: bytes) -> bool:
    """Tell whether the first block is a header: its checksum is right."""
    if head[257:262] != b"ustar" and not head[148:156].strip(b" \0").isdigit():
        return False
    try:
        tarfile.TarInfo.frombuf(head[:_HEADER], "utf-8", "replace")
    except (tarfile.HeaderError, *_DAMAGE):
        return False
    return True


_SUFFIXES = (".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst")

READER = Reader("TAR", _SUFFIXES, _read, certain=_begins_tar)
