"""Documents that are packages of parts, packed as ZIP: what they may cost, and their parts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from corpus.markup.safe_xml import parse
from corpus.markup.xml_prolog import DocumentError, decode_xml, prolog_of

if TYPE_CHECKING:
    from corpus.markup.safe_xml import Element
    from corpus.vocabulary.limits import Limits

LARGEST = 128 * 1024 * 1024
"""Bytes of all parts unpacked, pictures included."""
LARGEST_XML = 32 * 1024 * 1024
"""Bytes of a part that is XML; its tree takes some ten times as much."""
_MOST_PARTS = 10_000
_XML = (".xml", ".rels", ".opf", ".ncx", ".html", ".xhtml", ".htm")

_MIMETYPE = re.compile(
    rb"PK\x03\x04.{4}(?P<method>..).{16}\x08\x00(?P<extra>..)mimetype", re.DOTALL
)
_KIND = re.compile(rb"application/[\w.+-]+?(?=PK|[^\w.+-]|\Z)", re.ASCII)
_LONGEST_KIND = 100

PACKAGE_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile, lxml and the libraries that read documents raise over damaged ones, and over a
method of packing or a version that they don't know."""


def kind_of(head: bytes) -> str:
    """Return the media type that a package says it is, which one of its first members holds.

    It should be the first and not be packed (OpenDocument 1.3, part 2; EPUB OCF 3.3); programs
    that change a package often put it elsewhere, or pack it.

    Args:
        head: the first bytes of any content.
    """
    if not head.startswith(b"PK\x03\x04"):
        return ""
    found = _MIMETYPE.search(head)
    if found is None:
        return ""
    start = found.end() + int.from_bytes(found["extra"], "little")
    data = head[start : start + _LONGEST_KIND]
    if found["method"] == b"\x08\x00":
        try:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, _LONGEST_KIND)
        except zlib.error:
            return ""
    kind = _KIND.match(data)
    return kind[0].decode("ascii") if kind else ""


def is_packed(head: bytes, kind: str) -> bool:
    """Tell whether content that begins like this is a package of a kind, or a template for one."""
    return kind_of(head) in {kind, f"{kind}-template"}


def is_flat(head: bytes, kind: str) -> bool:
    """Tell whether content that begins like this is an OpenDocument of a kind in one XML file."""
    if kind.encode() not in head:
        return False
    prolog = prolog_of(head)
    return bool(prolog and prolog.root == "document" and kind in prolog.attributes)


def excess(
    data: bytes, limits: Limits, what: str, *, most: int = LARGEST, streamed: str = "/"
) -> str:
    """Return what about a document is too much, by the sizes that it declares.

    zipfile gives no more of an entry than is declared.

    Args:
        data: the document.
        limits: what it may cost.
        what: it is called, `DOCX`.
        most: bytes of all parts unpacked.
        streamed: what the names of parts begin with that are read as they come, not held.

    Raises:
        One of PACKAGE_ERRORS: it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
    if len(entries) > _MOST_PARTS:
        return f"{what} of more than {_MOST_PARTS:,} parts"
    unpacked = sum(entry.file_size for entry in entries)
    largest = min(most, limits.size)
    if unpacked > largest:
        return f"{what} that unpacks to more than {largest:,} bytes"
    if unpacked > 1024 * 1024 + limits.ratio * len(data):
        return f"{what} that grows more than {limits.ratio} times when it is unpacked"
    held = (entry for entry in entries if not entry.filename.startswith(streamed))
    if any(e.file_size > LARGEST_XML and e.filename.lower().endswith(_XML) for e in held):
        return f"{what} with more than {LARGEST_XML:,} bytes of XML in a part"
    return ""


def part_of(package: zipfile.ZipFile, name: str, limits: Limits) -> Element | None:
    """Return the first element of a part that is XML, or None where there is no such part.

    Raises:
        DocumentError: it is broken, encrypted or too deep.
    """
    try:
        entry = package.getinfo(name)
    except KeyError:
        return None
    if entry.flag_bits & 1:
        raise DocumentError("encrypted document", "save it without a password")
    return parse(decode_xml(package.read(entry)).text, limits.nesting)


def shown(error: BaseException) -> str:
    """Return what an error says, or the one that it came of, in one line that is not too long."""
    said = error.__context__ or error
    return " ".join(str(said).split())[:100] or type(said).__name__
