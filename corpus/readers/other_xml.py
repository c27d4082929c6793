"""XML that no reader knows: named with its root element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.readers.reader import Fault, Found, Reader, Stream
from corpus.xml_prolog import prolog_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def unknown_xml(head: bytes) -> Fault:
    """Say of content that no reader for XML knows what it is."""
    prolog = prolog_of(head)
    if prolog is None:
        return Fault("no XML, or nothing in it", "check the file")
    return Fault(f"XML of no news format: root <{prolog.root[:50]}>")


def _read(stream: Stream) -> Iterator[Found]:
    yield unknown_xml(stream.head)


READER = Reader("XML", (".xml",), _read)
"""The last one to ask: every other reader of XML goes by the root element."""
