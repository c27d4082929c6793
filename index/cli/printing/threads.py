"""What leads on from an article, for people: headlines, where and when, what a sentence says."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cli.last_search import ShownHit, keep_shown
from index.cli.printing.console import console, one_line
from index.cli.printing.listed import listed
from index.cli.printing.marked import shows_colours
from index.cli.printing.pages import columns, show
from index.cli.printing.places import link_of
from index.formats import also_in, day_of, in_zone, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from corpus import Article, Passage
    from index.formats import Zone
    from index.vocabulary.place import Where
    from index.vocabulary.results import Copy, Related, Story

_INDENT = "   "
_LINES = 3
"""Of a sentence; what goes on is cut."""
_CUT = " …"


@dataclass(frozen=True, slots=True)
class ThreadView:
    """How articles are shown."""

    listed: bool = False
    """A line for each."""
    zone: Zone | None = None
    """In which dates are told; None for the one that they were written in."""
    pager: bool = True
    """Whether one may be used on a terminal."""


def print_related(found: Sequence[Related], index: Where, view: ThreadView) -> None:
    """Print articles and keep their numbers, so that `show 3` shows the third.

    Args:
        found: in order.
        index: its directory.
        view: how they are shown.
    """
    entries = (_entry(each.rank, each.article, each.sentence, each.copies, view) for each in found)
    show((line for entry in entries for line in entry), pager=view.pager)
    _keep_numbers(index, [(each.article, each.sentence) for each in found])


def print_story(story: Story, index: Where, view: ThreadView) -> None:
    """Print a running story, the article asked for marked, and keep the numbers of its steps.

    Args:
        story: oldest first.
        index: its directory.
        view: how they are shown.
    """
    several = len(story.steps) > 1
    entries = (
        _entry(each.number, each.article, each.new, each.copies, view, asked=each.asked and several)
        for each in story.steps
    )
    show((line for entry in entries for line in entry), pager=view.pager)
    _keep_numbers(index, [(step.article, step.new) for step in story.steps])


def _keep_numbers(index: Where, shown: Sequence[tuple[Article, Passage | None]]) -> None:
    """Keep which article was shown by which number, from 1 on, and its sentence."""
    spans = [(text.start, text.end) if text else (0, 0) for _, text in shown]
    ids = [article.id for article, _ in shown]
    hits = (ShownHit(id_, *span, ()) for id_, span in zip(ids, spans, strict=True))
    keep_shown(index, dict(enumerate(hits, 1)))


def _entry(  # noqa: PLR0913 - what an entry is made of
    number: int,
    article: Article,
    text: Passage | None,
    copies: Sequence[Copy],
    view: ThreadView,
    *,
    asked: bool = False,
) -> Iterator[Text]:
    """Yield the lines of an article: its headline, where and when it was, a sentence, copies."""
    from rich.text import Text

    if view.listed:
        yield listed(number, in_zone(article, view.zone))
        return
    title = Text(one_line(article.title) or "(no title)", style="bold")
    first, *rest = _broken(Text.assemble(f"{number}. ", title))
    yield first
    yield from (Text(_INDENT) + line for line in rest)
    yield Text(_INDENT) + _where(article, view.zone, asked=asked)
    if text:
        lines = _broken(Text(one_line(text.text)))
        if len(lines) > _LINES:
            last = _broken(lines[_LINES - 1], len(_CUT))[0]
            lines = [*lines[: _LINES - 1], Text.assemble(last, _CUT)]
        yield from (Text(_INDENT) + line for line in lines)
    if copies:
        yield from (
            Text(_INDENT) + each for each in _broken(Text(also_in(article, copies), "cyan"))
        )


def _where(article: Article, zone: Zone | None, *, asked: bool) -> Text:
    """Return the source, the date and the link of an article, and its id; and if it was asked for.

    On a terminal the words are the link; elsewhere it stands there as it is.
    """
    from rich.text import Text

    published = in_zone(article, zone).published
    date = (moment_of(published) if zone else day_of(published)) if published else ""
    words = [one_line(each) for each in (article.source, date) if each]
    style, link = "cyan", link_of(article)
    if link and words and sys.stdout.isatty() and shows_colours(console()):
        style = f"cyan link {link}"
    elif article.link:
        words.append(article.link)
    told = (("asked for" * asked, "yellow"), (" · ".join(words), style), (article.id, "dim"))
    line = Text(" · ").join(Text(one_line(part), style) for part, style in told if part)
    if sys.stdout.isatty():
        line.truncate(_room(), overflow="ellipsis")
    return line


def _broken(text: Text, spared: int = 0) -> list[Text]:
    """Return a text as lines that have room behind the indent, some columns spared."""
    lines = list(text.wrap(console(), max(_room() - spared, 1)))
    for line in lines:
        line.rstrip()
    return lines


def _room() -> int:
    return max(columns() - len(_INDENT), 1)
