"""The body of an HTTP response as it was sent, to the document in it: undone within bounds."""

from __future__ import annotations

import codecs
import io
import zlib
from email.message import Message
from typing import TYPE_CHECKING, Any

from corpus.files.unpacking import READ_ERRORS, Inflater, Packing, Unpacked, UnpackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.files.unpacking import Decompressor, Meter

_MOST_CODINGS = 3
"""Codings on top of one another; servers use one."""

_GZIP = b"\x1f\x8b"
_PIECE = 64 * 1024


def unchunked(body: bytes) -> bytes:
    """Join the chunks of a body; one that has none of them, whatever the header says, stays."""
    from warcio.bufferedreaders import (
        ChunkedDataReader,
    )

    whole: bytes = ChunkedDataReader(io.BytesIO(body)).read()
    return whole


def uncoded(body: bytes, codings: str, meter: Meter, longest: int) -> tuple[bytes, bool]:
    """Undo the content codings of a body, as far as it goes where it is cut off.

    A body that does not look as its header says is taken as it is: many crawlers keep the header
    and store what they have unpacked.

    Args:
        body: without chunks.
        codings: the header `Content-Encoding`.
        meter: of the file on disk.
        longest: bytes.

    Returns:
        The body, and whether it is whole.

    Raises:
        UnpackError: a coding is not known, or what comes out is more than the limits allow.
        zlib.error: the body is damaged.
    """
    whole = True
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name not in {"", "identity", "utf-8", "none"}]
    if len(names) > _MOST_CODINGS:
        raise UnpackError(f"{len(names)} content codings")
    for name in reversed(names):
        decompressor = _decompressor(name, body)
        if decompressor:
            body, ended = _unpack(body, decompressor, meter, longest)
            whole = whole and ended
    return body, whole


def _decompressor(name: str, body: bytes) -> Callable[[], Decompressor] | None:
    """Return what undoes a coding of a body, None if it is not coded that way."""
    match name.removeprefix("x-"):
        case "gzip":
            window = 16 + zlib.MAX_WBITS if body.startswith(_GZIP) else 0
        case "deflate":
            window = _deflate_window(body)
        case "br":
            return _Brotli
        case _:
            raise UnpackError(f"unknown content coding {name[:20]!r}")
    return (lambda: Inflater(window)) if window else None


def _unpack(
    body: bytes, decompressor: Callable[[], Decompressor], meter: Meter, longest: int
) -> tuple[bytes, bool]:
    packed: io.BufferedReader[Any] = io.BufferedReader(io.BytesIO(body))
    content = Unpacked(packed, Packing("HTTP body", b"", decompressor), meter)
    whole = bytearray()
    try:
        while len(whole) <= longest and (data := content.read(_PIECE)):
            whole += data
    except EOFError:
        return bytes(whole), False
    if len(whole) > longest:
        raise UnpackError(f"page larger than {longest:,} bytes")
    return bytes(whole), True


def _deflate_window(body: bytes) -> int:
    """Return how deflate is wrapped here: by zlib, as it should be, or bare; 0 for neither."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            Inflater(window).decompress(body[:1024], 1024)
        except READ_ERRORS:
            continue
        return window
    return 0


class _Brotli:
    """The decompressor of brotli, with the face of the others."""

    def __init__(self) -> None:
        try:
            import brotli
        except ImportError:
            raise UnpackError("packed with brotli", "pip install brotli") from None
        self._error: type[Exception] = brotli.error
        self._inner: Any = brotli.Decompressor()
        self._rest = b""

    unused_data = b""

    @property
    def eof(self) -> bool:
        return bool(self._inner.is_finished())

    @property
    def needs_input(self) -> bool:
        return bool(self._inner.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        try:
            return bytes(self._inner.process(data, output_buffer_limit=max_length))
        except self._error as error:
            raise UnpackError(f"damaged brotli ({error})") from error


def with_charset(page: bytes, content_type: str) -> bytes:
    """Return a page in an encoding that it names itself: the header's, where it needs that.

    A page that is UTF-8 stays as it is, and so does one whose header names no encoding; others
    become UTF-8 with a byte order mark, which nothing that they say of themselves can overrule.
    """
    message = Message()
    message["Content-Type"] = content_type
    charset = str(message.get_param("charset") or "").strip("'\" ").lower()
    if not charset:
        return page
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not charset.startswith("iso-2022"):
            return page
    if charset in {"iso-8859-1", "us-ascii", "ascii", "latin1"}:  # as browsers read these
        charset = "windows-1252"
    try:
        text = page.decode(charset, "replace")
    except (LookupError, ValueError):
        return page
    return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode("utf-8", "replace")
