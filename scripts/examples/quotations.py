#!/usr/bin/env python3
"""Writes who said what on questions as CSV for a spreadsheet.

INDEX: made by `newsdex add`.

QUESTIONS: a file, one a line, or - for standard input.
"""

import csv
import sys
from typing import TextIO

import click

from newsdex import NewsIndex, NewsIndexError

COLUMNS = "question rank speaker words title source published url id start end also_in".split()


@click.command(help=__doc__)
@click.argument("index")
@click.argument("questions", type=click.File(encoding="utf-8"))
@click.option("--speaker", metavar="NAME", help="Only what somebody of this name says.")
@click.option("--limit", default=20, show_default=True, help="Most quotations to a question.")
def main(index: str, questions: TextIO, speaker: str | None, limit: int) -> None:
    """Run the program."""
    table = csv.DictWriter(sys.stdout, COLUMNS)
    table.writeheader()
    try:
        with NewsIndex.open(index) as news:
            for question in filter(None, map(str.strip, questions)):
                for said in news.quotes(question, speaker=speaker, limit=limit):
                    row = {"question": question, "rank": said.rank, "speaker": said.speaker}
                    row |= {"words": said.words, "title": said.article.title}
                    row |= {"source": said.article.source, "published": said.article.published}
                    row |= {"url": said.article.url, "id": said.article.id}
                    row |= {"start": said.pieces[0][0], "end": said.pieces[-1][1]}
                    row |= {"also_in": "; ".join(copy.id for copy in said.also_in)}
                    table.writerow(row)
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
