"""Pieces of HTML by which notebooks show results: tables, bars, marked text."""

from __future__ import annotations

from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from corpus.vocabulary.in_notebooks import facts, headline, plain, small

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus import Article

_TITLE = 60
"""Letters of a title in a line that stands for a result."""
_BAR = "display:inline-block;height:.7em;background:#4c78a8"
_BAR_WIDTH = 12
"""Letters' widths (em) of the longest bar in a table."""
_COLUMN, _HEIGHT = 12, 60
"""Pixels: how wide a column of a timeline is, and how high the highest."""


def in_brief(article: Article) -> str:
    """Return an article as a part of one line: title, source, day, id."""
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    told = (repr(shorten(article.title, _TITLE, placeholder=" …")), article.source, day, article.id)
    return ", ".join(filter(None, told))


def entry(article: Article, number: str, *lines: str) -> str:
    """Return an article in a list, as HTML: its headline and facts, with lines below them.

    Args:
        article: whose text is not shown.
        number: that it has in the list, or nothing.
        lines: as HTML; empty ones are left out.
    """
    head = f"{plain(number)} {headline(article.title, article.url)}".strip()
    about = facts(article.source, article.authors, article.published, article.id)
    below = "<br>".join(filter(None, (head, about, *lines)))
    return f'<p style="max-width:48em" dir="auto">{below}</p>'


def marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> str:
    """Return a piece of a text as HTML, on one line, with spans of it marked.

    Args:
        text: whole.
        start: of the piece; as all places, in code points of the text.
        end: of the piece.
        marks: start and end of each, in order; those that reach out of the piece are left out.
    """
    parts, at = [], start
    for low, high in marks:
        if at <= low and high <= end:
            parts += [escape(text[at:low]), f"<mark>{escape(text[low:high])}</mark>"]
            at = high
    return " ".join("".join([*parts, escape(text[at:end])]).split())


def also_in(sources: Iterable[str]) -> str:
    """Return the line that says where else something stands; nothing where it doesn't."""
    named = ", ".join(dict.fromkeys(filter(None, sources)))
    return small(f"also in: {named}") if named else ""


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as HTML.

    Args:
        caption: as text.
        columns: their names, as text.
        rows: a cell for each column, as HTML.
    """
    head = "".join(f"<th>{plain(name)}</th>" for name in columns)
    cells = ("".join(f'<td style="text-align:left">{cell}</td>' for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        f'<table><caption style="text-align:left">{plain(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def bar(count: float, most: float) -> str:
    """Return a bar as HTML, as long as a count is of the most that there is."""
    width = _BAR_WIDTH * count / most if most else 0
    return f'<span style="{_BAR};width:{width:.1f}em"></span>'


def columns(values: Sequence[float | None], names: Sequence[str], most: float) -> str:
    """Return values as a row of columns, as SVG, each with its name and value under the pointer.

    Args:
        values: from 0 on; None leaves a gap.
        names: one for each.
        most: the value of the highest that may be.
    """
    drawn = []
    for number, (value, name) in enumerate(zip(values, names, strict=True)):
        height = 0 if value is None or not most else _HEIGHT * value / most
        told = f"{plain(name)}: {'–' if value is None else f'{value:,.4g}'}"
        drawn.append(
            f'<rect x="{number * _COLUMN}" y="{_HEIGHT - height:.1f}" width="{_COLUMN - 2}" '
            f'height="{height:.1f}" fill="#4c78a8"><title>{told}</title></rect>'
        )
    width = _COLUMN * len(values)
    return (
        f'<svg viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'style="max-width:100%;border-bottom:1px solid" role="img">{"".join(drawn)}</svg>'
    )
