"""Spreadsheets of Excel (XLSX): a row is an article, under the header of its sheet."""

from __future__ import annotations

import io
import re
import warnings
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.fields.plain_values import plain_value
from corpus.found.findings import Fault, Found, Record
from corpus.found.reader import Reader, Stream
from corpus.markup.packages import PACKAGE_ERRORS, excess, shown
from corpus.readers.records.sheets import Sheet, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRY = rb"PK\x03\x04.{26}"
_FIRST_ENTRY = re.compile(
    _ENTRY + rb"(?:\[Content_Types\]\.xml|_rels/|docProps/|xl/|customXml/)", re.DOTALL
)
_SHEET_ENTRY = re.compile(_ENTRY + rb"xl/", re.DOTALL)

_LARGEST = 512 * 1024 * 1024
"""Bytes of all parts unpacked: sheets are read row by row."""
_STREAMED = "xl/worksheets/"
_MOST_ROWS = 1_048_576
"""Of a sheet, as Excel has it."""
_WHOLE_NUMBERS = 2**53
"""Below which a number of Excel may be a whole one, and is no other."""


def _is_spreadsheet(head: bytes) -> bool:
    return bool(_FIRST_ENTRY.match(head) and _SHEET_ENTRY.search(head))


def _read(stream: Stream) -> Iterator[Found]:
    data = stream.whole("spreadsheet", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    try:
        import openpyxl
    except ImportError:
        yield Fault("reading XLSX needs openpyxl", "pip install newsdex[xlsx]")
        return
    number = 0
    try:
        if over := excess(data, stream.limits, "XLSX", most=_LARGEST, streamed=_STREAMED):
            yield Fault(over, "check where it comes from")
            return
        with warnings.catch_warnings():
            # It warns of what it does not keep, such as pictures.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for found in records_of(
            [Sheet(sheet.title, partial(_rows, sheet)) for sheet in book.worksheets], "XLSX"
        ):
            number += isinstance(found, Record)
            yield found
    except PACKAGE_ERRORS as error:
        yield Fault(f"damaged XLSX after {number:,} rows ({shown(error)})", "open and save it anew")


def _rows(sheet: Any, columns: int) -> Iterator[tuple[int, list[Any]]]:
    # What a sheet says of its size is often wrong; rows are as long as they are.
    sheet.reset_dimensions()
    empty: Any = None
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=columns, values_only=True)
    for line, row in enumerate(rows, 1):
        if row is empty:  # one and the same for a million rows that a sheet leaves out
            continue
        if any(cell is not None for cell in row):
            yield line, list(map(_value, row))
        else:
            empty = row


def _value(cell: Any) -> Any:
    """Return a cell as a JSON value: dates in ISO 8601, whole numbers whole."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _WHOLE_NUMBERS:
        return int(cell)
    return plain_value(cell)


READER = Reader("XLSX", (".xlsx", ".xlsm"), _read, certain=_is_spreadsheet)
