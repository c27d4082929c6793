#!/usr/bin/env python3
"""Keeps an index as a folder of articles is: what is new or changed goes in, what is gone goes out.

Run it as often as you like, from cron say: what is unchanged costs no more than being read.

FOLDER: searched through for articles.

INDEX: made where there is none.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from newsdex import Article, CorpusError, NewsIndex, NewsIndexError, Withdrawal, read_articles


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.argument("index", type=click.Path(path_type=Path))
def main(folder: str, index: Path) -> None:
    """Run the program."""
    seen = set()

    def noted() -> Iterator[Article | Withdrawal]:
        # The first file that can't be read stops all: its articles must not count as gone.
        for article in read_articles([folder]):
            seen.add(article.id)
            yield article

    try:
        with NewsIndex.open(index) if index.exists() else NewsIndex.create(index) as news:
            added = news.add(noted(), atomic=True)
            gone = news.remove([held.id for held in news.articles() if held.id not in seen])
    except (CorpusError, NewsIndexError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"added {added.added}, replaced {added.replaced}, unchanged {added.unchanged}, "
        f"removed {len(gone.removed)}"
    )


if __name__ == "__main__":
    main()
