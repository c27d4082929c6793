"""The commands that take all articles that match: export hands them over, remove takes them out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from index.cli.completing import ids
from index.cli.new_file import NewFile
from index.cli.options import examples, wait_option
from index.cli.question_options import every_copy_options, is_asked, question_options_of
from index.cli.shell import FAILED, fail, open_index, options_as_typed, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, Passage
    from index.search import NewsIndex
    from index.vocabulary.place import Where

_SHOWN = 5
"""Articles that are named before something is done with many."""


@click.command(
    epilog=examples(
        "newsdex export | newsdex --index copy.newsdex add -",
        "newsdex export --source Reuters --until 2019 > reuters.jsonl",
        "newsdex export --source Reuters --until 2019 --dry-run",
        "newsdex export --with-vectors passages.parquet > articles.jsonl",
    )
)
@question_options_of(every_copy_options)
@click.option(
    "--with-vectors",
    "vectors",
    type=NewFile(),
    metavar="FILE",
    help="Also write passages with their vectors to a Parquet file (needs pyarrow).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.pass_obj
def export(
    directory: Where, question: str, asked: dict[str, Any], vectors: Path | None, *, dry_run: bool
) -> None:
    """Write articles as JSON Lines to standard output: all, or all that QUESTION and options match.

    `newsdex add -` reads them back as they were.
    """
    import json

    from corpus.vocabulary.exported import full_row
    from index.cli.commands.private_file import replacing
    from index.cli.commands.vectors_to_parquet import check_parquet, write_parquet

    if vectors:
        check_parquet(vectors)
    conditions = asked if is_asked(question, asked) else {}
    with open_index(directory) as index, options_as_typed():
        if dry_run:
            chosen_ids = index.ids(question, **conditions)
            _name(index, chosen_ids, "export")
            if conditions and not chosen_ids:
                _say_why_nothing(index, question, conditions)
            return
        if vectors:
            chosen = set(index.ids(question, **conditions)) if conditions else None
            with replacing(vectors) as file:
                write_parquet(_of(index.vectors(), chosen), file)
        some = False
        for article in index.articles(question, **conditions):
            some = True
            line = json.dumps(full_row(article), ensure_ascii=False)
            # Always UTF-8, whatever the terminal's; half a surrogate pair becomes its JSON escape.
            click.echo(line.encode("utf-8", "backslashreplace"))
        if conditions and not some:
            _say_why_nothing(index, question, conditions)


def _of(
    rows: Iterable[tuple[Article, list[Passage], NDArray[np.float32]]], chosen: set[str] | None
) -> Iterator[tuple[Article, list[Passage], NDArray[np.float32]]]:
    """Yield the rows of the articles that were chosen; None takes all."""
    return (row for row in rows if chosen is None or row[0].id in chosen)


@click.command(
    epilog=examples(
        "newsdex remove cw-20241024-0031",
        "newsdex remove 3 cw-2024102",
        'newsdex remove --source "Harbour Gazette" --until 2019 --dry-run',
        'newsdex remove --matching "+tender title:corrected" --yes',
    )
)
@click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=ids)
@click.option("--matching", metavar="QUESTION", default="", help="Those that match a question.")
@every_copy_options
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and do nothing.")
@click.option("-y", "--yes", is_flag=True, help="Don't ask before articles go.")
@wait_option
@click.pass_obj
def remove(  # noqa: PLR0913, PLR0917 - one parameter for each option
    directory: Where,
    names: tuple[str, ...],
    matching: str,
    asked: dict[str, Any],
    dry_run: bool,
    yes: bool,
    wait: float,
) -> None:
    """Remove articles: by ID, or all that match a question and options, to the last one.

    An ID may be cut short, or be the number of a hit of the last search, as for `show`. What would
    go is named and asked about first; where no one can be asked, say --yes.
    """
    by_condition = is_asked(matching, asked)
    if bool(names) == by_condition:
        raise click.UsageError(
            "name articles by ID, or say by options which ones: --matching, --source, --until, …"
        )
    from index.cli.naming import ids_found

    with open_index(directory, wait) as index, options_as_typed():
        wrong: list[str] = []
        chosen = (
            index.ids(matching, **asked) if by_condition else ids_found(index, names, wrong.append)
        )
        if chosen and (by_condition or not yes or dry_run):
            _name(index, chosen, "remove")
        for line in wrong:
            warn(line)
        if by_condition and not chosen:
            _say_why_nothing(index, matching, asked)
        if dry_run:
            raise click.exceptions.Exit(FAILED if wrong else 0)
        if chosen and not (yes or _agreed(len(chosen))):
            fail("nothing was removed")
        report = index.remove(chosen)
        articles = len(index)
    click.echo(f"removed {len(report.removed)}; {articles} articles in {directory}")
    if not report.removed:
        raise click.exceptions.Exit(FAILED)


def _say_why_nothing(index: NewsIndex, question: str, asked: dict[str, Any]) -> None:
    """Say what no article has of what was asked for."""
    from index.cli.printing.found import remark

    warn("nothing matches")
    remark(index.search(question, limit=1, **asked))


def _agreed(count: int) -> bool:
    """Ask whether so many articles are to go; fail where no one can be asked."""
    if not sys.stdin.isatty():
        fail(f"no one is there to be asked: --yes removes {_counted(count)}")
    return click.confirm(f"remove {_counted(count)}?", err=True)


def _name(index: NewsIndex, ids: list[str], what: str) -> None:
    """Say what is to be done with which articles: how many, and the first of them."""
    more = f", the first {_SHOWN}" if len(ids) > _SHOWN else ""
    warn(f"{_counted(len(ids))} to {what}{more}{':' * bool(ids)}")
    for id_ in ids[:_SHOWN]:
        article = index.article(id_)
        day = f"{article.published:%Y-%m-%d}" if article.published else ""
        told = (day, article.source, article.title, article.id)
        click.echo("  " + "  ".join(" ".join(each.split()) for each in told if each), err=True)


def _counted(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"
