"""Zstandard, which Python knows from 3.14 on: its frames, undone within bounds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

MAGIC = b"\x28\xb5\x2f\xfd"
_WINDOW = 27
"""Binary logarithm of the bytes that a frame may look back: 128 MB, as `zstd` itself allows."""


class ZstandardError(OSError):
    """Frames that can't be undone, or what undoes them is not installed."""

    def __init__(self, reason: str, advice: str = "check the file") -> None:
        super().__init__(reason)
        self.advice = advice


def is_skippable(data: bytes) -> bool:
    """Tell whether a frame begins that holds notes of a program: an index, a dictionary."""
    return data[1:4] == b"\x2a\x4d\x18" and data[0] >> 4 == 5  # noqa: PLR2004 - 0x184D2A5?


class Unframer:
    """The decompressor of one frame, with the face of bz2's and lzma's.

    Raises:
        ZstandardError: nothing that undoes frames is installed.
    """

    def __init__(self) -> None:
        self._library = _library()
        options = {self._library.DecompressionParameter.window_log_max: _WINDOW}
        self._inner: Any = self._library.ZstdDecompressor(options=options)

    @property
    def eof(self) -> bool:
        """Whether the frame has ended."""
        return bool(self._inner.eof)

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more packed bytes."""
        return bool(self._inner.needs_input)

    @property
    def unused_data(self) -> bytes:
        """What came after the end of the frame."""
        return bytes(self._inner.unused_data)

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Undo, `max_length` bytes at most.

        Raises:
            ZstandardError: the frame is damaged, or asks for a dictionary or too much memory.
        """
        try:
            return bytes(self._inner.decompress(data, max_length))
        except self._library.ZstdError as error:
            reason = str(error).rpartition(": ")[2].lower()
            raise ZstandardError(f"damaged zstd ({reason})") from error


def _library() -> ModuleType:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        reason = "reading .zst needs backports.zstd"
        raise ZstandardError(reason, "pip install newsdex[zstd]") from error
    return zstd
