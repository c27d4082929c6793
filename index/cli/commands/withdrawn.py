"""The command that lists the articles that their agencies withdrew."""

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
        "newsdex withdrawn",
        "newsdex withdrawn --format csv > withdrawn.csv",
    )
)
@format_option
@click.pass_obj
def withdrawn(directory: Where, form: Format) -> None:
    """List the articles that their agencies withdrew.

    An older version of one stays out of the index when it is added later; a newer one comes back.
    """
    with open_index(directory) as index:
        found = index.withdrawn()
    from index.cli.printing.tables import print_table, write_rows
    from index.formats import WITHDRAWN_NAMES, withdrawn_row

    rows = list(map(withdrawn_row, found))
    if form != "table":
        write_rows(rows, form, WITHDRAWN_NAMES)
    elif rows:
        print_table(rows)
    say(f"{len(rows)} {'article was' if len(rows) == 1 else 'articles were'} withdrawn")
