"""CSV and TSV with a header: a row is an article."""

from __future__ import annotations

import csv
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

_NAME_WORDS = 2
"""Words in a column's name; more is a sentence."""


def _read(stream: Stream) -> Iterator[Found]:
    # How long a text may be is decided where articles are made, for every format alike.
    csv.field_size_limit(_LONGEST_ROW)
    lines = decoded_lines(stream.content, stream.head, LONGEST_LINE)
    first, blank = next(lines, ""), 0
    while first and not first.strip():
        first, blank = next(lines, ""), blank + 1
    delimiter = "\t" if stream.suffix in {".tsv", ".tab"} else _delimiter(first)
    bounded = _Lines(chain([first], lines))
    rows = csv.reader(bounded, delimiter=delimiter, strict=True)
    header: list[str] = []
    while True:
        line = blank + rows.line_num + 1
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
