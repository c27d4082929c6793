"""Sheets of rows of cells to records: which row is the header, and which sheets hold texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.fields.names import fields_named
from corpus.found.findings import Fault, Found, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_COLUMNS = 500
_UNNAMED = 10
"""Columns to the right of the last that has a name, whose cells are kept."""
_MOST_CELLS = 20_000_000
_HEADER_WITHIN = 20
"""Rows among which the header is: a title may come first."""
_ERRORS = frozenset("#N/A #REF! #NAME? #VALUE! #DIV/0! #NULL! #NUM! #SPILL! #CALC! Err:502".split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a spreadsheet."""

    title: str
    rows: Callable[[int], Iterator[tuple[int, list[Any]]]]
    """Of as many columns at most: each row with its number, from 1, and its cells as JSON values.
    Rows without a cell may be left out."""


def is_nothing(cell: Any) -> bool:
    """Tell whether a cell holds nothing: no text, or what a formula gives that has failed."""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or cell in _ERRORS))


def records_of(sheets: Sequence[Sheet], what: str) -> Iterator[Found]:
    """Yield the rows of all sheets; of several, those without a text are named and left out.

    Args:
        sheets: in their order.
        what: the format is called.
    """
    headers = [_header(sheet) for sheet in sheets]
    told = ["text" in fields_named(names) for _, names in headers]
    filled = sum(bool(names) for _, names in headers)
    if not filled:
        yield Fault(f"{what} without a row", "check the file")
    for sheet, (line, names), has_text in zip(sheets, headers, told, strict=True):
        if names and any(told) and not has_text:
            yield Fault(f"sheet {sheet.title[:40]!r} without a column of texts")
        elif names:
            yield from _rows(sheet, line, names, sheet.title if filled > 1 else "")


def _header(sheet: Sheet) -> tuple[int, list[str]]:
    """Return in which row the names of the columns stand, and the names.

    It is the first that names what an article has, else the first that is not empty.
    """
    first: tuple[int, list[str]] = (0, [])
    for line, row in islice(sheet.rows(MOST_COLUMNS), _HEADER_WITHIN):
        names = ["" if is_nothing(cell) else " ".join(str(cell).split()) for cell in row]
        if not any(names):
            continue
        names = names[: max(number for number, name in enumerate(names, 1) if name)]
        if len(fields := fields_named(names)) > 1 and "text" in fields:
            return line, names
        if not first[1]:
            first = line, names
    return first


def _rows(sheet: Sheet, header: int, names: list[str], title: str) -> Iterator[Found]:
    taken = 0
    names = names + [""] * _UNNAMED
    for line, row in sheet.rows(min(len(names), MOST_COLUMNS)):
        taken += len(row) + 1
        if taken > _MOST_CELLS:
            yield Fault(f"more than {_MOST_CELLS:,} cells in a sheet", "split it", line)
            return
        if line <= header or all(map(is_nothing, row)):
            continue
        fields = {
            name or f"column {number}": "" if is_nothing(cell) else cell
            for number, (name, cell) in enumerate(zip(names, row, strict=False), 1)
            if name or not is_nothing(cell)
        }
        if title:
            fields.setdefault("sheet", title)
        yield Record(fields, line)
