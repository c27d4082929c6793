"""Spreadsheets of Excel (XLSX): a row is an article, under the header of its sheet."""

from __future__ import annotations

import io
import re
import warnings
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.fields.names import fields_named
from corpus.fields.plain_values import plain_value
from corpus.found.findings import Fault, Found, Record
from corpus.found.reader import Reader, Stream
from corpus.markup.packages import PACKAGE_ERRORS, excess, shown

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
_MOST_COLUMNS = 500
_UNNAMED = 10
"""Columns to the right of the last that has a name, whose cells are kept."""
_MOST_ROWS = 1_048_576
"""Of a sheet, as Excel has it."""
_MOST_CELLS = 20_000_000
_HEADER_WITHIN = 20
"""Rows above which the header stands: a title and an empty row may come first."""
_ERRORS = frozenset("#N/A #REF! #NAME? #VALUE! #DIV/0! #NULL! #NUM! #SPILL! #CALC!".split())


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
        for found in _sheets(book):
            number += isinstance(found, Record)
            yield found
    except PACKAGE_ERRORS as error:
        yield Fault(f"damaged XLSX after {number:,} rows ({shown(error)})", "open and save it anew")


def _sheets(book: Any) -> Iterator[Found]:
    """Yield the rows of all sheets; of several, those without a text are named and left out."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    headers = {sheet.title: _header(sheet) for sheet in sheets}
    told = {title for title, (_, names) in headers.items() if "text" in fields_named(names)}
    filled = [sheet for sheet in sheets if headers[sheet.title][1]]
    if not filled:
        yield Fault("XLSX without a row", "check the file")
    for sheet in filled:
        if told and sheet.title not in told:
            yield Fault(f"sheet {sheet.title[:40]!r} without a column of texts")
            continue
        line, names = headers[sheet.title]
        yield from _rows(sheet, line, names, sheet.title if len(filled) > 1 else "")


def _header(sheet: Any) -> tuple[int, list[str]]:
    """Return in which row the names of the columns stand, and the names.

    It is the first that names what an article has, else the first that is not empty.
    """
    first: tuple[int, list[str]] = (0, [])
    for line, row in islice(_cells(sheet, _MOST_COLUMNS), _HEADER_WITHIN):
        names = [" ".join(str(cell).split()) if cell is not None else "" for cell in row]
        if len(fields := fields_named(names)) > 1 and "text" in fields:
            return line, _trimmed(names)
        if not first[1]:
            first = line, _trimmed(names)
    return first


def _trimmed(names: list[str]) -> list[str]:
    return names[: max(number for number, name in enumerate(names, 1) if name)]


def _rows(sheet: Any, header: int, names: list[str], title: str) -> Iterator[Found]:
    taken = 0
    names = names + [""] * _UNNAMED
    for line, row in _cells(sheet, min(len(names), _MOST_COLUMNS)):
        taken += len(row)
        if taken > _MOST_CELLS:
            yield Fault(f"more than {_MOST_CELLS:,} cells in a sheet", "split it", line)
            return
        if line <= header:
            continue
        fields = {
            name or f"column {number}": "" if cell is None else cell
            for number, (name, cell) in enumerate(zip(names, row, strict=False), 1)
            if name or cell is not None
        }
        if title:
            fields.setdefault("sheet", title)
        yield Record(fields, line)


def _cells(sheet: Any, columns: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that are not empty, each with its number."""
    # What a sheet says of its size is often wrong; rows are as long as they are.
    sheet.reset_dimensions()
    empty: Any = None
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=columns, values_only=True)
    for line, row in enumerate(rows, 1):
        if row is empty:  # one and the same for a million rows that a sheet leaves out
            continue
        cells = [_value(cell) for cell in row]
        if any(cell is not None for cell in cells):
            yield line, cells
        else:
            empty = row


def _value(cell: Any) -> Any:
    """Return a cell as a JSON value: dates in ISO 8601, whole numbers whole, errors as nothing."""
    if isinstance(cell, str):
        return cell if cell.strip() and cell not in _ERRORS else None
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return plain_value(cell)


READER = Reader("XLSX", (".xlsx", ".xlsm"), _read, certain=_is_spreadsheet)
