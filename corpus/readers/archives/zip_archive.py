"""ZIP: a folder in one file, its members read where they are, nothing written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from corpus.files.finding import suffix_of
from corpus.files.unpacking import UnpackError
from corpus.found.findings import Fault, Found, Member
from corpus.found.reader import Reader, Stream
from corpus.readers.archives.members import passed_over, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.files.unpacking import Meter

_MEMBER, _EMPTY, _ENTRY = b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"
_ENCRYPTED = 0x1
_LINK = 0o120000
_TYPE = 0o170000
_ENTRY_BYTES = 128
"""Bytes of an archive's directory for a member, as they come: 46 and the name."""

_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
"""Members of a file that is not an archive: of Office, OpenDocument or EPUB, a program."""
_DOCUMENT_HEADS = (*_DOCUMENTS, "META-INF/", "_rels/", "docProps/", "word/", "xl/", "ppt/")

_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError),
    *(OverflowError, LookupError),
)
"""What zipfile raises for archives that are damaged, encrypted or packed in ways unknown to it."""


def _read(stream: Stream) -> Iterator[Found]:
    content: Any = stream.content
    if not content.seekable():
        data = content.read(stream.limits.size + 1)
        if len(data) > stream.limits.size:
            yield Fault(f"ZIP of more than {stream.limits.size:,} bytes within", "unpack it first")
            return
        content = io.BytesIO(data)
    size = content.seek(0, io.SEEK_END)
    try:
        entries = _entries(content, size, stream.limits.members)
        if entries > stream.limits.members:
            yield Fault(f"ZIP of more than {stream.limits.members:,} files", "unpack it first")
            return
        archive = zipfile.ZipFile(content)
    except _DAMAGE as error:
        yield Fault(f"damaged ZIP ({shown(error)})", "check the file")
        return
    with archive:
        yield from _members(archive, size, stream)


def _entries(content: Any, size: int, members: int) -> int:
    """Return how many members an archive has at most, before its directory is held in memory."""
    tail = min(size, 1 << 16) + 22
    content.seek(max(0, size - tail))
    end = content.read(tail)
    at = end.rfind(_EMPTY)
    length = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    if length == 0xFFFFFFFF:  # noqa: PLR2004 - the true one stands in the ZIP64 record before it
        at = end.rfind(b"PK\x06\x06")
        length = int.from_bytes(end[at + 40 : at + 48], "little")
    if length > members * _ENTRY_BYTES:
        return members + 1
    content.seek(max(0, size - length - tail))
    return int(content.read(length + tail).count(_ENTRY))


def _members(archive: zipfile.ZipFile, size: int, stream: Stream) -> Iterator[Found]:
    infos = archive.infolist()
    if not {info.filename for info in infos}.isdisjoint(_DOCUMENTS):
        yield Fault("a document or program packed as ZIP, no archive of articles")
        return
    if not infos:
        yield Fault("ZIP without files")
    if _overlap(infos, archive.start_dir):
        yield Fault("ZIP whose files overlap, as no program writes it", "check the file")
        return
    for info in infos:
        if stream.meter.spent:
            yield Fault("the rest was not read", "raise the limit if you trust the file")
            return
        mode = info.external_attr >> 16
        link = mode & _TYPE not in {0, 0o100000}
        if not info.filename:
            yield Fault("a file in it has no name, and was not read", "check the file")
            continue
        if info.is_dir() or link or passed_over(info.filename):
            continue
        raw = _Content(archive, info, stream.meter.within(_constant(min(info.compress_size, size))))
        yield Member(info.filename, io.BufferedReader(raw, 1 << 16), suffix_of(info.filename))
        raw.close()


def _constant(value: int) -> Callable[[], int]:
    return lambda: value


def _overlap(infos: list[zipfile.ZipInfo], end: int) -> bool:
    """Tell whether the same bytes are said to belong to two members, or to none."""
    reached = 0
    for start, length in sorted((info.header_offset, info.compress_size) for info in infos):
        if start < reached:
            return True
        reached = start + length
    return reached > end


class _Content(io.RawIOBase):
    """What is in a member, opened when it is read, counted as it comes."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> None:
        self._archive = archive
        self._info = info
        self._meter = meter
        self._file: Any = None
        # zipfile bounds what it unpacks at once for these methods alone.
        self._bounded = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._info.flag_bits & _ENCRYPTED:
            raise UnpackError("encrypted", "unpack the archive with its password first")
        try:
            if self._file is None:
                self._file = self._archive.open(self._info)
            data = self._file.read1(len(buffer) if self._bounded else min(len(buffer), 4096))
        except _DAMAGE as error:
            raise UnpackError(f"damaged in the ZIP ({shown(error)})") from error
        buffer[: len(data)] = data
        self._meter.count(len(data))
        return len(data)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _begins_archive(head: bytes) -> bool:
    """Tell whether this begins like a ZIP, and not like a document or program packed as one."""
    if head.startswith(_EMPTY):
        return True
    length = int.from_bytes(head[26:28], "little")
    name = head[30 : 30 + length].decode("utf-8", "replace")
    return head.startswith(_MEMBER) and not name.startswith(_DOCUMENT_HEADS)


READER = Reader("ZIP", (".zip",), _read, certain=_begins_archive)
