"""The command that tells who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.options import examples, format_option
from index.cli.question_options import question_options
from index.cli.shell import open_index, options_as_typed

if TYPE_CHECKING:
    from index.cli.printing.tables import Format
    from index.vocabulary.place import Where


@click.command(
    epilog=examples(
        'newsdex quotes "cranes at the port" --speaker Takke',
        "newsdex quotes --since 2024-10 -n 50 --format csv > said.csv",
    )
)
@question_options
@click.option("--speaker", metavar="NAME", help="Only what somebody of this name says.")
@click.option("-n", "--limit", default=10, show_default=True, help="Most quotations to print.")
@format_option
@click.pass_obj
def quotes(
    directory: Where,
    /,
    question: str,
    asked: dict[str, Any],
    form: Format,
    **options: Any,
) -> None:
    """Print who said what on QUESTION, best first; without one the newest.

    Quotations are found when articles come in: direct speech and longer fragments, with the speaker
    where the text tells. `newsdex fields speaker` lists who is quoted by name.
    """
    with open_index(directory) as index, options_as_typed():
        found = index.quotes(question, **options, **asked)
        from index.cli.printing.quotes import show_quotes

        show_quotes(found, question, form, index)
