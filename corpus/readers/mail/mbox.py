"""A mailbox in one file to its messages, read as a stream."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator

LONGEST_MESSAGE = 48 * 1024 * 1024
"""Bytes. Mail servers take less, attachments included; what is beyond is passed over."""

_PIECE = 64 * 1024
"""Bytes read at once of a line, however long it is."""

_SEPARATOR = re.compile(
    rb"From .{0,300}\b\d{1,2}:\d\d.{0,40}\b(?:19|20)\d\d\b|From - "
    rb"|From [^\s@]{1,200}@[^\s@]{1,200}"
    rb"[ \t].{0,100}\b(?:19|20)\d\d\b.{0,40}\b\d{1,2}:\d\d.{0,40}\s*\Z",
    re.ASCII,
)
"""`From jane@example.org Tue Nov  5 10:00:00 2024`; senders and zones vary, and the year may
come before the time."""
_ADDRESS_ALONE = re.compile(rb"From [^\s@]{1,200}@[^\s@]{1,200}\s*\Z", re.ASCII)
"""What some programs write instead, and writers of letters as well."""
_OF_A_LETTER = re.compile(
    rb"(from|subject|date|to|message-id|mime-version|received|return-path|content-type)[ \t]{0,9}:",
    re.IGNORECASE,
)
_HEADERS_AMONG_OTHERS = 2
_MOST_HEADERS = 200
"""Lines that are looked at for whether they are headers."""
_HEADER = re.compile(rb">?From |[!-9;-~]{1,100}:")
_QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as it came over the wire, quoting of `From ` undone."""

    data: bytes
    line: int
    """Where it begins, counted from 1."""
    whole: bool
    """False where it was longer than a message may be, and is cut."""


def begins_mailbox(head: bytes) -> bool:
    """Tell whether content that starts like this is a mailbox."""
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    if _SEPARATOR.match(first):
        return bool(_HEADER.match(rest))
    return bool(_ADDRESS_ALONE.match(first)) and _are_headers(rest.splitlines(keepends=True), 1)


def messages(content: io.BufferedReader, longest: int = LONGEST_MESSAGE) -> Iterator[Mail]:
    """Yield the messages of a mailbox, one in memory at a time.

    A line that looks like a separator is one only after a blank line and before a header; one with
    an address alone only before all the headers of a letter.
    """
    lines = _Lines(content)
    data = bytearray()
    begun, number, whole = 0, 0, True
    blank, starts = True, True
    fewest = 1
    while piece := lines.take():
        number += starts
        if starts and blank and _parts(piece, lines, fewest):
            fewest = 1 if fewest == 1 and _ADDRESS_ALONE.match(piece) else _HEADERS_AMONG_OTHERS
            if data.strip():
                yield Mail(bytes(data), begun, whole)
            data.clear()
            begun, whole, blank = number, True, False
            continue
        if starts and _QUOTED.match(piece):
            piece = piece[1:]
        blank = starts and not piece.strip()
        starts = piece.endswith(b"\n")
        room = longest - len(data)
        whole = whole and len(piece) <= room
        data += piece[:room]
    if data.strip():
        yield Mail(bytes(data), begun, whole)


class _Lines:
    """Lines of a mailbox, or pieces of long ones, some of them looked at beforehand."""

    def __init__(self, content: io.BufferedReader) -> None:
        self._content = content
        self._ahead: deque[bytes] = deque()

    def take(self) -> bytes:
        """Return the next piece; nothing at the end."""
        return self._ahead.popleft() if self._ahead else self._content.readline(_PIECE)

    def coming(self) -> Iterator[bytes]:
        """Yield the pieces that `take` will return."""
        at = 0
        while at < len(self._ahead) or self._look():
            yield self._ahead[at]
            at += 1

    def _look(self) -> bool:
        piece = self._content.readline(_PIECE)
        if piece:
            self._ahead.append(piece)
        return bool(piece)


def _parts(piece: bytes, lines: _Lines, fewest: int) -> bool:
    """Tell whether a line parts two letters, by itself and by what follows.

    Args:
        piece: the line, or what it begins with.
        lines: what follows.
        fewest: headers after an address alone: more where other letters are parted otherwise.
    """
    if _SEPARATOR.match(piece):
        following = next(lines.coming(), b"")
        return not following or bool(_HEADER.match(following))
    return bool(_ADDRESS_ALONE.match(piece)) and _are_headers(lines.coming(), fewest)


def _are_headers(lines: Iterable[bytes], fewest: int) -> bool:
    """Tell whether lines up to a blank one are headers, so many of them such as letters have."""
    usual: set[bytes] = set()
    for line in islice(lines, _MOST_HEADERS):
        if not line.strip():
            break
        if not _HEADER.match(line) and line[:1] not in b" \t":
            return False
        if found := _OF_A_LETTER.match(line):
            usual.add(found[1].lower())
    return len(usual) >= fewest
