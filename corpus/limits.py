"""What a file from a stranger may cost: bounds on size, ratio, depth and count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that hold for every file; what is beyond them is named, and the next file read."""

    size: int = 256 * 1024 * 1024
    """Bytes, unpacked, of a document that has to be read as a whole (XML, HTML, PDF)."""
    page: int = 48 * 1024 * 1024
    """Bytes of an HTML page with the pictures that are embedded in it; no article needs as many."""
    tags: int = 50_000
    """Elements of an HTML page: the longest live blogs have some 30,000, and beyond it what finds
    the text in them takes more than ten seconds."""
    ratio: int = 200
    """Times that packed bytes may grow when they are unpacked, beyond the first megabyte."""
    unpacked: int = 64 * 1024 * 1024 * 1024
    """Bytes that one file on disk may unpack to, all members together."""
    depth: int = 3
    """Containers within containers."""
    nesting: int = 200
    """Tags or JSON values within one another."""


LIMITS = Limits()
