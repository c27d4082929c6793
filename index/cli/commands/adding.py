"""The commands that put articles into the index: add, embed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from corpus.vocabulary.origin import FileState
from index.cli.commands.syncing import keep_in_step
from index.cli.completing import files
from index.cli.options import (
    cluster_options,
    embedding_options,
    examples,
    model_option,
    no_embed_option,
    reading_options,
    wait_option,
)
from index.cli.printing.progress import show_adding, show_embedding
from index.cli.shell import (
    fail,
    index_to_write,
    open_index,
    passed_over,
    resumable,
    say,
    tell_foreign,
    teller,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus import Article, ArticleReader, Withdrawal
    from index.vocabulary.place import Where

_SHOWN = 3
"""Ids shown where there may be many."""


@click.command(
    epilog=examples(
        "newsdex add articles/ wire.jsonl.gz",
        "newsdex add --no-embed archive.zip",
        "newsdex --index s3://bucket/news add --ray auto archive.zip",
        "curl -s https://wire.example/feed.xml | newsdex add -",
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=files)
@reading_options
@click.option("--strict", is_flag=True, help="Stop at the first problem and add nothing.")
@click.option("--sync", "follow", is_flag=True, help="As newsdex sync: what is gone goes, too.")
@click.option("--atomic", is_flag=True, help="One commit: readers see all of it or nothing.")
@no_embed_option
@embedding_options
@cluster_options
@model_option
@wait_option
@click.pass_obj
def add(  # noqa: PLR0913 - one parameter for each option
    directory: Where,
    *,
    paths: tuple[str, ...],
    reading: dict[str, Any],
    strict: bool,
    follow: bool,
    atomic: bool,
    no_embed: bool,
    embedding: dict[str, Any],
    model: str | None,
    wait: float,
) -> None:
    """Add articles from files and folders; - is standard input.

    An article that is there already changes nothing; one with the same id and another text
    replaces it. The index is made if there is none. When it is stopped, the same command goes on
    from there.
    """
    if follow:
        if strict or atomic:
            raise click.UsageError("--sync stands without --strict and --atomic")
        keep_in_step(
            directory,
            paths,
            {"embed": not no_embed, "on_problem": teller(), **reading},
            opened=lambda: index_to_write(directory, model, wait, **embedding),
        )
        return
    from corpus import read_articles

    reader = read_articles(paths, on_problem=None if strict else teller(), **reading)
    given = reader if embedding["ray"] else _to_begin(reader)
    if given is None or not reader.files_total:
        empty = not (reader.problems or reader.passed_over)
        none = "nothing to add" if empty else "no article found; nothing was added"
        fail(f"{none}{passed_over(reader.passed_over)}")
    with (
        resumable(),
        index_to_write(directory, model, wait, **embedding) as index,
        show_adding(reader) as (read, on_embedded),
    ):
        report = index.add(
            given if given is reader else read(given),
            atomic=strict or atomic,
            embed=not no_embed,
            on_embedded=on_embedded,
        )
        status = index.status()
        foreign = index.foreign_languages()
    _tell_crossed(report.crossed)
    tell_foreign(foreign, status.model)
    changes = [f"added {report.added}, replaced {report.replaced}, unchanged {report.unchanged}"]
    if report.withdrawn:
        changes.append(f", withdrawn {report.withdrawn}")
    lacking = status.passages - status.embedded
    left = f"; {lacking} have no vector yet: newsdex embed" if lacking else ""
    changes.append(f" ({report.embedded} passages embedded{left})")
    problems = f"; {reader.problems} problems" if reader.problems else ""
    problems += passed_over(reader.passed_over)
    click.echo(f"{''.join(changes)}{problems}; {status.articles} articles in {directory}")


def _to_begin(reader: ArticleReader) -> Iterator[Article | Withdrawal | FileState] | None:
    """Return what is read, begun; None if there is neither article nor withdrawal."""
    incoming = reader.with_files()
    passed: list[FileState] = []
    for item in incoming:
        if not isinstance(item, FileState):
            return chain(passed, [item], incoming)
        passed.append(item)
    return None


def _tell_crossed(ids: Sequence[str]) -> None:
    """Say that articles gave way to ones of another source or file, if any did."""
    if ids:
        shown = ", ".join(map(repr, ids[:_SHOWN])) + (", …" if len(ids) > _SHOWN else "")
        say(f"replaced {len(ids)} by articles of another source or file with the same id: {shown}")


@click.command(
    epilog=examples(
        "newsdex embed",
        "newsdex embed --jobs 1",
    )
)
@embedding_options
@cluster_options
@wait_option
@click.pass_obj
def embed(directory: Where, embedding: dict[str, Any], wait: float) -> None:
    """Make the vectors that `add --no-embed` has left.

    Searches go on meanwhile, by keywords for what has none yet. When it is stopped, the same
    command goes on from there. Of an index in tables, several at once share the work.
    """
    with resumable(), open_index(directory, wait, **embedding) as index:
        status = index.status()
        with show_embedding(status.passages - status.embedded) as on_embedded:
            embedded = index.embed(on_embedded=on_embedded)
        passages = index.status().passages
    click.echo(f"{embedded} passages embedded; all {passages} in {directory} have their vectors")
