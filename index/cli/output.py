"""Results for people and for programs: tables, JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from corpus import Article
    from index.vocabulary.results import Hit, Hits

Format = Literal["table", "json", "jsonl", "csv"]

Row = Mapping[str, Any]

_UNBROKEN = 100_000
"""Columns of an output that is not a terminal."""

_LONGEST_VALUE = 200
"""Characters shown of a field where many are printed."""

_PLACES = 5
"""Other places shown where a story stands."""


def write_rows(rows: Iterable[Row], form: Format) -> None:
    """Print rows for a program to read; dates as ISO 8601, lists in CSV joined by `; `.

    JSON Lines and CSV are printed as the rows come.
    """
    if form == "json":
        print(_json(list(rows), indent=2))  # noqa: T201
    elif form == "jsonl":
        for row in rows:
            print(_json(row))  # noqa: T201
    else:
        _write_csv(rows)


def _write_csv(rows: Iterable[Row]) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})


def write_object(head: Row, name: str, rows: Iterable[Row]) -> None:
    """Print one JSON object: what a head says, and under a name the rows as they come."""
    print(_json(head, indent=2).removesuffix("\n}") + f',\n  "{name}": [', end="")  # noqa: T201
    between = "\n"
    for row in rows:
        lines = _json(row, indent=2).replace("\n", "\n    ")
        print(f"{between}    {lines}", end="")  # noqa: T201
        between = ",\n"
    print("]\n}" if between == "\n" else "\n  ]\n}")  # noqa: T201


def write_json(value: Any) -> None:
    """Print one JSON value."""
    print(_json(value, indent=2))  # noqa: T201


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple) and not any(isinstance(one, dict) for one in value):
        return "; ".join(map(str, value))
    return _json(value) if isinstance(value, dict | list | tuple) else value


def article_row(article: Article) -> dict[str, Any]:
    """Return an article's metadata, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "section": article.section,
        "language": article.language,
        "url": article.url,
    }


def origin_row(article: Article) -> dict[str, Any]:
    """Return where an article was found: the file, and all places with what is known of them."""
    return {
        "path": article.origin.path if article.origin else "",
        "origins": [asdict(origin) for origin in article.origins],
    }


def _embargo(article: Article) -> str:
    """Return until when an article is not to be published, as an agency says; empty if it isn't."""
    return str(article.extra.get("embargoed", ""))


def hit_row(hit: Hit) -> dict[str, Any]:
    """Return a hit as the other formats print it."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "keyword_score": hit.keyword_score,
        "dense_score": hit.dense_score,
        **article_row(hit.article),
        **origin_row(hit.article),
        "embargoed": _embargo(hit.article),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "answer": hit.answer.text if hit.answer else None,
        "answer_start": hit.answer.start if hit.answer else None,
        "answer_end": hit.answer.end if hit.answer else None,
        "window": hit.window.text if hit.window else None,
        "window_start": hit.window.start if hit.window else None,
        "window_end": hit.window.end if hit.window else None,
        "speaker": hit.speaker,
        "marks": [list(span) for span in hit.marks],
        "copies": [copy.id for copy in hit.copies],
        "without": list(hit.without),
        "ranking_score": hit.ranking_score,
        "article_score": hit.article_score,
        "title_score": hit.title_score,
        "source_score": hit.source_score,
        "time_score": hit.time_score,
    }


def told_of(hits: Hits, question: str) -> dict[str, Any]:
    """Return what is to be said of all hits of a search, as the other formats print it."""
    return {
        "question": question,
        "total": hits.total,
        "confidence": hits.confidence,
        "weak": hits.weak,
        "matched": hits.matched,
        "missing": list(hits.missing),
        "corrections": dict(hits.corrections),
        "read_as": [asdict(reading) for reading in hits.read_as],
        "note": hits.note,
        "unembedded": hits.unembedded,
        "foreign": dict(hits.foreign),
    }


def console() -> Console:
    """Return the console for results: standard output, lines unbroken where no one looks on."""
    from rich.console import Console

    class ResultConsole(Console):
        """Leaves a broken pipe to the command line, as for every other output."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if sys.stdout.isatty():
        return ResultConsole(highlight=False)
    return ResultConsole(highlight=False, soft_wrap=True, width=_UNBROKEN)


def print_hits(hits: Iterable[Hit]) -> None:
    """Print hits for people: heading, source and date, passage with the question's words marked."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for hit in hits:
        if hit.rank > 1:
            out.print()
        title = Text(_one_line(hit.article.title) or "(no title)", style="bold")
        out.print(Text.assemble(f"{hit.rank}. ", title))
        origin = [hit.article.source, ", ".join(hit.article.authors)]
        if hit.article.published:
            day = hit.article.published
            origin.append(f"{day.day} {day:%B %Y}")  # strftime's own way differs by system
        if until := _embargo(hit.article):
            origin.append(f"embargoed until {_one_line(until)}")
        lines = [Text(" · ".join(filter(None, origin)), style="cyan")] if any(origin) else []
        lines.append(_marked(hit, plain=not out.is_terminal))
        lines += (Text(line, style=style) for line, style in _below(hit))
        for line in lines:
            out.print(Padding(line, (0, 0, 0, 3)) if out.is_terminal else Text("   ") + line)


def _below(hit: Hit) -> Iterator[tuple[str, str]]:
    """Yield the lines below the passage of a hit, each with its style."""
    if hit.speaker:
        yield f"said by {_one_line(hit.speaker)}", "cyan"
    if hit.copies:
        yield _also_in(hit), "cyan"
    if hit.without:
        yield f"without: {', '.join(map(_one_line, hit.without))}", "dim"
    if hit.article.origin:
        yield _one_line(str(hit.article.origin)), "dim"
    place = f"{hit.article.id} · {hit.passage.start}-{hit.passage.end}"
    yield place if hit.score is None else f"{place} · score {_of_100(hit.score)}", "dim"


def _of_100(score: float) -> int:
    """Return a score as people see it, 0 to 100; 100 and 0 are never sure."""
    return min(max(round(100 * score), 1), 99)


def _also_in(hit: Hit) -> str:
    """Return where else the story stands: sources, or ids where those are the hit's own."""
    places = [
        _one_line(copy.source if copy.source not in {"", hit.article.source} else copy.id)
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
        piece = _one_line(text[start:end], trim=False)
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


def _one_line(text: str, *, trim: bool = True) -> str:
    """Return a text without line breaks, nor control characters that a terminal would obey."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    words = " ".join(visible.split())
    if trim or not text:
        return words
    return f"{' ' * visible[0].isspace()}{words}{' ' * (visible[-1].isspace() and bool(words))}"


def print_article(article: Article) -> None:
    """Print a whole article for people."""
    from rich.text import Text

    out = console()
    if article.title:
        out.print(Text(_one_line(article.title), style="bold"))
    row = {**article_row(article), "embargoed": _embargo(article)}
    row["path"] = [str(origin) for origin in article.origins]
    for name, value in row.items():
        if value and name != "title":
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            out.print(Text(f"{name:<10} {_one_line(shown)}", style="cyan"))
    out.print()
    out.print(Text("".join(c if c.isprintable() or c in "\n\t" else " " for c in article.text)))


def print_fields(heading: str, lines: Iterable[tuple[str, str, str]]) -> None:
    """Print a heading, and below it names with their values, and the place of each in brackets."""
    from rich.text import Text

    out = console()
    out.print(Text(_one_line(heading), style="bold"))
    for name, value, place in lines:
        line = Text(f"   {name:<12} ", style="cyan").append(
            _one_line(value[:_LONGEST_VALUE]), "none"
        )
        out.print(line.append(f"  [{_one_line(place)}]" if place else "", "dim"))


def print_table(rows: Sequence[Row], form: str = "{}") -> None:
    """Print rows as an aligned table; numbers by the format given."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, value in rows[0].items():
        justify: Literal["left", "right"] = "left" if isinstance(value, str) else "right"
        table.add_column(name, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*(form.format(v) if isinstance(v, float) else str(v) for v in row.values()))
    console().print(table)


def print_figures(figures: Mapping[str, Mapping[str, Any]]) -> None:
    """Print what an evaluation found: the modes side by side, then the rest."""
    tables = ("answers", "unanswerable", "against")
    modes = {name: measures for name, measures in figures.items() if name not in tables}
    print_table([{"mode": name, **measures} for name, measures in modes.items()], "{:.4f}")
    if answers := figures.get("answers"):
        print_table([{"answers": name, **measures} for name, measures in answers.items()], "{:.3f}")
    for name in tables[1:]:
        if measures := figures.get(name):
            print_table([{name: "", **measures}], "{:.4f}")
