"""Packed streams (gzip, bzip2, xz, zstd) to what is in them, no faster than the limits allow."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from corpus.files import zstandard
from corpus.vocabulary.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.vocabulary.limits import Limits


class UnpackError(OSError):
    """What is packed can't be unpacked, or would cost more than the limits allow."""

    def __init__(self, reason: str, advice: str = "check the file") -> None:
        super().__init__(reason)
        self.advice = advice


READ_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What a file that is gone, forbidden, cut short, damaged or too large raises while being read."""

_TAKE = 16 * 1024
"""Packed bytes taken at once."""
_GIVE = 8 * 1024
"""Unpacked bytes made at once: as many at most are lost where packed bytes are damaged."""
_KEPT = 1024 * 1024
"""Packed bytes kept to search for the next whole part where one is damaged."""
_TRIES = 20_000
"""Places at most that are tried as the beginning of a whole part: noise has one in 16 MB."""
_XZ_MEMORY = 192 * 1024 * 1024
"""Bytes: `xz -9` needs 65 MB to be undone; a header may ask for 4 GB."""


class Meter:
    """How much has come out of something packed, held to the limits.

    Args:
        packed: how many packed bytes it comes of.
        outer: of the file on disk, which takes part in all that is unpacked of it.
    """

    def __init__(
        self,
        limits: Limits = LIMITS,
        packed: Callable[[], int] = lambda: 0,
        outer: Meter | None = None,
    ) -> None:
        self.limits = limits
        self.spent = False
        """Whether a limit was passed: nothing more is to be unpacked."""
        self._packed = packed
        self._outer = outer
        self._unpacked = 0

    def within(self, packed: Callable[[], int]) -> Meter:
        """Return a meter for one packed part of this."""
        return Meter(self.limits, packed, self)

    def count(self, unpacked: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            UnpackError: they are more than the limits allow.
        """
        self._unpacked += unpacked
        limits = self.limits
        advice = "raise the limit if you trust the file"
        if self._unpacked > limits.unpacked:
            self.spent = True
            raise UnpackError(f"unpacks to more than {limits.unpacked:,} bytes", advice)
        if self._unpacked > limits.free + limits.ratio * self._packed():
            self.spent = True
            raise UnpackError(f"unpacks to more than {limits.ratio} times its size", advice)
        if self._outer:
            self._outer.count(unpacked)


class Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool:
        """Whether the packed part has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more packed bytes."""

    @property
    def unused_data(self) -> bytes:
        """What came after the end of the packed part."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack, `max_length` bytes at most."""


class Inflater:
    """The decompressor of zlib, with the face of the others."""

    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        """Whether the packed part has ended."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more packed bytes."""
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What came after the end of the packed part."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        """Unpack, `max_length` bytes at most."""
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


@dataclass(frozen=True, slots=True)
class Packing:
    """One way of packing: how it is called and begins, and what undoes it."""

    name: str
    magic: bytes
    """What each part begins with; empty where there is only one part, and nothing to tell."""
    decompressor: Callable[[], Decompressor]
    is_note: Callable[[bytes], bool] = lambda _data: False
    """Whether a part begins that holds nothing of what is packed."""

    def begins(self, data: bytes) -> bool:
        """Tell whether a part begins here."""
        return data.startswith(self.magic) or self.is_note(data[: len(self.magic)])


PACKINGS = (
    Packing("gzip", b"\x1f\x8b\x08", lambda: Inflater(16 + zlib.MAX_WBITS)),
    Packing("bzip2", b"BZh", bz2.BZ2Decompressor),
    Packing(
        "xz",
        b"\xfd7zXZ\0",
        lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY),
    ),
    Packing("zstd", zstandard.MAGIC, zstandard.Unframer, zstandard.is_skippable),
)

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
"""Of packed files; the suffix before it names the format."""

_BZIP2 = (b"1AY&SY", b"\x17rE8P\x90")
"""What follows `BZh9` in a real file: the mark of a block, or of the end."""


def packing_of(head: bytes) -> Packing | None:
    """Return how content that begins like this is packed, None if it isn't."""
    for packing in PACKINGS:
        if packing.begins(head):
            return packing if packing.name != "bzip2" or head[4:10] in _BZIP2 else None
    return None


class Unpacked(io.RawIOBase):
    """What is in a packed stream, all its parts one after the other.

    What was unpacked before damage is given out, and the error raised after it.

    Args:
        packed: where packed bytes come from; not closed.
        packing: how it is packed.
        meter: of the file on disk.
    """

    def __init__(self, packed: io.BufferedReader, packing: Packing, meter: Meter) -> None:
        self.sound = 0
        """Bytes given out of parts that have ended as they should."""
        self._packed = packed
        self._packing = packing
        self._meter = meter.within(lambda: self._taken)
        self._part: Decompressor | None = packing.decompressor()
        self._pending = b""
        self._kept = bytearray()
        self._whole_kept = True
        self._taken = self._given = 0
        self._tries = 0
        self._error: Exception | None = None

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as there is something to fill it with.

        Raises:
            UnpackError: that would be more than the limits allow.
            OSError, EOFError, zlib.error, lzma.LZMAError: what comes next is damaged or cut off.
        """
        filled = 0
        while filled < len(buffer) and self._error is None:
            try:
                data = self._unpack(min(_GIVE, len(buffer) - filled))
            except READ_ERRORS as error:
                self._error = error
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._error and not filled:
            raise self._error
        return filled

    def resume(self) -> bool:
        """Go on after an error, with the next part that is whole; False where there is none."""
        if self._error is None or self._meter.spent or not self._packing.magic:
            return False
        data = bytes(self._kept) + self._pending
        first = int(self._whole_kept and bool(self._kept))
        self._kept = bytearray()
        while self._tries < _TRIES:
            at = data.find(self._packing.magic, first)
            if at < 0:
                more = self._packed.read1(_TAKE)
                if not more:
                    return False
                data, first = data[1 - len(self._packing.magic) :] + more, 0
                self._taken += len(more)
                continue
            self._tries += 1
            if self._begins_whole(data[at : at + _TAKE]):
                self._error, self._part = None, self._packing.decompressor()
                self._pending, self._whole_kept = data[at:], True
                self._taken -= len(self._pending)
                return True
            first = at + 1
        return False

    def _begins_whole(self, data: bytes) -> bool:
        """Tell whether this looks like the beginning of a part, not like one by chance."""
        try:
            self._packing.decompressor().decompress(data, _GIVE)
        except READ_ERRORS:
            return False
        return True

    def _unpack(self, most: int) -> bytes:
        """Return some unpacked bytes, none at the end."""
        while True:
            if self._part is None:
                if not self._next_part():
                    return b""
                self._part = self._packing.decompressor()
            data = self._take() if self._part.needs_input else b""
            ended = self._part.needs_input and not data
            unpacked = self._part.decompress(data, most)
            self._given += len(unpacked)
            if self._part.eof:
                self._pending = self._part.unused_data
                self._taken -= len(self._pending)
                self._part, self.sound = None, self._given
                self._kept.clear()
                self._whole_kept = True
            elif ended and not unpacked:
                raise EOFError("compressed file ended before the end-of-stream marker was reached")
            if unpacked:
                self._meter.count(len(unpacked))
                return unpacked

    def _take(self) -> bytes:
        data = self._pending or self._packed.read1(_TAKE)
        self._pending = b""
        self._taken += len(data)
        self._kept += data
        if len(self._kept) > _KEPT + _TAKE:
            del self._kept[:-_KEPT]
            self._whole_kept = False
        return data

    def _next_part(self) -> bool:
        """Go to the next part, over zeros that fill a block; False where there is none."""
        magic = self._packing.magic
        rest = self._pending.lstrip(b"\0")
        while magic and len(rest) < len(magic) and (more := self._packed.read1(_TAKE)):
            rest = (rest + more).lstrip(b"\0")
        self._pending = rest if magic else b""
        if magic and rest and not self._packing.begins(rest):
            raise UnpackError(f"no {self._packing.name} after the part before")
        return bool(self._pending)


def unpacked(content: io.BufferedReader, meter: Meter) -> tuple[io.BufferedReader, Unpacked | None]:
    """Undo what is packed, and packed again, by what it begins with.

    Returns:
        What is in it, and what unpacks that; None if nothing is packed.

    Raises:
        UnpackError: it is packed more often than the limits allow.
    """
    raw: Unpacked | None = None
    times = 0
    while packing := packing_of(content.peek(16)[:16]):
        times += 1
        if times > meter.limits.depth:
            raise UnpackError(f"packed more than {meter.limits.depth} times over")
        raw = Unpacked(content, packing, meter)
        content = io.BufferedReader(raw, 1 << 16)
    return content, raw
