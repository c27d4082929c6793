#!/usr/bin/env python3
"""Keeps an index as a folder of articles is, and says which files could not be read.

Run it as often as you like, from cron say: what is unchanged is not read again. `newsdex sync`
does the same; this is what to begin with where more is to be done with what has changed.

FOLDER: searched through for articles.

INDEX: made where there is none.
"""

from pathlib import Path

import click

from newsdex import NewsIndex, NewsIndexError, Problem


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.argument("index", type=click.Path(path_type=Path))
def main(folder: Path, index: Path) -> None:
    """Run the program."""
    problems: list[Problem] = []
    try:
        with NewsIndex.open(index) if index.exists() else NewsIndex.create(index) as news:
            done = news.sync(folder, on_problem=problems.append)
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"added {done.added}, replaced {done.replaced}, removed {done.removed}, "
        f"moved {done.moved}, unchanged {done.unchanged}"
    )
    for problem in problems:
        click.echo(f"left as it was: {problem}", err=True)
    for missing, articles in done.missing.items():
        click.echo(f"{missing} is missing; its {articles} articles stay", err=True)


if __name__ == "__main__":
    main()
