"""CSV and TSV with a header: a row is an article."""

from __future__ import annotations

import csv
import re
from itertools import chain
from typing import TYPE_CHECKING

from corpus.files.encodings import decoded_lines
from corpus.found.findings import Fault, Found, Record
from corpus.found.reader import Reader, Stream
from corpus.vocabulary.limits import LONGEST_LINE, LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_ROW = 4 * LONGEST_TEXT
"""Characters: room for the longest text and other cells, which nothing escapes here."""

_DELIMITERS = ",;\t|"

_STATED_DELIMITER = re.compile(r"\ufeff?\"?sep=(?P<delimiter>[,;\t|:^~])\"?\s*", re.IGNORECASE)
"""The line with which spreadsheets tell each other how cells are parted."""

_NAME_WORDS = 2
"""Words in a column's name; more is a sentence."""


def _read(stream: Stream) -> Iterator[Found]:
    # How long a text may be is decided where articles are made, for every format alike.
    csv.field_size_limit(_LONGEST_ROW)
    lines = _ended(decoded_lines(stream.content, stream.head, LONGEST_LINE))
    first, passed = next(lines, ""), 0
    stated = ""
    while first and (not first.strip() or (not stated and _STATED_DELIMITER.fullmatch(first))):
        if statement := _STATED_DELIMITER.fullmatch(first):
            stated = statement["delimiter"]
        first, passed = next(lines, ""), passed + 1
    usual = "\t" if stream.suffix in {".tsv", ".tab"} else _delimiter(first)
    bounded = _Lines(chain([first], lines))
    rows = csv.reader(bounded, delimiter=stated or usual, strict=True)
    header: list[str] = []
    while True:
        line = passed + rows.line_num + 1
        bounded.taken = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(f"broken row ({error})", "mend or remove it", line)
            continue
        if not header:
            header = [" ".join(name.split()).removeprefix("\ufeff") for name in row]
        elif len(row) > len(header):
            advice = "quote cells that hold the delimiter"
            yield Fault(f"{len(row)} cells under {len(header)} column names", advice, line)
        elif row:
            cells = row + [""] * (len(header) - len(row))
            yield Record(dict(zip(header, cells, strict=True)), line)


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Yield lines, also of a file whose header says that a carriage return alone ends each."""
    first = next(lines, "")
    header = first.partition("\r")[0]
    if "\r" not in first.rstrip("\r\n") or header.count('"') % 2:
        yield from chain([first], lines)
        return
    held: list[str] = []
    size = 0
    for piece in chain([first], lines):
        end, *others = piece.split("\r")
        held.append(end)
        size += len(end)
        if others:
            yield "".join(held) + "\n"
            yield from (f"{line}\n" for line in others[:-1])
            held, size = others[-1:], len(others[-1])
        elif size > _LONGEST_ROW:  # which is said where rows are made
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


class _Lines:
    """Lines for a parser that would take any number of them for one row.

    Attributes:
        taken: characters since it was last set to 0.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken = 0
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        if self.taken > _LONGEST_ROW:
            raise csv.Error(f"longer than {_LONGEST_ROW:,} characters")
        return line


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _looks_delimited(head: bytes) -> bool:
    """A first line of several short names, and a second line with as many cells at least."""
    first, _, rest = head.partition(b"\n")
    second = rest.partition(b"\n")[0]
    for delimiter in (b"\t", b",", b";"):
        names = first.split(delimiter)
        short = len(names) > 1 and all(1 <= len(name.split()) <= _NAME_WORDS for name in names)
        if short and second.count(delimiter) >= len(names) - 1:
            return True
    return False


READER = Reader("CSV or TSV", (".csv", ".tsv", ".tab"), _read, likely=_looks_delimited)
