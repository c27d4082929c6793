#!/usr/bin/env python3
"""Answers questions, one a line, as JSON Lines.

INDEX: made by `newsdex add`.

QUESTIONS: a file, or - for standard input.
"""

import json
from typing import TextIO

import click

from newsdex import NewsIndex, NewsIndexError


@click.command(help=__doc__)
@click.argument("index")
@click.argument("questions", type=click.File(encoding="utf-8"))
def main(index: str, questions: TextIO) -> None:
    """Run the program."""
    try:
        with NewsIndex.open(index) as news:
            for question in filter(None, map(str.strip, questions)):
                hits = news.search(question, limit=3)
                answers = [{"id": hit.article.id, "passage": hit.passage.text} for hit in hits]
                row = {"question": question, "answers": answers}
                click.echo(json.dumps(row, ensure_ascii=False))
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
