"""Hits for people: an article each, with its source and date, and the answer in its context."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.cli.printing.console import console, one_line
from index.cli.printing.excerpt import Excerpt, excerpt, sentences_around
from index.cli.printing.explanation import explanation_lines
from index.cli.printing.listed import listed
from index.cli.printing.marked import marked, shows_colours
from index.cli.printing.pages import columns
from index.cli.printing.places import link_of
from index.formats import (
    also_in,
    day_of,
    embargo_of,
    in_zone,
    moment_of,
    opening_mark,
    speaker_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from corpus import Article
    from index.formats import Zone
    from index.vocabulary.results import Hit

Layout = Literal["brief", "full", "list"]

INDENT = "   "

_LINES = (4, 3, 3, 3, 2, 2, 2, 2, 2, 2)
"""Of text, of each of ten articles: with a heading and an origin each, a line that parts them and
the command they stand on two screens of 24 lines."""
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class View:
    """How hits are shown."""

    layout: Layout = "brief"
    """The answer in its context, whole passages, or a line for each article."""
    context: int | None = None
    """Sentences on either side of the answer; None for as many as there is room for."""
    zone: Zone | None = None
    """In which dates are shown; None for the one they were written in."""
    grouped: bool = False
    """Whether each hit stands for a running story."""
    whole_paths: bool = False
    """Whether the path of an article's file is shown, or only its name."""


class HitPrinter:
    """Makes the lines of hits, an article at a time."""

    def __init__(self, view: View) -> None:
        """Take how hits are shown; the output is looked at now."""
        self._view = view
        self._out = console()
        self._coloured = shows_colours(self._out)
        self._width = columns()
        self._seen = sys.stdout.isatty()

    def lines(self, number: int, hits: Sequence[Hit], *, near: bool) -> Iterator[Text]:
        """Yield the lines of one article.

        Args:
            number: from 1, by which other commands take it.
            hits: of the article, the best first.
            near: whether a second one is near enough to be worth a line.
        """
        from rich.text import Text

        hit = hits[0]
        article = in_zone(hit.article, self._view.zone)
        if self._view.layout == "list":
            yield listed(number, article)
            return
        title = Text(one_line(article.title) or "(no title)", style="bold")
        yield from self._wrapped(Text.assemble(f"{number}. ", title), hanging=True)
        origin, notes = self._origin(article, _notes(hit))
        if origin:
            yield Text(INDENT) + origin
        if self._view.layout == "full":
            for each in hits:
                yield from self._whole(each)
        else:
            lines = _LINES[(number - 1) % len(_LINES)]
            other = hits[1:2] if near and lines > _FEWEST_LINES else []
            yield from self._answer(hit, max(lines - len(other) - bool(notes), _FEWEST_LINES))
            yield from (self._other(hit, each) for each in other)
        if notes:
            yield from self._wrapped(notes)
        for line in explanation_lines(hit):
            yield from self._wrapped(Text(line, style="dim"))

    def further(self) -> Iterator[Text]:
        """Yield what stands before hits that are further away; nothing in a list."""
        from rich.text import Text

        if self._view.layout != "list":
            yield Text("further away:", style="dim")

    @staticmethod
    def gap() -> Iterator[Text]:
        """Yield what stands between hits and what is said of them all."""
        from rich.text import Text

        yield Text()

    @property
    def _room(self) -> int:
        """Columns of a line below the heading."""
        return max(self._width - len(INDENT), 1)

    def _wrapped(self, text: Text, *, hanging: bool = False) -> Iterator[Text]:
        """Yield a text on lines of the width, indented, or all but the first."""
        from rich.text import Text

        for place, line in enumerate(self._broken(text)):
            yield line if hanging and not place else Text(INDENT) + line

    def _broken(self, text: Text) -> list[Text]:
        lines = list(text.wrap(self._out, self._room))
        for line in lines:
            line.rstrip()
        return lines

    def _origin(self, article: Article, notes: Text) -> tuple[Text, Text]:
        """Return the line of source, byline, date and link, and the notes that it has no room for.

        On a terminal its words are the link; the id goes, and then names of authors, where there
        is no room for notes otherwise. Elsewhere it has all, however long that is.
        """
        from rich.text import Text

        lines = [self._told(article, authors, id_) for authors, id_ in _ways(article)]
        if not self._seen:
            del lines[1:]
        for line in lines:
            longer = Text(" · ").join(filter(None, (line, notes)))
            if longer.cell_len <= self._room:
                return longer, Text()
        shortest = next((line for line in lines if line.cell_len <= self._room), lines[-1])
        if self._seen:
            shortest.truncate(self._room, overflow="ellipsis")
        return shortest, notes

    def _told(self, article: Article, authors: str, id_: str) -> Text:
        """Return source, byline and date, where an article is to be found, and its id."""
        place = one_line(article.link or self._file_of(article))
        link = link_of(article) if self._seen and self._coloured else ""
        told = [article.source, authors, *_dates(article, self._view.zone)]
        words = " · ".join(one_line(each) for each in told if each)
        if link:
            return _joined((words or place, f"cyan link {link}"), (id_, "dim"))
        return _joined((words, "cyan"), (place, "cyan"), (id_, "dim"))

    def _file_of(self, article: Article) -> str:
        """Return the file that an article was found in, and where in it; nothing without one."""
        origin = article.origin
        if not origin:
            return ""
        named = origin if self._view.whole_paths else replace(origin, path=Path(origin.path).name)
        return str(named)

    def _answer(self, hit: Hit, lines: int) -> Iterator[Text]:
        """Yield the answer in its context, on so many lines; all of it where that was asked for."""
        if not hit.passage.text.strip():
            return
        if self._view.context is not None:
            yield from self._wrapped(self._shown(hit, sentences_around(hit, self._view.context)))
            return

        def fits(piece: Excerpt) -> bool:
            return len(self._broken(self._shown(hit, piece))) <= lines

        yield from self._wrapped(self._shown(hit, excerpt(hit, fits)))

    def _other(self, best: Hit, hit: Hit) -> Text:
        """Return a second passage of an article on one line."""
        from rich.text import Text

        where = "further on: " if hit.passage.start > best.passage.start else "before it: "

        def line(piece: Excerpt) -> Text:
            return Text.assemble((where, "dim"), self._shown(hit, piece, strong=False))

        shown = line(excerpt(hit, lambda piece: line(piece).cell_len <= self._room))
        return Text(INDENT) + shown

    def _shown(self, hit: Hit, piece: Excerpt, *, strong: bool = True, opened: bool = True) -> Text:
        """Return a piece of a hit, with who says it before it, and signs where it is cut.

        A quotation that goes on in it is `opened` with its mark.
        """
        from rich.text import Text

        text = marked(hit, piece.start, piece.end, coloured=self._coloured, strong=strong)
        if piece.cut:
            text.rstrip()
            text.append(" …")
        speaker = one_line(speaker_before(hit, piece.start, piece.end)) if piece.spoken else ""
        said_by = f"{speaker[:1].upper()}{speaker[1:]}: " if speaker else ""
        mark = opening_mark(hit.article.text, piece.start) if opened else ""
        return Text.assemble((said_by, "cyan"), mark, "… " * piece.begun, text)

    def _whole(self, hit: Hit) -> Iterator[Text]:
        """Yield a whole passage, and below it its place, its score and who says the answer."""
        from rich.text import Text

        piece = Excerpt(hit.passage.start, hit.passage.end)
        yield from self._wrapped(self._shown(hit, piece, opened=False))
        told = [f"{hit.passage.start}-{hit.passage.end}"]
        if hit.score is not None:
            told.append(f"score {_of_100(hit.score)}")
        if hit.speaker:
            told.append(f"quoted: {one_line(hit.speaker)}")
        yield Text.assemble(INDENT, (" · ".join(told), "dim"))


def _ways(article: Article) -> Iterator[tuple[str, str]]:
    """Yield an article's authors and id, in ever shorter ways to tell them."""
    authors = article.authors
    yield ", ".join(authors), one_line(article.id)
    yield ", ".join(authors), ""
    if len(authors) > 1:
        yield f"{authors[0]} and {len(authors) - 1} more", ""


def _joined(*parts: tuple[str, str]) -> Text:
    """Return words with their styles on one line, points between them."""
    from rich.text import Text

    return Text(" · ").join(Text(words, style=style) for words, style in parts if words)


def _dates(article: Article, zone: Zone | None) -> Iterator[str]:
    """Yield when an article was published, and until when it is not to be."""
    if article.published:
        yield moment_of(article.published) if zone else day_of(article.published)
    if until := embargo_of(article):
        yield f"embargoed until {one_line(until)}"


def _notes(hit: Hit) -> Text:
    """Return where else a story stands, and which words of weight an article lacks."""
    told = [(also_in(hit.article, hit.copies), "cyan")] if hit.copies else []
    if hit.story:
        told.append((f"and {len(hit.story)} more on this", "cyan"))
    if hit.without:
        told.append((f"without: {', '.join(map(one_line, hit.without))}", "dim"))
    return _joined(*told)


def _of_100(score: float) -> int:
    """Return a score as people see it, 0 to 100; 100 and 0 are never sure."""
    return min(max(round(100 * score), 1), 99)
