"""Hits for people: heading, source and date, the passage with the question's words marked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.cli.printing.console import console, day_of, one_line
from index.formats import embargo_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

    from index.vocabulary.results import Hit

_PLACES = 5
"""Other places shown where a story stands."""


def print_hits(hits: Iterable[Hit]) -> None:
    """Print hits for people: heading, source and date, passage with the question's words marked."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for hit in hits:
        if hit.rank > 1:
            out.print()
        title = Text(one_line(hit.article.title) or "(no title)", style="bold")
        out.print(Text.assemble(f"{hit.rank}. ", title))
        origin = [hit.article.source, ", ".join(hit.article.authors)]
        if hit.article.published:
            origin.append(day_of(hit.article.published))
        if until := embargo_of(hit.article):
            origin.append(f"embargoed until {one_line(until)}")
        lines = [Text(" · ".join(filter(None, origin)), style="cyan")] if any(origin) else []
        lines.append(_marked(hit, plain=not out.is_terminal))
        lines += (Text(line, style=style) for line, style in _below(hit))
        for line in lines:
            out.print(Padding(line, (0, 0, 0, 3)) if out.is_terminal else Text("   ") + line)


def _below(hit: Hit) -> Iterator[tuple[str, str]]:
    """Yield the lines below the passage of a hit, each with its style."""
    if hit.speaker:
        yield f"said by {one_line(hit.speaker)}", "cyan"
    if hit.copies:
        yield _also_in(hit), "cyan"
    if hit.without:
        yield f"without: {', '.join(map(one_line, hit.without))}", "dim"
    if hit.article.origin:
        yield one_line(str(hit.article.origin)), "dim"
    place = f"{hit.article.id} · {hit.passage.start}-{hit.passage.end}"
    yield place if hit.score is None else f"{place} · score {_of_100(hit.score)}", "dim"


def _of_100(score: float) -> int:
    """Return a score as people see it, 0 to 100; 100 and 0 are never sure."""
    return min(max(round(100 * score), 1), 99)


def _also_in(hit: Hit) -> str:
    """Return where else the story stands: sources, or ids where those are the hit's own."""
    places = [
        one_line(copy.source if copy.source not in {"", hit.article.source} else copy.id)
        for copy in hit.copies
    ]
    places = list(dict.fromkeys(places))
    more = len(places) - _PLACES
    return "also in: " + ", ".join(places[:_PLACES]) + (f" and {more} more" if more > 0 else "")


def _marked(hit: Hit, *, plain: bool) -> Text:
    """Return the passage on one paragraph, the window that answers and the question's words marked.

    On a terminal that window is bold and the words coloured; in plain text the words stand
    between asterisks.
    """
    from rich.text import Text

    text = hit.passage.text
    window = range(0)
    if hit.window:
        window = range(hit.window.start - hit.passage.start, hit.window.end - hit.passage.start)
    marks = [(first - hit.passage.start, last - hit.passage.start) for first, last in hit.marks]
    words = _joined(marks, text)
    cuts = sorted(
        {0, len(text), window.start, window.stop, *(cut for span in words for cut in span)}
    )
    marked = Text()
    for start, end in pairwise(cuts):
        word = any(first <= start < last for first, last in words)
        piece = one_line(text[start:end], trim=False)
        style = f"{'bold ' if start in window else ''}{'yellow' if word else ''}".strip()
        marked.append(f"*{piece}*" if plain and word else piece, style=style)
    return marked


def _joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join spans with nothing but space between them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
