#!/usr/bin/env python3
"""Writes what came in for standing questions since the last brief, as Markdown.

INDEX: made by `newsdex add`; `newsdex watch add` keeps questions in it.

Where nothing came in, nothing is written, and the exit code is 3.
"""

import sys

import click

from newsdex import Hit, NewsIndex, NewsIndexError


def line(hit: Hit) -> str:
    """Return a story as an item of a list: headline, where it is from, the sentence that tells."""
    article = hit.article
    title = f"[{article.title}](<{article.link}>)" if article.link else article.title
    day = f"{article.published.day} {article.published:%B}" if article.published else ""
    told = hit.answer.text if hit.answer else hit.passage.text
    where = ", ".join(filter(None, (article.source, day)))
    also = f" Also in: {', '.join(copy.source for copy in hit.copies)}." if hit.copies else ""
    return f"- **{title}** ({where or article.id}): {' '.join(told.split())}{also}"


@click.command(help=__doc__)
@click.argument("index")
@click.option("--stories", default=5, show_default=True, help="Most stories to a question.")
@click.option("--again", is_flag=True, help="Leave it so that the next brief tells the same.")
def main(index: str, stories: int, again: bool) -> None:
    """Run the program."""
    try:
        with NewsIndex.open(index) as news:
            came_in = [each for each in news.run_watches(limit=stories, dry_run=again) if each.hits]
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error
    for each in came_in:
        more = each.hits.total - len(each.hits)
        print(f"## {each.watch.name}\n\n" + "\n".join(map(line, each.hits)))
        print(f"\n{more} more\n" if more > 0 else "")
    sys.exit(0 if came_in else 3)


if __name__ == "__main__":
    main()
