"""Messages as teleprinters were sent them: short lines, and one that closes with a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from textwrap import dedent
from typing import TYPE_CHECKING

from corpus.files.encodings import decode
from corpus.found.findings import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.found.findings import Found, Item
    from corpus.found.reader import Stream

_LINE_END = re.compile(r"\r*\n|\r+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_LISTED = re.compile(r"\s*(?:[-*•+]|\d{1,3}[.)])\s+\S")
_COLUMNS = re.compile(r"\S {3,}\S|\.{4}")
"""Columns within a line: of a table, whose lines stay."""
_INDENT = "  "
_LONG_LINE = 100
"""Characters: lines this long are paragraphs, not lines broken to fit a teleprinter."""

_CLOCK = re.compile(
    r"(?<!\d)(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s{0,3}(?:(?P<zone>[A-Za-z]{1,5})\s{1,3})?"
    r"(?P<month>[^\W\d_]{3,10})\.?(?:\s{1,3}(?P<year>(?:19|20)?\d\d)(?!\d))?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan|feb fév fev|mar mär mrz|apr avr abr|may mai maj mei|jun jui|jul|aug aoû aou ago"
        "|sep set|oct okt|nov|dec dez déc dic".split("|"),
        1,
    )
    for name in names.split()
}
_ZONES = {"mez": "CET", "mesz": "CEST", "z": "UTC", "gmt": "UTC", "tu": "UTC", "": ""}
_CENTURY_TURNS = 70
"""Two digits of a year from here on are of the century before: no wire is older."""


def messages(
    stream: Stream,
    format_name: str,
    header: re.Pattern[str],
    read: Callable[[re.Match[str], str, int], Item],
) -> Iterator[Found]:
    """Yield what is read of each message of a file: its header, what follows, its line."""
    data = stream.whole(format_name, stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    text = decode(data)
    line = counted = 0
    before: re.Match[str] | None = None
    for found in chain(header.finditer(text), [None]):
        if before:
            line, counted = line + text.count("\n", counted, before.start()), before.start()
            yield read(before, text[before.end() : found.start() if found else None], line + 1)
        elif found is None:
            yield Fault(f"no message of {format_name}", "check the file")
        before = found


def lines_of(text: str) -> list[str]:
    """Return the lines of a message, without control characters but for tabs."""
    return [_CONTROLS.sub("", line).rstrip() for line in _LINE_END.split(text)]


def paragraphs_of(lines: Iterable[str]) -> str:
    """Join the lines of paragraphs, which a blank line or an indent parts.

    Items of lists and rows of tables keep their lines.
    """
    text = "\n".join(lines).expandtabs(4).strip("\n")
    # Where blank lines part paragraphs, an indent of all lines says nothing.
    text = dedent(text) if "\n\n" in text else text
    return "\n\n".join(map(_joined, _groups(text.split("\n"))))


def _joined(group: list[str]) -> str:
    table = sum(bool(_COLUMNS.search(line.strip())) for line in group) > 1
    pieces: list[str] = []
    for line in group:
        own = table or len(line) > _LONG_LINE or _LISTED.match(line)
        pieces += "\n" if own else " ", line.strip() if table else " ".join(line.split())
    return "".join(pieces).strip()


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        indented = line.startswith(_INDENT) and not _COLUMNS.search(line.strip())
        if group and (indented or not line):
            yield group
            group = []
        if line:
            group.append(line)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class Closing:
    """What the line that closes a message says of its time."""

    written: str
    """As it stands there, `131137 GMT Nov 13`."""
    moment: str
    """ISO 8601 and the name of a zone, where there is one; empty where the year is not said."""


def closing_in(line: str) -> Closing | None:
    """Return the time that a line closes a message with: day, hour and minute, month, year.

    `131137 GMT Nov 13` is 13 November 2013, 11:37: the day stands before the hour.
    """
    for found in _CLOCK.finditer(line[:200]):
        month = _month(found["month"])
        if not month:
            continue
        written = found[0].strip()
        if not found["year"]:
            return Closing(written, "")
        year = int(found["year"])
        if len(found["year"]) == len("YY"):
            year += 1900 if year >= _CENTURY_TURNS else 2000
        zone = _ZONES.get((found["zone"] or "").lower(), found["zone"] or "")
        clock = f"{found['hour']}:{found['minute']}"
        return Closing(written, f"{year}-{month:02}-{found['day']}T{clock} {zone}".strip())
    return None


def _month(word: str) -> int:
    # Of June and July in French the first three letters are the same.
    if word.lower().startswith(("juil", "juli")):
        return 7
    return _MONTHS.get(word.lower()[:3], 0)
