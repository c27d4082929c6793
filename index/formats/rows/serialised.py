"""Rows for programs to read: JSON, JSON Lines, CSV, as pieces of text."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.formats.rows.named import Row


def json_of(value: Any, *, indent: int | None = 2) -> str:
    """Return a JSON value; what JSON doesn't know, as text."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line for each row, as the rows come."""
    for row in rows:
        yield f"{json_of(row, indent=None)}\n"


def json_array(rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON array."""
    yield f"{json_of(list(rows))}\n"


def json_object(head: Row, name: str, rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object: what a head says, and under a name the rows as they come."""
    yield json_of(head).removesuffix("\n}") + f',\n  "{name}": ['
    between = "\n"
    for row in rows:
        lines = json_of(row).replace("\n", "\n    ")
        yield f"{between}    {lines}"
        between = ",\n"
    yield "]\n}\n" if between == "\n" else "\n  ]\n}\n"


def csv_lines(rows: Iterable[Row], columns: Iterable[str] | None = None) -> Iterator[str]:
    """Yield a line for each row, after one that names the columns; lists are joined by `; `.

    Args:
        rows: with the same names each.
        columns: those names, so that they are there when no row comes.
    """
    names = None if columns is None else list(columns)
    if names is not None:
        yield _line(names)
    for row in rows:
        if names is None:
            names = list(row)
            yield _line(names)
        yield _line([cell_of(row[name]) for name in names])


def _line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def cell_of(value: Any) -> Any:
    """Return a value as a table has it: what is a list of plain values, with `; ` between them."""
    if isinstance(value, list | tuple) and not any(isinstance(one, dict) for one in value):
        return "; ".join(map(str, value))
    return json_of(value, indent=None) if isinstance(value, dict | list | tuple) else value
