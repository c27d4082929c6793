"""Bytes to text: UTF-8, else what the bytes look like; mojibake repaired."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, BinaryIO

import ftfy

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = 64 * 1024
"""Bytes at the start of a file from which its kind and encoding are judged."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LIKELY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 iso8859_5 koi8_r "
    "shift_jis euc_jp gb18030 big5 euc_kr"
).split()
"""What news archives that are not UTF-8 are written in; rarer guesses are wrong more often."""

_LATIN = "cp1250 cp1252 cp1254 cp1257 iso8859_2".split()
_CENTRAL_EUROPEAN = (
    "Polish Czech Slovak Hungarian Romanian Croatian Slovene Lithuanian Estonian".split()
)
_PUNCTUATION = "€‚„…‘’“”•–—\xa0«»".encode("cp1252")

_CHARACTERS = re.compile(
    r"ascii|cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|johab|tis-620"
    r"|mac-\w+|ptcp154|kz1048"
)
"""Python's names of the encodings that a document may declare and is not recognised by; its other
codecs do other things."""

_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Encodings that documents declare, and the larger ones that they are written in (WHATWG)."""

_NO_ENCODINGS = frozenset("idna punycode undefined unicode-escape raw-unicode-escape".split())
"""Codecs of Python that no text is written in; some take quadratic time."""

_WESTERN_SHARE = 0.02
"""Of the letters of a Western text, accented ones are few: below this share it is cp1252."""


def byte_order_mark(head: bytes) -> str | None:
    """Return the encoding that the byte order mark at the start names, if there is one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def is_binary(head: bytes) -> bool:
    """Tell whether a file that starts like this holds something other than text."""
    if byte_order_mark(head):
        return False
    controls = sum(byte < ord(" ") and byte not in b"\t\n\r\f\x1b" for byte in head)
    return b"\0" in head or controls > len(head) // 20


def guess_encoding(sample: bytes) -> str:
    """Name the encoding of bytes that are not UTF-8.

    A guess needs text to stand on; where foreign letters are few it is the Western one.
    """
    from charset_normalizer import from_bytes

    high = (byte for byte in sample if byte >= 0x80)  # noqa: PLR2004 - the end of ASCII
    letters = sum(byte not in _PUNCTUATION for byte in high)
    if letters < max(8, len(sample) * _WESTERN_SHARE):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    if best is None:
        return "cp1252"
    # Latin code pages often score alike; then the language decides, not their order.
    if best.encoding in _LATIN and best.language not in _CENTRAL_EUROPEAN:
        return "cp1254" if best.language == "Turkish" else "cp1252"
    return best.encoding


def encoding_named(label: str) -> str | None:
    """Return the codec for documents that declare this encoding, None if it is of no use."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_DO.get(name, name) if _CHARACTERS.fullmatch(name) else None


def decode(data: bytes, fallback: str | None = None) -> str:
    """Decode whole bytes: by their mark, as UTF-8, else as `fallback` or as they look.

    What no encoding can read becomes U+FFFD; nothing raises.
    """
    try:
        return data.decode(byte_order_mark(data) or "utf-8")
    except UnicodeDecodeError:
        # A broken byte or two among many sound ones: it is UTF-8 all the same.
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 10 < sum(not character.isascii() for character in text):
            return text
        return data.decode(fallback or guess_encoding(data[:SAMPLE]), "replace")


def decode_as(data: bytes, declared: str) -> tuple[str, bool]:
    """Decode whole bytes as what they come in says they are, else as they look.

    Args:
        data: without a mark, or with one, which is surer than any declaration.
        declared: the name of an encoding, from an XML declaration or a MIME header; may be empty.

    Returns:
        The text, and whether the declaration held (also where there was none).
    """
    if byte_order_mark(data):
        return decode(data), True
    try:
        name = codecs.lookup(declared).name if declared else "utf-8"
        if name not in _NO_ENCODINGS:
            # What says Latin-1 or ASCII holds Windows' quotation marks as often as not.
            return data.decode("cp1252" if name == "iso8859-1" else name), True
    except (LookupError, ValueError):
        pass
    return decode(data), not declared


def decoded_lines(stream: BinaryIO, head: bytes, longest: int) -> Iterator[str]:
    """Yield the lines of a stream as text, line ends kept, without reading it whole.

    Args: as `lines_with_offsets`.
    """
    return (line for line, _ in lines_with_offsets(stream, head, longest))


def lines_with_offsets(
    stream: BinaryIO, head: bytes, longest: int
) -> Iterator[tuple[str, int | None]]:
    """Yield lines as `decoded_lines` does, each with the offset of its first byte.

    The offset is None in UTF-16 and UTF-32, which are decoded ahead of the lines.

    Args:
        stream: a buffered binary stream at its start.
        head: its first bytes, already peeked at.
        longest: bytes; what is longer comes in pieces of this length.
    """
    if mark := byte_order_mark(head):
        # Only \n and \r\n end a line, as in every other file; a codec's own lines end at more.
        marked = io.TextIOWrapper(stream, mark, "replace", newline="\n")
        while text := marked.readline(longest):
            yield text, None
        marked.detach()
        return
    fallback: str | None = None
    offset = 0
    while data := stream.readline(longest):
        if not data.endswith(b"\n"):
            data += _rest_of_letter(stream, data)
        try:
            yield data.decode("utf-8"), offset
        except UnicodeDecodeError:
            if fallback is None:
                fallback = guess_encoding(data if head.isascii() else head)
            yield data.decode(fallback, "replace"), offset
        offset += len(data)


def _rest_of_letter(stream: BinaryIO, piece: bytes) -> bytes:
    """Return what is lacking of the letter in UTF-8 that a piece of a line ends within."""
    for held in range(1, 4):
        first = piece[-held:][:1]
        if first >= b"\xc0":
            # The first byte says by its ones how many there are.
            length = 4 if first >= b"\xf0" else 3 if first >= b"\xe0" else 2
            return stream.readline(length - held) if length > held else b""
        if first < b"\x80":
            break
    return b""


def repaired(text: str) -> str:
    """Undo mojibake (`â€œ` for `“`) and leave every other character as it is."""
    # Only text that went through a wrong encoding holds such pairs, and none of it is ASCII.
    return text if text.isascii() else ftfy.fix_encoding(text)
