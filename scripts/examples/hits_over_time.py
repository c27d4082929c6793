#!/usr/bin/env python3
"""Writes when questions were written about as CSV, from a data frame, and draws it.

INDEX: made by `newsdex add`.

QUESTIONS: one or several, each quoted; they are compared.

Needs `pip install newsdex[pandas,plot]`.
"""

from pathlib import Path
from typing import Literal

import click
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from newsdex import NewsIndex, NewsIndexError


@click.command(help=__doc__)
@click.argument("index")
@click.argument("questions", nargs=-1, required=True)
@click.option("--by", type=click.Choice(["day", "week", "month", "year"]), default="month")
@click.option("--share", is_flag=True, help="Shares of all articles of each period, in percent.")
@click.option("--since", help="Only articles from then on, such as 2024-03.")
@click.option("--plot", type=click.Path(path_type=Path), help="A .png or .svg to draw.")
def main(  # noqa: PLR0913, PLR0917 - one parameter for each option
    index: str,
    questions: tuple[str, ...],
    by: Literal["day", "week", "month", "year"],
    share: bool,
    since: str | None,
    plot: Path | None,
) -> None:
    """Run the program."""
    try:
        with NewsIndex.open(index) as news:
            frame = news.timeline(list(questions), by=by, share=share, since=since).to_frame()
    except NewsIndexError as error:
        raise click.ClickException(str(error)) from error
    if frame.empty:
        raise click.ClickException("nothing that has a date was found")
    counted = "share" if share else "articles"
    frame[counted] = frame[counted].where(frame["all_articles"] > 0)  # else nothing is known
    table = frame.pivot(index="first", columns="question", values=counted)
    table = table[list(questions)] * (100 if share else 1)
    print(table.to_csv(float_format="%.3f"), end="")
    if plot:
        figure = Figure(figsize=(8, 3.5), layout="constrained")
        axes = figure.subplots()
        for question in questions:
            axes.plot(table.index, table[question], marker="o", markersize=3, label=question)
        axes.set_ylabel("% of all articles" if share else f"articles a {by}")
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(integer=not share))
        axes.legend(frameon=False)
        figure.savefig(plot, dpi=200)


if __name__ == "__main__":
    main()
