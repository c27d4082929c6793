#!/usr/bin/env python3
"""Writes what was published on a topic, a week's say, as Markdown: each story once, by day.

INDEX: made by `newsdex add`.

TOPIC: a question, or words with marks.
"""

from itertools import groupby

import click

from newsdex import Hit, NewsIndex, NewsIndexError


@click.command(help=__doc__)
@click.argument("index")
@click.argument("topic")
@click.option("--since", metavar="DATE", required=True, help="As 2024-10-21.")
@click.option("--until", metavar="DATE", required=True, help="The last day.")
@click.option("--limit", default=20, show_default=True, help="Most stories.")
def main(index: str, topic: str, since: str, until: str, limit: int) -> None:
    """Run the program."""
    try:
        with NewsIndex.open(index) as news:
            hits = news.search(topic, since=since, until=until, per_article=1, limit=limit)
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"# {topic}, {since} to {until}")
    for day, of_the_day in groupby(sorted(hits, key=day_of), key=day_of):
        click.echo(f"\n## {day}\n")
        for hit in of_the_day:
            sources = [hit.article.source, *(copy.source for copy in hit.copies)]
            printed_by = ", ".join(dict.fromkeys(filter(None, sources)))
            summary = (hit.answer or hit.passage).text
            click.echo(f"- **{hit.article.title}** ({printed_by}): {' '.join(summary.split())}")


def day_of(hit: Hit) -> str:
    """Return the day of publication; a search between two days finds only what has one."""
    return f"{hit.article.published:%Y-%m-%d}" if hit.article.published else ""


if __name__ == "__main__":
    main()
