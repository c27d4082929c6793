"""What leads on from an article, for people: headlines, where and when, a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.last_search import ShownHit, keep_shown
from index.cli.printing.console import console, one_line
from index.formats import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from corpus import Article, Passage
    from index.vocabulary.results import Copy, Related, Story

_INDENT = "   "
_PLACES = 5
"""Other places named where a story stands."""


def print_related(found: Sequence[Related], index: Path) -> None:
    """Print articles and keep their numbers, so that `show 3` shows the third.

    Args:
        found: in order.
        index: its directory.
    """
    out = console()
    for each in found:
        heading = _heading(each.rank, each.article)
        _print_entry(out, heading, each.article, each.sentence, each.copies)
    _keep_numbers(index, [(each.article, each.sentence) for each in found])


def print_story(story: Story, index: Path) -> None:
    """Print a running story, the article asked for marked, and keep the numbers of its steps.

    Args:
        story: oldest first.
        index: its directory.
    """
    out = console()
    for step in story.steps:
        heading = _heading(step.number, step.article)
        if step.asked and len(story.steps) > 1:
            heading.append(" (asked for)", "yellow")
        _print_entry(out, heading, step.article, step.new, step.copies)
    _keep_numbers(index, [(step.article, step.new) for step in story.steps])


def _keep_numbers(index: Path, shown: Sequence[tuple[Article, Passage | None]]) -> None:
    """Keep which article was shown by which number, from 1 on, and its sentence."""
    spans = [(text.start, text.end) if text else (0, 0) for _, text in shown]
    ids = [article.id for article, _ in shown]
    hits = (ShownHit(id_, *span, ()) for id_, span in zip(ids, spans, strict=True))
    keep_shown(index, dict(enumerate(hits, 1)))


def _print_entry(
    out: Console, heading: Text, article: Article, text: Passage | None, copies: Sequence[Copy]
) -> None:
    """Print a heading, where and when an article was, a line of text, and where else it stands."""
    from rich.text import Text

    out.print(heading)
    out.print(Text(f"{_INDENT}{where_of(article)}", style="cyan"))
    if text:
        line = Text(f"{_INDENT}{one_line(text.text)}")
        if out.is_terminal:
            line.truncate(out.width, overflow="ellipsis")
        out.print(line)
    if copies:
        out.print(Text(f"{_INDENT}{also_in(article, copies)}", style="cyan"))


def _heading(number: int, article: Article) -> Text:
    """Return the number and the headline of an article, which leads to its URL where that works."""
    from rich.style import Style
    from rich.text import Text

    style = Style(bold=True, link=one_line(article.url) or None)
    return Text.assemble(f"{number}. ", (one_line(article.title) or "(no title)", style))


def where_of(article: Article) -> str:
    """Return the source and the date of an article, and its id."""
    date = day_of(article.published) if article.published else ""
    return " · ".join(one_line(each) for each in (article.source, date, article.id) if each)


def also_in(article: Article, copies: Sequence[Copy]) -> str:
    """Return where else a story stands: sources, or ids where those are the article's own."""
    places = (c.source if c.source not in {"", article.source} else c.id for c in copies)
    named = list(dict.fromkeys(map(one_line, places)))
    more = f" and {len(named) - _PLACES} more" if len(named) > _PLACES else ""
    return f"also in: {', '.join(named[:_PLACES])}{more}"
