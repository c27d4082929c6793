"""The command that brings an index in step with files: sync."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

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
from index.cli.printing.progress import show_syncing
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
from index.vocabulary.errors import NoIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from index.search import NewsIndex
    from index.vocabulary.place import Where
    from index.vocabulary.results import SyncReport


@click.command(
    epilog=examples(
        "newsdex sync articles/",
        "newsdex sync --dry-run articles/ wire/",
        "newsdex sync --watch articles/",
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=files)
@reading_options
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--checksum", is_flag=True, help="Compare files by their bytes, not size and time.")
@click.option("--prune", is_flag=True, help="Also remove what lay in folders that are missing.")
@click.option("--watch", is_flag=True, help="Stay, and keep in step as files change.")
@no_embed_option
@embedding_options
@cluster_options
@model_option
@wait_option
@click.pass_obj
def sync(  # noqa: PLR0913 - one parameter for each option
    directory: Where,
    *,
    paths: tuple[str, ...],
    reading: dict[str, Any],
    dry_run: bool,
    checksum: bool,
    prune: bool,
    watch: bool,
    no_embed: bool,
    embedding: dict[str, Any],
    model: str | None,
    wait: float,
) -> None:
    """Bring the index in step with files and folders.

    What is new is added, what changed is replaced, what is gone is removed, what was renamed or
    moved is followed. Files whose size and time are as they were are not read again. A file that
    can't be read takes nothing away, nor does a whole folder that is missing.
    """
    if watch and dry_run:
        raise click.UsageError("--watch does it; --dry-run does nothing")
    keep_in_step(
        directory,
        paths,
        {
            "dry_run": dry_run,
            "checksum": checksum,
            "prune": prune,
            "embed": not no_embed,
            "on_problem": teller(),
            **reading,
        },
        watch=watch,
        opened=partial(_opened, directory, model, wait, embedding, dry_run=dry_run),
    )


def keep_in_step(
    directory: Where,
    paths: tuple[str, ...],
    options: Mapping[str, Any],
    *,
    opened: Callable[[], AbstractContextManager[NewsIndex]],
    watch: bool = False,
) -> None:
    """Bring an index in step with files, and say what that took.

    Args:
        directory: of the index.
        paths: files and folders.
        options: as `NewsIndex.sync` takes them.
        opened: opens the index, or makes it.
        watch: whether to stay, and to do it each time that something changes.
    """

    def once(index: NewsIndex) -> SyncReport:
        with show_syncing() as (on_read, on_embedded):
            return index.sync(paths, on_read=on_read, on_embedded=on_embedded, **options)

    dry_run = options.get("dry_run", False)
    with resumable(), opened() as index:
        report = once(index)
        if not (report.files_read or report.unchanged or report.removed or report.missing):
            fail("no article found, and none known; nothing was done")
        _tell_of(report, index, directory, dry_run=dry_run)
        if watch:
            with suppress(KeyboardInterrupt):
                for _ in _changes(paths, directory):
                    _tell_of(once(index), index, directory, dry_run=False)


@contextmanager
def _opened(
    directory: Where, model: str | None, wait: float, embedding: Mapping[str, Any], *, dry_run: bool
) -> Iterator[NewsIndex]:
    """Open the index, or make it; a dry run makes one in passing."""
    if not dry_run:
        with index_to_write(directory, model, wait, **embedding) as index:
            yield index
        return
    try:
        index = open_index(directory, wait, **embedding)
    except NoIndexError:
        here = {**embedding, "ray": None, "gpu": False}
        with (
            TemporaryDirectory() as passing,
            index_to_write(Path(passing, "index"), model, wait, told=False, **here) as index,
        ):
            yield index
        return
    with index:
        yield index


def _tell_of(report: SyncReport, index: NewsIndex, directory: Where, *, dry_run: bool) -> None:
    """Say what was done, and what was left as it is."""
    for folder, articles in report.missing.items():
        say(
            f"{folder} is not there, or another drive is; the {articles} articles found in it "
            "stay: newsdex sync --prune removes them"
        )
    counts = (
        f"added {report.added}, replaced {report.replaced}, removed {report.removed}, "
        f"moved {report.moved}, unchanged {report.unchanged}"
    )
    withdrawn = f", withdrawn {report.withdrawn}" if report.withdrawn else ""
    passed = passed_over(report.passed_over)
    if dry_run:
        click.echo(f"would have {counts}{withdrawn}{passed}; {directory} is as it was")
        return
    tell_foreign(index.foreign_languages(), index.model)
    status = index.status()
    lacking = status.passages - status.embedded
    left = f"; {lacking} have no vector yet: newsdex embed" if lacking else ""
    click.echo(
        f"{counts}{withdrawn} ({report.embedded} passages embedded{left}){passed}; "
        f"{status.articles} articles in {directory}"
    )


def _changes(paths: Sequence[str], ignored: Where) -> Iterator[None]:
    """Yield once it is watched, and each time that something changed, until Ctrl-C.

    Args:
        paths: of them.
        ignored: the index, which changes with every change.
    """
    try:
        from watchfiles import watch
    except ImportError:
        fail("--watch needs watchfiles: pip install 'newsdex[watch]'")
    say(f"watching {', '.join(paths)}; Ctrl-C ends it")
    within = ignored if isinstance(ignored, str) else str(ignored.absolute())
    watched = watch(*paths, step=200, rust_timeout=1000, yield_on_timeout=True)
    # What changed before it was watched shows in no event.
    next(watched)
    yield
    for changed in watched:
        if any(not path.startswith(within) for _, path in changed):
            yield
