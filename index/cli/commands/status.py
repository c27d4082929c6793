"""The command that tells what an index holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.cli.everywhere import is_verbose
from index.cli.options import examples, format_option
from index.cli.shell import open_index, tell_foreign

if TYPE_CHECKING:
    from index.cli.printing.tables import Format
    from index.vocabulary.place import Where


@click.command(
    epilog=examples(
        "newsdex status",
        "newsdex --index archive.newsdex status --format json",
    )
)
@format_option
@click.pass_obj
def status(directory: Where, form: Format) -> None:
    """Tell what is in the index: articles, sources, languages, days, size.

    With --verbose, and in the other formats, also how it is kept.
    """
    with open_index(directory) as index:
        archive, engine = index.archive(), index.status()
    from index.cli.printing.status import print_archive, print_engine
    from index.cli.printing.tables import write_rows
    from index.formats import status_row

    if form != "table":
        write_rows([status_row(archive, engine)], form)
        return
    print_archive(archive, engine)
    if is_verbose():
        print_engine(engine)
    tell_foreign(archive.foreign, engine.model)
