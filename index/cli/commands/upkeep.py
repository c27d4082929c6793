"""The commands that keep an index in order: verify, repair, compact, migrate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.cli.everywhere import PlaceType
from index.cli.options import examples, wait_option
from index.cli.shell import open_index, say

if TYPE_CHECKING:
    from index.vocabulary.place import Where

SHOWN = 100
"""Lost articles that are named."""


@click.command(
    epilog=examples(
        "newsdex verify",
        "newsdex verify --quick",
    )
)
@click.option("--quick", is_flag=True, help="Only the files' checksums and the counts.")
@click.pass_obj
def verify(directory: Where, quick: bool) -> None:
    """Check every file, article, passage and vector; a line for each fault.

    Changes nothing, except that an index with faults takes no more articles until repaired.
    """
    from index import verify as verify_index

    report = verify_index(directory, quick=quick)
    for fault in report.faults:
        click.echo(fault)
    if report.note:
        say(report.note)
    if report.faults:
        count = len(report.faults)
        faults = "1 fault; mend it" if count == 1 else f"{count} faults; mend them"
        say(f"{faults} with: newsdex --index {directory} repair")
        raise click.exceptions.Exit(1)
    click.echo(
        f"no fault in {report.files} files, {report.articles} articles, {report.passages} passages"
        + (f"; {report.embedded} embedded anew" if report.embedded else "")
    )


@click.command(
    epilog=examples(
        "newsdex repair",
        "newsdex repair --model all-MiniLM-L6-v2",
    )
)
@click.option(
    "--model",
    metavar="NAME",
    help="What the index was made with; asked for only where no manifest is left that tells.",
)
@wait_option
@click.pass_obj
def repair(directory: Where, model: str | None, wait: float) -> None:
    """Mend a damaged index from what is whole in it; says what was done, and what was lost."""
    from index import repair as repair_index

    report = repair_index(directory, model=model, wait=wait)
    for line in report.done:
        click.echo(line)
    for article in report.lost[:SHOWN]:
        click.echo(f"lost: {article}")
    if len(report.lost) > SHOWN:
        click.echo(f"lost: and {len(report.lost) - SHOWN} more")
    lost = f"{len(report.lost)} lost" if report.lost else "nothing was lost"
    summary = f"repaired, {lost}" if report.done else "nothing to repair"
    click.echo(f"{summary}; {report.articles} articles in {directory}")


@click.command(
    epilog=examples(
        "newsdex compact",
        "newsdex compact --wait 60",
    )
)
@wait_option
@click.pass_obj
def compact(directory: Where, wait: float) -> None:
    """Merge the index into one part and free the space of removed articles."""
    with open_index(directory, wait) as index:
        report = index.compact()
    freed = f"freed {report.freed / 1e6:.1f} MB" if report.freed > 0 else "nothing to free"
    click.echo(f"{report.parts_before} parts before, {report.parts} now; {freed}")


@click.command(
    epilog=examples(
        "newsdex migrate .newsdex lance:///shared/news",
        "newsdex migrate s3://bucket/news news.newsdex",
    )
)
@click.argument("source", type=PlaceType())
@click.argument("target", type=PlaceType())
@wait_option
def migrate(source: Where, target: Where, wait: float) -> None:
    """Make an index that holds what another does: from a directory to tables, or back.

    Nothing is read or embedded anew. In the end both are read, and compared by what they hold and
    a digest of it.
    """
    from index import migrate as migrate_index

    report = migrate_index(source, target, wait=wait)
    click.echo(
        f"{report.articles} articles, {report.passages} passages, {report.embedded} of them with "
        f"vectors, in {target} as in {source}; digest {report.digest}"
    )
