"""Rows for people, and for programs by the format that was asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

from index.cli.printing.console import console, one_line
from index.formats import csv_lines, json_array, json_lines, json_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.formats import Row

Format = Literal["table", "json", "jsonl", "csv"]

_LONGEST_VALUE = 200
"""Characters shown of a field where many are printed."""


def write(pieces: Iterable[str]) -> None:
    """Print text piece by piece, as it comes."""
    for piece in pieces:
        sys.stdout.write(piece)


def write_bytes(made: bytes) -> None:
    """Print a file as it is, to its end: an error is raised here and not when all is done."""
    sys.stdout.flush()
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


def write_rows(rows: Iterable[Row], form: str, columns: Iterable[str] | None = None) -> None:
    """Print rows for a program to read; JSON Lines and CSV as the rows come.

    Args:
        rows: with the same names each.
        form: `json`, `jsonl` or `csv`.
        columns: those names, for CSV without rows.
    """
    if form == "csv":
        write(csv_lines(rows, columns))
    else:
        write(json_array(rows) if form == "json" else json_lines(rows))


def write_json(value: Any) -> None:
    """Print one JSON value."""
    write([f"{json_of(value)}\n"])


def print_fields(heading: str, lines: Iterable[tuple[str, str, str]]) -> None:
    """Print a heading, and below it names with their values, and the place of each in brackets."""
    from rich.text import Text

    out = console()
    out.print(Text(one_line(heading), style="bold"))
    for name, value, place in lines:
        line = Text(f"   {name:<12} ", style="cyan").append(
            one_line(value[:_LONGEST_VALUE]), "none"
        )
        out.print(line.append(f"  [{one_line(place)}]" if place else "", "dim"))


def print_table(rows: Sequence[Row], form: str = "{}") -> None:
    """Print rows as an aligned table; numbers by the format given."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, value in rows[0].items():
        justify: Literal["left", "right"] = "left" if isinstance(value, str) else "right"
        table.add_column(name, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*(form.format(v) if isinstance(v, float) else str(v) for v in row.values()))
    out = console()
    for line in out.render_lines(table, pad=False):
        text = Text.assemble(*((piece.text, piece.style or "") for piece in line))
        text.rstrip()  # what a cell is filled up with
        out.print(text, soft_wrap=True)


def print_figures(figures: Mapping[str, Mapping[str, Any]]) -> None:
    """Print what an evaluation found: the modes side by side, then the rest."""
    tables = ("answers", "unanswerable", "against")
    modes = {name: measures for name, measures in figures.items() if name not in tables}
    print_table([{"mode": name, **measures} for name, measures in modes.items()], "{:.4f}")
    if answers := figures.get("answers"):
        print_table([{"answers": name, **measures} for name, measures in answers.items()], "{:.3f}")
    for name in tables[1:]:
        if measures := figures.get(name):
            print_table([{name: "", **measures}], "{:.4f}")
