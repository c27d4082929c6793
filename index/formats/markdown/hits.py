"""Hits as Markdown: a numbered list to read, or a table of some of what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.vocabulary.links import link_in
from index.formats.markdown.articles import escaped, escaped_within, not_a_block
from index.formats.rows.serialised import cell_of
from index.formats.wording.hit_facts import also_in, byline_of
from index.formats.wording.pieces import in_context, said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.formats.rows.named import Row
    from index.formats.wording.pieces import Piece
    from index.vocabulary.results import Hit


def hits_markdown(hits: Iterable[Hit], first: int = 1) -> Iterator[str]:
    """Yield hits as items of a numbered list: headline, origin, and the answer in its context.

    Words of the question are bold.

    Args:
        hits: in their order.
        first: the number of the first.
    """
    for number, hit in enumerate(hits, first):
        yield "\n" * (number > first) + _item(number, hit)


def _item(number: int, hit: Hit) -> str:
    article = hit.article
    title = escaped_within(" ".join(article.title.split())) or "(no title)"
    head = f"[{title}](<{article.link}>)" if article.link else title
    facts = [*byline_of(article), article.id]
    speaker = said_by(hit)
    said = f"{escaped_within(speaker)}: " if speaker else ""
    text = "".join(map(_marked, in_context(hit))).strip()
    lines = [f"**{head}**", "", escaped(" · ".join(facts))]
    if text:
        lines += ["", f"> {not_a_block(f'{said}{text}')}"]
    if hit.copies:
        lines += ["", escaped(also_in(article, hit.copies))]
    item = f"{number}. "
    below = f"\n{' ' * len(item)}"
    return item + below.join(lines).replace(f"{below}\n", "\n\n") + "\n"


def _marked(piece: Piece) -> str:
    text = escaped_within(piece.text)
    return f"**{text}**" if piece.asked else text


def markdown_table(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Yield a table (GitHub's Markdown): a line that names the columns, and one for each row."""
    yield _line(columns)
    yield _line(["---"] * len(columns))
    for row in rows:
        yield _line([_cell(row[name]) for name in columns])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(value: Any) -> str:
    told = cell_of(value)
    text = "" if told is None else str(told)
    return f"<{link}>" if (link := link_in(text)) else escaped_within(" ".join(text.split()))
