"""A whole article for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.printing.console import console, one_line
from index.formats import article_row, embargo_of

if TYPE_CHECKING:
    from corpus import Article


def print_article(article: Article) -> None:
    """Print a whole article for people."""
    from rich.text import Text

    out = console()
    if article.title:
        out.print(Text(one_line(article.title), style="bold"))
    row = {**article_row(article), "embargoed": embargo_of(article)}
    row["path"] = [str(origin) for origin in article.origins]
    for name, value in row.items():
        if value and name != "title":
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            out.print(Text(f"{name:<10} {one_line(shown)}", style="cyan"))
    out.print()
    out.print(Text("".join(c if c.isprintable() or c in "\n\t" else " " for c in article.text)))
