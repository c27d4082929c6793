"""A whole article for people: what is known of it, and its text, with the passage of a hit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from corpus.vocabulary.visible import visible
from index.cli.printing.console import console, one_line
from index.cli.printing.marked import shows_colours
from index.cli.printing.pages import columns, show
from index.cli.printing.tables import write, write_rows
from index.formats import (
    article_html,
    article_markdown,
    facts_of,
    html_page,
    whole_article_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from corpus import Article
    from index.cli.last_search import ShownHit

_LABEL = range(9, 20)
"""Columns that names are aligned to."""
_ABOVE = 2
"""Lines shown above a passage that a pager begins with."""
_LONGEST_VALUE = 1000
"""Characters shown of a value."""


def show_articles(
    articles: Sequence[Article], hits: Sequence[ShownHit | None], *, pager: bool
) -> None:
    """Print articles for people; on a terminal in a pager, from the passage of the first hit on.

    Args:
        articles: one at least.
        hits: a passage of each as it was found, where there is one.
        pager: whether one may be used.
    """
    from rich.text import Text

    lines, first = article_lines(articles[0], hits[0])
    for article, hit in zip(articles[1:], hits[1:], strict=True):
        more, _ = article_lines(article, hit)
        lines += [Text(), *more]
    show(lines, pager=pager, first=max(first - _ABOVE, 0))


def write_articles(
    articles: Sequence[Article], form: Literal["md", "html", "json", "jsonl", "csv"]
) -> None:
    """Print articles in another format than text."""
    if form == "md":
        write("\n---\n\n" * bool(n) + article_markdown(each) for n, each in enumerate(articles))
    elif form == "html":
        title = articles[0].title if len(articles) == 1 else f"{len(articles)} articles"
        write(html_page(title, map(article_html, articles)))
    else:
        write_rows(map(whole_article_row, articles), form)


def article_lines(article: Article, hit: ShownHit | None) -> tuple[list[Text], int]:
    """Return the lines of an article, and the number of the one that a hit's passage begins on.

    On a terminal they are broken to its width, and the passage is marked; else the text is as it
    is stored.

    Args:
        article: to be shown.
        hit: a passage of it, as it was found.
    """
    from rich.text import Text

    head: list[Text] = []
    if article.title.strip():
        head += _broken(Text(one_line(article.title), style="bold"))
    facts = [(one_line(name), value) for name, value in facts_of(article)]
    widest = max((Text(name).cell_len for name, _ in facts), default=0)
    width = min(max(widest, _LABEL.start), _LABEL.stop) + 2
    for name, value in facts:
        label = name + " " * max(width - Text(name).cell_len, 1)
        shown = one_line(value[:_LONGEST_VALUE]) + " …" * (len(value) > _LONGEST_VALUE)
        head += _broken(Text(f"{label}{shown}", style="cyan"), behind=width)
    head.append(Text())
    lines = head + list(_text(article.text, hit))
    bold = (n for n, line in enumerate(lines) if n >= len(head) and any(line.spans))
    return lines, next(bold, 0)


def _text(text: str, hit: ShownHit | None) -> Iterator[Text]:
    """Yield the lines of a text, the passage of a hit bold and its marks in colour."""
    from rich.text import Text

    whole = Text(visible(text, "\n\t"))
    if hit and sys.stdout.isatty():
        whole.stylize("bold", hit.start, hit.end)
        style = "yellow" if shows_colours(console()) else "underline"
        for start, end in hit.marks:
            whole.stylize(style, start, end)
    for line in whole.split("\n", allow_blank=True):
        yield from _broken(line)


def _broken(line: Text, behind: int = 0) -> list[Text]:
    """Return a line as several of the terminal's width, all but the first behind some space."""
    from rich.text import Text

    if not sys.stdout.isatty() or line.cell_len <= columns():
        return [line]
    pieces = list(line.wrap(console(), max(columns() - behind, 1)))
    for piece in pieces:
        piece.rstrip()
    return [piece if not n else Text(" " * behind) + piece for n, piece in enumerate(pieces)]
