"""The command that lists what articles can be asked for by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.completing import field_names
from index.cli.options import examples, format_option
from index.cli.shell import open_index

if TYPE_CHECKING:
    from index.cli.printing.tables import Format
    from index.vocabulary.place import Where
    from index.vocabulary.results import FieldSummary

_SHOWN = 5
"""Values in a row of the table of all fields."""


@click.command(
    epilog=examples(
        "newsdex fields",
        "newsdex fields source",
        "newsdex fields topics --format csv > topics.csv",
    )
)
@click.argument("name", required=False, shell_complete=field_names)
@format_option
@click.pass_obj
def fields(directory: Where, name: str | None, form: Format) -> None:
    """List what articles can be asked for by, with values and how many articles have them.

    With NAME all values of that field. `search` takes source, author, section and language as
    options and in the question, path as --path, published as --since and --until, every other
    field as --where NAME=VALUE, or NAME:VALUE in the question.
    """
    with open_index(directory) as index:
        found = index.fields() if name is None else [index.field(name)]
    from index.cli.printing.tables import print_table, write_rows
    from index.formats import field_value_rows

    rows = (
        [_row(each, form) for each in found] if name is None else list(field_value_rows(found[0]))
    )
    if form != "table":
        write_rows(rows, form, ("value", "articles") if name is not None else None)
    elif rows:
        print_table(rows)


def _row(field: FieldSummary, form: Format) -> dict[str, Any]:
    """Return a field as a row: in JSON its values one by one, else in words."""
    from index.formats import field_row

    if form in {"json", "jsonl"}:
        return field_row(field)
    values = [f"{each.value} ({each.articles:,})" for each in field.values]
    row: dict[str, Any] = {
        "field": field.name,
        "articles": field.articles,
        "distinct": field.distinct,
    }
    if form == "csv":
        return row | {"oldest": field.oldest, "newest": field.newest, "values": values}
    more = ", …" if field.distinct > _SHOWN else ""
    shown = f"{', '.join(values[:_SHOWN])}{more}"
    return row | {"values": f"{field.oldest} to {field.newest}" if field.oldest else shown}
