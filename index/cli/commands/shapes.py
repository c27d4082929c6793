"""The commands that show the shape of what a question finds: facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.options import comma_separated, examples, format_option
from index.cli.question_options import question_options
from index.cli.shell import open_index, options_as_typed, say

if TYPE_CHECKING:
    from pathlib import Path

    from index.cli.printing.tables import Format


@click.command(
    epilog=examples(
        "newsdex facets --by source,year",
        'newsdex facets "+port +strike" --by month,topics --since 2024 --format csv',
    )
)
@question_options
@click.option(
    "--by",
    "fields",
    metavar="FIELD,…",
    multiple=True,
    callback=comma_separated,
    help="Fields that `newsdex fields` lists, and year, month, week, day, weekday. "
    "Default: source,section,author,language,year.",
)
@click.option("--most", default=10, show_default=True, help="Most values of a field to print.")
@format_option
@click.pass_obj
def facets(
    directory: Path, /, question: str, asked: dict[str, Any], form: Format, **options: Any
) -> None:
    """Count the articles that match QUESTION by source, author, month, any field.

    All that match count, not only those that a search prints; without QUESTION every article
    does. A word with + before it must occur.
    """
    with open_index(directory) as index, options_as_typed():
        found = index.facets(question, **options, **asked)
    from index.cli.printing.facets import print_facets
    from index.cli.printing.tables import write_rows
    from index.formats import facet_row, facet_value_rows

    if form == "csv":
        write_rows(facet_value_rows(found), form, ("field", "value", "articles"))
    elif form != "table":
        write_rows(map(facet_row, found), form)
    else:
        print_facets(found)
    total = sum(found[0].articles + found[0].without for _ in found[:1])
    say(f"{total:,} article{'s' * (total != 1)}")
