#!/usr/bin/env python3
"""Writes the sentences that answer questions as CSV for a spreadsheet, with who is quoted.

INDEX: made by `newsdex add`.

QUESTIONS: a file, one a line, or - for standard input.
"""

import csv
import sys
from typing import TextIO

import click

from newsdex import NewsIndex, NewsIndexError

COLUMNS = "question rank speaker sentence title source published url id start end".split()


@click.command(help=__doc__)
@click.argument("index")
@click.argument("questions", type=click.File(encoding="utf-8"))
@click.option("--quoted", is_flag=True, help="Only what someone is quoted with.")
def main(index: str, questions: TextIO, quoted: bool) -> None:
    """Run the program."""
    table = csv.DictWriter(sys.stdout, COLUMNS)
    table.writeheader()
    try:
        with NewsIndex.open(index) as news:
            for question in filter(None, map(str.strip, questions)):
                for hit in news.search(question, per_article=1):
                    sentence = hit.answer or hit.passage
                    if quoted and not hit.speaker:
                        continue
                    row = {"question": question, "rank": hit.rank, "speaker": hit.speaker}
                    row |= {"sentence": sentence.text, "title": hit.article.title}
                    row |= {"source": hit.article.source, "published": hit.article.published}
                    row |= {"url": hit.article.url, "id": hit.article.id}
                    row |= {"start": sentence.start, "end": sentence.end}
                    table.writerow(row)
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
