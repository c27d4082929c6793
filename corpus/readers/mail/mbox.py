"""A mailbox in one file to its messages, read as a stream."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

LONGEST_MESSAGE = 48 * 1024 * 1024
"""Bytes. Mail servers take less, attachments included; what is beyond is passed over."""

_PIECE = 64 * 1024
"""Bytes read at once of a line, however long it is."""

_SEPARATOR = re.compile(
    rb"From .{0,300}\b\d{1,2}:\d\d.{0,40}\b(?:19|20)\d\d\b|From - "
    rb"|From [^\s@]{1,200}@[^\s@]{1,200}"
    rb"(?:[ \t].{0,100}\b(?:19|20)\d\d\b.{0,40}\b\d{1,2}:\d\d.{0,40})?\s*\Z",
    re.ASCII,
)
"""`From jane@example.org Tue Nov  5 10:00:00 2024`; senders and zones vary, the year may
come before the time, and some programs write the address alone."""
_HEADER = re.compile(rb">?From |[!-9;-~]{1,100}:")
_QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it came over the wire, quoting of `From ` undone."""

    data: bytes
    line: int
    """Where it begins, counted from 1."""
    whole: bool
    """False where it was longer than a message may be, and is cut."""


def begins_mailbox(head: bytes) -> bool:
    """Tell whether content that starts like this is a mailbox."""
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return bool(_SEPARATOR.match(first) and _HEADER.match(rest))


def messages(content: io.BufferedReader, longest: int = LONGEST_MESSAGE) -> Iterator[Message]:
    """Yield the messages of a mailbox, one in memory at a time.

    A line that looks like a separator is one only after a blank line and before a header.
    """
    data = bytearray()
    begun, number, whole = 0, 0, True
    blank, starts = True, True
    held = b""
    while piece := held or content.readline(_PIECE):
        held = b""
        number += starts
        if starts and blank and _SEPARATOR.match(piece):
            held = content.readline(_PIECE)
            if not held or _HEADER.match(held):
                if data.strip():
                    yield Message(bytes(data), begun, whole)
                data.clear()
                begun, whole, blank, starts = number, True, False, True
                continue
        if starts and _QUOTED.match(piece):
            piece = piece[1:]
        blank = starts and not piece.strip()
        starts = piece.endswith(b"\n")
        room = longest - len(data)
        whole = whole and len(piece) <= room
        data += piece[:room]
    if data.strip():
        yield Message(bytes(data), begun, whole)
