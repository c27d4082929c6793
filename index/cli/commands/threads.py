"""The commands that lead on from an article: similar, background, story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.completing import ids
from index.cli.options import examples, format_option
from index.cli.question_options import condition_options
from index.cli.shell import open_index, options_as_typed, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.cli.printing.tables import Format
    from index.search import NewsIndex
    from index.vocabulary.results import Related


@click.command(
    epilog=examples(
        "newsdex similar cw-20241024-0031",
        "newsdex similar 3 --since 2024-10 -n 5",
    )
)
@click.argument("name", metavar="ID", shell_complete=ids)
@condition_options
@click.option("-n", "--limit", default=10, show_default=True, help="Most articles to print.")
@format_option
@click.pass_obj
def similar(directory: Path, /, name: str, limit: int, asked: dict[str, Any], form: Format) -> None:
    """Print the articles nearest in matter to one: by ID, or the number of a hit."""
    from index.cli.naming import ids_named

    with open_index(directory) as index, options_as_typed():
        (id_,) = ids_named(index, [name])
        _show(index.similar(id_, limit=limit, **asked), form, index)


@click.command(
    epilog=examples(
        "newsdex background cw-20241024-0031",
        "newsdex background 3 --since 2024 --format json",
    )
)
@click.argument("name", metavar="ID", shell_complete=ids)
@condition_options
@click.option("-n", "--limit", default=5, show_default=True, help="Most articles to print.")
@format_option
@click.pass_obj
def background(
    directory: Path, /, name: str, limit: int, asked: dict[str, Any], form: Format
) -> None:
    """Print what to read before an article: what was earlier on its matter, each thing once."""
    from index.cli.naming import ids_named

    with open_index(directory) as index, options_as_typed():
        (id_,) = ids_named(index, [name])
        _show(index.background(id_, limit=limit, **asked), form, index)


@click.command(
    epilog=examples(
        "newsdex story cw-20241024-0031",
        "newsdex story 3 --format csv > story.csv",
    )
)
@click.argument("name", metavar="ID", shell_complete=ids)
@condition_options
@click.option("-n", "--limit", default=20, show_default=True, help="Most steps to print.")
@format_option
@click.pass_obj
def story(directory: Path, /, name: str, limit: int, asked: dict[str, Any], form: Format) -> None:
    """Print the running story that an article is a part of: oldest first, what is new in each."""
    from index.cli.naming import ids_named

    with open_index(directory) as index, options_as_typed():
        (id_,) = ids_named(index, [name])
        found = index.story(id_, limit=limit, **asked)
        from index.cli.printing.tables import write_rows
        from index.cli.printing.threads import print_story
        from index.formats import STEP_NAMES, step_row

        if form != "table":
            write_rows(map(step_row, found.steps), form, STEP_NAMES)
        else:
            print_story(found, index.path)
    if found.total == 1:
        say("no other article is a part of its story")
    elif found.total > len(found.steps):
        say(f"{len(found.steps)} of {found.total} steps; --limit {found.total} prints all")


def _show(found: Sequence[Related], form: Format, index: NewsIndex) -> None:
    from index.cli.printing.tables import write_rows
    from index.cli.printing.threads import print_related
    from index.formats import RELATED_NAMES, related_row

    if form != "table":
        write_rows(map(related_row, found), form, RELATED_NAMES)
    else:
        print_related(found, index.path)
    if not found:
        say("nothing found")
