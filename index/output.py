"""Results for people and for programs: tables, JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from corpus import Article
    from index.results import Hit

Format = Literal["table", "json", "jsonl", "csv"]

Row = Mapping[str, Any]


def write_rows(rows: Sequence[Row], form: Format) -> None:
    """Print rows for a program to read; dates as ISO 8601, lists in CSV joined by `; `."""
    if form == "json":
        print(_json(list(rows), indent=2))  # noqa: T201
    elif form == "jsonl":
        for row in rows:
            print(_json(row))  # noqa: T201
    elif rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def write_json(value: Any) -> None:
    """Print one JSON value."""
    print(_json(value, indent=2))  # noqa: T201


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return _json(value) if isinstance(value, dict) else value


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


def hit_row(hit: Hit) -> dict[str, Any]:
    """Return a hit as the other formats print it."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "keyword_score": None if hit.keyword_score is None else round(hit.keyword_score, 6),
        "dense_score": None if hit.dense_score is None else round(hit.dense_score, 6),
        **article_row(hit.article),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
    }


def console() -> Console:
    """Return the console for results: standard output, lines unbroken where no one looks on."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def print_hits(hits: Sequence[Hit], question: str) -> None:
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
            origin.append(f"{hit.article.published:%-d %B %Y}")
        lines = [Text(" · ".join(filter(None, origin)), style="cyan")] if any(origin) else []
        lines.append(_marked(hit, question, plain=not out.is_terminal))
        place = f"{hit.article.id} · {hit.passage.start}-{hit.passage.end} · score {hit.score:.3f}"
        lines.append(Text(place, style="dim"))
        for line in lines:
            out.print(Padding(line, (0, 0, 0, 3)) if out.is_terminal else Text("   ") + line)


def _marked(hit: Hit, question: str, *, plain: bool) -> Text:
    """Return the passage on one paragraph, the question's words bold, or `*so*` in plain text."""
    from rich.text import Text

    from index.words import marked_spans

    text = hit.passage.text
    marked = Text()
    end = 0
    for start, finish in _joined(marked_spans(text, question), text):
        marked.append(_one_line(text[end:start], trim=False))
        word = _one_line(text[start:finish])
        marked.append(f"*{word}*" if plain else word, style="bold yellow")
        end = finish
    marked.append(_one_line(text[end:], trim=False))
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
    for name, value in article_row(article).items():
        if value and name != "title":
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            out.print(Text(f"{name:<10} {_one_line(shown)}", style="cyan"))
    out.print()
    out.print(Text("".join(c if c.isprintable() or c in "\n\t" else " " for c in article.text)))


def print_table(rows: Sequence[Row], form: str = "{}") -> None:
    """Print rows as an aligned table; numbers by the format given."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, value in rows[0].items():
        table.add_column(name, justify="left" if isinstance(value, str) else "right")
    for row in rows:
        table.add_row(*(form.format(v) if isinstance(v, float) else str(v) for v in row.values()))
    console().print(table)
