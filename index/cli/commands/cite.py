"""The command that cites articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from index.cli.completing import ids
from index.cli.options import examples
from index.cli.shell import open_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus import Article
    from index.vocabulary.place import Where

    Style = Literal["text", "bibtex", "ris", "csl"]


@click.command(
    epilog=examples(
        "newsdex cite cw-20241024-0031",
        "newsdex cite 1 2 3 --style bibtex > strike.bib",
    )
)
@click.argument("names", metavar="ID...", nargs=-1, required=True, shell_complete=ids)
@click.option(
    "--style",
    type=click.Choice(["text", "bibtex", "ris", "csl"]),
    default="text",
    show_default=True,
    help="A line to read; or for LaTeX, for EndNote and Zotero, or CSL-JSON for pandoc.",
)
@click.pass_obj
def cite(directory: Where, names: tuple[str, ...], style: Style) -> None:
    """Print how articles are cited; by ID, by how it begins, or by the number of a hit."""
    from index.cli.naming import ids_named

    with open_index(directory) as index:
        articles = [index.article(id_) for id_ in ids_named(index, names)]
    from index.cli.printing.tables import write

    write(_cited(articles, style))


def _cited(articles: Iterable[Article], style: Style) -> Iterator[str]:
    """Yield articles as a style has them, as pieces of text."""
    from index.formats import bibtex, citation_text, csl, json_array, ris

    match style:
        case "text":
            yield from (f"{citation_text(article)}\n" for article in articles)
        case "bibtex":
            yield "\n".join(map(bibtex, articles))
        case "ris":
            yield "\n".join(map(ris, articles))
        case "csl":
            yield from json_array(map(csl, articles))
