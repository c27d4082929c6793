"""Quotations for people: who says what, and in which article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.last_search import MOST_KEPT, ShownHit, keep_shown
from index.cli.printing.console import console, one_line
from index.cli.printing.found import remark
from index.cli.printing.marked import shows_colours
from index.cli.printing.pages import columns, show
from index.cli.printing.places import where_of
from index.cli.printing.tables import write, write_rows
from index.cli.shell import say, say_nothing_found
from index.formats import (
    QUOTATION_NAMES,
    also_in,
    json_object,
    on_a_line,
    quotation_row,
    told_of_quotes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from index.cli.printing.tables import Format
    from index.search import NewsIndex
    from index.vocabulary.results import Quotation, Quotes

_INDENT = "   "


def show_quotes(quotes: Quotes, question: str, form: Format, index: NewsIndex) -> None:
    """Print quotations, and say what there is to say of them.

    Args:
        quotes: in order.
        question: as it was asked.
        form: how they are printed.
        index: that was asked: the numbers of what was shown are kept for it.
    """
    remark(quotes)
    if not quotes:
        say_nothing_found(index)
    if form == "json":
        rows = map(quotation_row, quotes)
        write(json_object(told_of_quotes(quotes, question), "quotations", rows))
    elif form != "table":
        write_rows(map(quotation_row, quotes), form, QUOTATION_NAMES)
    else:
        show(line for quotation in quotes for line in _lines(quotation))
        total = f"{quotes.total:,} quotation{'s' * (quotes.total != 1)}"
        if quotes:
            say(f"{len(quotes):,} of {total}")
    keep_shown(index.path, {each.rank: _shown(each) for each in quotes[:MOST_KEPT]})


def _shown(quotation: Quotation) -> ShownHit:
    start, end = quotation.pieces[0][0], quotation.pieces[-1][1]
    return ShownHit(quotation.article.id, start, end, quotation.marks)


def _lines(quotation: Quotation) -> Iterator[Text]:
    """Yield the lines of a quotation: who says what; the article; where else it stands."""
    from rich.text import Text

    if quotation.rank > 1:
        yield Text()
    who = Text(f"{one_line(quotation.speaker)}: " if quotation.speaker else "", style="bold")
    said = Text.assemble(f"{quotation.rank}. ", who, _marked(quotation))
    first, *rest = _broken(said)
    yield first
    article = quotation.article
    rest += _broken(Text(one_line(article.title) or "(no title)"))
    rest += _broken(Text(where_of(article), style="cyan"))
    if quotation.also_in:
        rest += _broken(Text(also_in(article, quotation.also_in), style="cyan"))
    yield from (Text(_INDENT) + line for line in rest)


def _broken(text: Text) -> list[Text]:
    """Return a text as lines that have room behind the indent."""
    lines = list(text.wrap(console(), max(columns() - len(_INDENT), 1)))
    for line in lines:
        line.rstrip()
    return lines


def _marked(quotation: Quotation) -> Text:
    """Return what is said in quotation marks, the question's words coloured or in asterisks."""
    from rich.text import Text

    plain = not shows_colours(console())
    said = Text("“")
    for n, (start, end) in enumerate(quotation.pieces):
        said.append(" … " if n else "")
        at = start
        marks = [span for span in quotation.marks if start <= span[0] < end]
        for first, last in (*marks, (end, end)):
            said.append(on_a_line(quotation.article.text[at:first]))
            word = one_line(quotation.article.text[first:last])
            said.append(f"*{word}*" if plain and word else word, style="yellow")
            at = last
    return said.append("”")
