#!/usr/bin/env python3
"""Compares the rankings on questions of your own: where is the article that answers?

Prints the mean reciprocal rank (Voorhees 1999) and how often the article is among the first ten.

INDEX: made by `newsdex add`.

QUESTIONS: a line each, question, TAB, id; - for stdin.
"""

from statistics import mean
from typing import Literal, TextIO

import click

from newsdex import NewsIndex, NewsIndexError

MODES: tuple[Literal["hybrid", "keyword", "dense"], ...] = ("hybrid", "keyword", "dense")
DEPTH = 10


@click.command(help=__doc__)
@click.argument("index")
@click.argument("questions", type=click.File(encoding="utf-8"))
def main(index: str, questions: TextIO) -> None:
    """Run the program."""
    pairs = [line.rstrip("\n").rsplit("\t", 1) for line in questions if "\t" in line]
    if not pairs:
        raise click.UsageError("no line has a question, a TAB and the id of an article")
    try:
        with NewsIndex.open(index) as news:
            for mode in MODES:
                ranks = []
                for question, wanted in pairs:
                    ranking = news.rank_articles(question, limit=DEPTH, mode=mode)
                    ids = [id_ for id_, _ in ranking]
                    ranks.append(1 / (ids.index(wanted) + 1) if wanted in ids else 0)
                found = sum(rank > 0 for rank in ranks)
                click.echo(f"{mode:<8}  MRR {mean(ranks):.3f}  in the first ten {found}")
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
