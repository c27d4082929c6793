#!/usr/bin/env python3
"""Writes a prompt for a language model: a question, and numbered passages to cite.

INDEX: made by `newsdex add`.

QUESTION: for the model, and for the search.
"""

import click

from newsdex import NewsIndex, NewsIndexError

TASK = (
    "Answer the question by the passages alone, and cite each one that you use by its number, "
    "as [2]. If they don't answer it, say so."
)


@click.command(help=__doc__)
@click.argument("index")
@click.argument("question")
@click.option("--words", default=1500, show_default=True, help="Most words of passages.")
def main(index: str, question: str, words: int) -> None:
    """Run the program."""
    try:
        with NewsIndex.open(index) as news:
            hits = news.search(question, limit=50)
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error
    if not hits or hits.weak:
        raise click.ClickException("nothing in the index comes near the question")
    click.echo(f"{TASK}\n\nQuestion: {question}\n")
    left = words
    for number, hit in enumerate(hits, 1):
        left -= len(hit.passage.text.split())
        if left < 0 and number > 1:
            break
        article = hit.article
        day = f"{article.published:%d %B %Y}" if article.published else "undated"
        click.echo(f"[{number}] {article.title} ({article.source or 'no source'}, {day})")
        click.echo(f"{' '.join(hit.passage.text.split())}\n")


if __name__ == "__main__":
    main()
