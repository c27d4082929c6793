"""Quotations for people: who says what, and in which article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.last_search import MOST_KEPT, ShownHit, keep_shown
from index.cli.printing.console import console, one_line
from index.cli.printing.found import remark
from index.cli.printing.places import where_of
from index.cli.printing.tables import write, write_rows
from index.cli.shell import say
from index.formats import also_in, json_object, on_a_line, quotation_row, told_of_quotes

if TYPE_CHECKING:
    from pathlib import Path

    from rich.text import Text

    from index.cli.printing.tables import Format
    from index.vocabulary.results import Quotation, Quotes

_INDENT = "   "


def show_quotes(quotes: Quotes, question: str, form: Format, index: Path) -> None:
    """Print quotations, and say what there is to say of them.

    Args:
        quotes: in order.
        question: as it was asked.
        form: how they are printed.
        index: its directory: the numbers of what was shown are kept for it.
    """
    remark(quotes)
    if form == "json":
        rows = map(quotation_row, quotes)
        write(json_object(told_of_quotes(quotes, question), "quotations", rows))
    elif form != "table":
        write_rows(map(quotation_row, quotes), form)
    else:
        for quotation in quotes:
            _print_quotation(quotation)
        total = f"{quotes.total:,} quotation{'s' * (quotes.total != 1)}"
        say(f"{len(quotes):,} of {total}" if quotes else "nothing found")
    keep_shown(index, {each.rank: _shown(each) for each in quotes[:MOST_KEPT]})


def _shown(quotation: Quotation) -> ShownHit:
    start, end = quotation.pieces[0][0], quotation.pieces[-1][1]
    return ShownHit(quotation.article.id, start, end, quotation.marks)


def _print_quotation(quotation: Quotation) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    if quotation.rank > 1:
        out.print()
    who = Text(f"{one_line(quotation.speaker)}: " if quotation.speaker else "", style="bold")
    out.print(
        Text.assemble(f"{quotation.rank}. ", who, _marked(quotation, plain=not out.is_terminal))
    )
    title = one_line(quotation.article.title) or "(no title)"
    lines = [Text(title), Text(where_of(quotation.article), style="cyan")]
    if quotation.also_in:
        lines.append(Text(also_in(quotation.article, quotation.also_in), style="cyan"))
    for line in lines:
        out.print(Padding(line, (0, 0, 0, 3)) if out.is_terminal else Text(_INDENT) + line)


def _marked(quotation: Quotation, *, plain: bool) -> Text:
    """Return what is said in quotation marks, the question's words coloured or in asterisks."""
    from rich.text import Text

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
