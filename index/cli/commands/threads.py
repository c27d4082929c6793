"""The commands that lead on from an article: similar, background, story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from index.cli.completing import ids
from index.cli.layouts import list_option, needs_format
from index.cli.options import examples, fields_option, format_option, pager_option, zone_options
from index.cli.question_options import condition_options
from index.cli.shell import open_index, options_as_typed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus import Article
    from index.cli.printing.tables import Format
    from index.cli.printing.threads import ThreadView
    from index.formats import Row, Zone
    from index.search import NewsIndex
    from index.vocabulary.place import Where
    from index.vocabulary.results import Related, Step


@dataclass(frozen=True, slots=True)
class Printed:
    """How a command prints what leads on from an article."""

    form: Format
    listed: bool
    pager: bool
    zone: Zone | None
    fields: Sequence[str] | None

    def check(self, context: click.Context) -> None:
        """Refuse options that the format has no place for."""
        needs_format(context, self.form, ("table",), "listed")
        if self.fields and self.form == "table":
            raise click.UsageError("--fields goes with --format csv, json or jsonl")

    def view(self) -> ThreadView:
        """Return how articles are shown to people."""
        from index.cli.printing.threads import ThreadView

        return ThreadView(listed=self.listed, zone=self.zone, pager=self.pager)

    def told(self, article: Article) -> Article:
        """Return an article with its dates as they are to be told."""
        from index.formats import in_zone

        return in_zone(article, self.zone)

    def write(self, rows: Iterable[Row], names: Sequence[str]) -> None:
        """Print rows for programs.

        Args:
            rows: of articles.
            names: of all that they have.
        """
        from index.cli.printing.tables import write_rows
        from index.formats import check_names, chosen

        check_names(self.fields or (), names)
        write_rows(chosen(rows, self.fields), self.form, self.fields or names)


def thread_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how articles are printed, passed on as `printed`."""

    @list_option
    @zone_options
    @pager_option
    @fields_option
    @format_option
    @click.pass_context
    @wraps(command)
    def printing(context: click.Context, /, *arguments: Any, **options: Any) -> None:
        names = ("form", "listed", "pager", "zone", "fields")
        printed = Printed(**{name: options.pop(name) for name in names})
        printed.check(context)
        command(*arguments, printed=printed, **options)

    return printing


@click.command(
    epilog=examples(
        "newsdex similar cw-20241024-0031",
        "newsdex similar 3 --since 2024-10 -n 5",
    )
)
@click.argument("name", metavar="ID", shell_complete=ids)
@condition_options
@click.option("-n", "--limit", default=10, show_default=True, help="Most articles to print.")
@thread_options
@click.pass_obj
def similar(
    directory: Where, /, name: str, limit: int, asked: dict[str, Any], printed: Printed
) -> None:
    """Print the articles nearest in matter to one: by ID, or the number of a hit."""
    from index.cli.naming import ids_named

    with open_index(directory) as index, options_as_typed():
        (id_,) = ids_named(index, [name])
        _show(index.similar(id_, limit=limit, **asked), printed, index)


@click.command(
    epilog=examples(
        "newsdex background cw-20241024-0031",
        "newsdex background 3 --since 2024 --format json",
    )
)
@click.argument("name", metavar="ID", shell_complete=ids)
@condition_options
@click.option("-n", "--limit", default=5, show_default=True, help="Most articles to print.")
@thread_options
@click.pass_obj
def background(
    directory: Where, /, name: str, limit: int, asked: dict[str, Any], printed: Printed
) -> None:
    """Print what to read before an article: what was earlier on its matter, each thing once."""
    from index.cli.naming import ids_named

    with open_index(directory) as index, options_as_typed():
        (id_,) = ids_named(index, [name])
        _show(index.background(id_, limit=limit, **asked), printed, index)


@click.command(
    epilog=examples(
        "newsdex story cw-20241024-0031",
        "newsdex story 3 --format csv > story.csv",
    )
)
@click.argument("name", metavar="ID", shell_complete=ids)
@condition_options
@click.option("-n", "--limit", default=20, show_default=True, help="Most steps to print.")
@thread_options
@click.pass_obj
def story(
    directory: Where, /, name: str, limit: int, asked: dict[str, Any], printed: Printed
) -> None:
    """Print the running story that an article is a part of: oldest first, what is new in each."""
    from index.cli.naming import ids_named

    with open_index(directory) as index, options_as_typed():
        (id_,) = ids_named(index, [name])
        found = index.story(id_, limit=limit, **asked)
        from index.cli.printing.threads import print_story
        from index.formats import STEP_NAMES, step_row

        def row(step: Step) -> Row:
            return step_row(replace(step, article=printed.told(step.article)))

        if printed.form != "table":
            printed.write(map(row, found.steps), STEP_NAMES)
        else:
            print_story(found, index.path, printed.view())
    if found.total == 1:
        say("no other article is a part of its story")
    elif found.total > len(found.steps):
        say(f"{len(found.steps)} of {found.total} steps; --limit {found.total} prints all")


def _show(found: Sequence[Related], printed: Printed, index: NewsIndex) -> None:
    from index.cli.printing.threads import print_related
    from index.formats import RELATED_NAMES, related_row

    def row(related: Related) -> Row:
        return related_row(replace(related, article=printed.told(related.article)))

    if printed.form != "table":
        printed.write(map(row, found), RELATED_NAMES)
    else:
        print_related(found, index.path, printed.view())
    if not found:
        say("nothing found")
