"""What a file from a stranger may cost: bounds on size, ratio, depth and count."""

from __future__ import annotations

from dataclasses import dataclass, fields

from corpus.vocabulary.errors import ArgumentError, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that hold for every file; what is beyond them is named, and the next file read.

    Raises:
        ArgumentError: a bound is not a whole number, or is below 1; `depth` may be 0.
    """

    size: int = 256 * 1024 * 1024
    """Bytes, unpacked, of a document that has to be read as a whole (XML, HTML, PDF)."""
    page: int = 48 * 1024 * 1024
    """Bytes of an HTML page with the pictures that are embedded in it; no article needs as many."""
    tags: int = 50_000
    """Elements of an HTML page: the longest live blogs have some 30,000, and beyond it what finds
    the text in them takes more than ten seconds."""
    ratio: int = 200
    """Times that packed bytes may grow when they are unpacked, beyond `free`: those of each packed
    part, and those of a file on disk with all that is packed in it. JSON Lines that repeat
    themselves reach 50 to 100; deflate can reach 1,032, bzip2 and xz far more."""
    free: int = 128 * 1024 * 1024
    """Bytes that anything may unpack to, however small it is: they cost a second, and no reader
    holds more of them than `size`."""
    unpacked: int = 64 * 1024 * 1024 * 1024
    """Bytes that one file on disk may unpack to, all members together."""
    members: int = 500_000
    """Files in one ZIP, whose directory is held in memory; a TAR may have any number."""
    depth: int = 3
    """Containers within containers, and packings around one another (`.gz.gz`)."""
    nesting: int = 200
    """Tags or JSON values within one another."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value, least = getattr(self, field.name), int(field.name != "depth")
            if type(value) is not int or value < least:
                raise ArgumentError(
                    f"{field.name} must be a whole number from {least} on, not {shown(value)}"
                )


LIMITS = Limits()

LONGEST_TEXT = 4 * 1024 * 1024
"""Characters. The longest news texts (laws, court rulings, transcripts) stay far below."""

LONGEST_LINE = 16 * LONGEST_TEXT
"""Bytes: room for the longest text with every character escaped, and for other fields."""
