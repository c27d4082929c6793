"""An article on one line of a list: number, day, source, headline, id."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.cli.printing.console import fitted, one_line
from index.cli.printing.pages import columns

if TYPE_CHECKING:
    from rich.text import Text

    from corpus import Article

_SOURCE = 16
"""Columns of a source at most."""
_SHARE = 4
"""Of the columns of source and headline the source has one in so many."""


def listed(number: int, article: Article) -> Text:
    """Return the line of an article.

    On a terminal it is as wide as that, and the headline comes first: the id, for which the number
    does as well, stands there where it leaves the headline whole. Elsewhere all is whole.

    Args:
        number: by which other commands take the article.
        article: to be listed.
    """
    from rich.cells import cell_len
    from rich.text import Text

    day = article.published.date().isoformat() if article.published else ""
    title, id_ = one_line(article.title) or "(no title)", one_line(article.id)
    if not sys.stdout.isatty():
        told = (str(number), day or "-", one_line(article.source) or "-", title, id_)
        return Text("  ".join(told))
    head = f"{number:<2}  {day:<10}  "
    room = max(columns() - len(head) - 2, 2)
    source = min(_SOURCE, room // _SHARE)
    room -= source
    behind = f"  {id_}" if cell_len(title) + 2 + cell_len(id_) <= room else ""
    shown = fitted(title, room - cell_len(behind))
    line = Text.assemble(
        head, (fitted(article.source, source), "cyan"), "  ", shown, (behind, "dim")
    )
    line.rstrip()
    return line
