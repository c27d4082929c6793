"""The command that lists the stories that several articles print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.cli.options import examples, format_option
from index.cli.shell import open_index, say

if TYPE_CHECKING:
    from index.cli.printing.tables import Format
    from index.vocabulary.place import Where


@click.command(
    epilog=examples(
        "newsdex copies",
        "newsdex copies --limit 0 --format csv > copies.csv",
    )
)
@click.option("--limit", default=20, show_default=True, help="Most groups to print; 0 for all.")
@format_option
@click.pass_obj
def copies(directory: Where, limit: int, form: Format) -> None:
    """Print the stories that several articles carry, the most copied first.

    Each is shown by its earliest complete copy; a search shows it once.
    """
    with open_index(directory) as index:
        groups = index.copies()
    from index.cli.printing.tables import print_table, write_rows
    from index.formats import COPIES_NAMES, copies_row

    rows = list(map(copies_row, groups[:limit] if limit else groups))
    if form != "table":
        write_rows(rows, form, COPIES_NAMES)
    elif rows:
        print_table([{**row, "ids": _shortened(row["ids"])} for row in rows])
    copies = sum(len(group.copies) for group in groups)
    say(f"{len(groups)} {'story' if len(groups) == 1 else 'stories'} in {copies} articles")


def _shortened(ids: list[str]) -> str:
    shown = ids[:3]
    return ", ".join(shown) + (f" and {len(ids) - len(shown)} more" if ids[3:] else "")
