"""Fragments of HTML, as feeds and letters carry them, to plain text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from corpus.markup.html_tags import ATTRIBUTES, NAME_REST, bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(rf"<(?P<name>/?[a-zA-Z][\w:-]{{0,30}}){NAME_REST}(?P<attributes>{ATTRIBUTES})>?")
_HIDDEN = re.compile(r"\bhidden\b|display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no tree can hold."""

_DROPPED = frozenset(
    "script style head template noscript iframe object embed svg math select option button "
    "textarea audio video canvas map".split()
)
_PARAGRAPHS = frozenset(
    "address article aside blockquote body center details div dl fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary table ul".split()
)
_LINES = frozenset("caption dd dt li tr".split())
_CELLS = frozenset({"td", "th"})

_BREAK, _PARAGRAPH, _LINE = "\n", "\n\n", "\x1f"
_CELL, _LINK, _LINK_END = "\x01", "\x02", "\x03"
"""Marks between texts while a tree is walked over; texts hold none of the control characters.
Two breaks make a paragraph, however many lines begin and end in one place make one."""
_BETWEEN_CELLS = " | "

_PADDING = re.compile("(?:[\u034f\u200b-\u200d\u2007\xad\ufeff][ \xa0]*){3,}")
"""Characters without width in a row: newsletters fill the preview of a letter with them."""
_WIDTHLESS = re.compile("[\xad\u180e\u200b\u2060\ufeff]")

_MORE = re.compile(
    r"\W*(?:(?:read|see|view|learn|find out) (?:more|on|the (?:full|whole|rest)|full)"
    r"|(?:continue|keep) reading|continue|full (?:story|article|text|coverage)|more"
    r"|weiterlesen|mehr(?: lesen| erfahren)?|zum artikel|lire (?:la suite|plus|l['’]article)"
    r"|en savoir plus|leer más|seguir leyendo|sigue leyendo|leggi (?:tutto|di più|l['’]articolo)"
    r"|continua a leggere|leia mais|continuar lendo|lees (?:meer|verder)|läs mer|les mer|læs mere"
    r"|czytaj (?:więcej|dalej)|читать (?:далее|дальше|полностью)|подробнее)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
"""A link that leads to the rest of a text."""


def text_of(fragment: str) -> str:
    """Return the text of a piece of HTML: paragraphs parted by a blank line.

    List items and rows of tables are a line each. What has no tags keeps its own lines. Scripts,
    hidden parts and a last link that only says "read more" are left out.
    """
    fragment = _FORBIDDEN.sub(" ", fragment)
    if not _TAG.search(fragment):
        return _tidied(html.unescape(fragment))
    # Attributes say nothing to a reader of text, and thousands of them cost quadratic time.
    tree = _parsed(_TAG.sub(_bare_tag, fragment))
    return "" if tree is None else _tidied(_without_more("".join(_pieces(tree))))


def line_of(fragment: str) -> str:
    """Return the text of a piece of HTML as one line, as titles and names are."""
    return " ".join(text_of(fragment).split())


def tree_of(fragment: str) -> Any:
    """Parse HTML as it comes; None where nothing is in it.

    A tag with more attributes than anybody writes is read without them.
    """
    return _parsed(_TAG.sub(bounded, fragment))


def _parsed(fragment: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(fragment.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _bare_tag(tag: re.Match[str]) -> str:
    hidden = " hidden" if _HIDDEN.search(tag["attributes"]) else ""
    return f"<{tag['name']}{hidden}>"


def _pieces(tree: Any) -> Iterator[str]:
    """Yield texts and the marks between them, in the order of the tree."""
    from lxml import etree

    dropped: Any = None
    preformatted = 0
    layout = _layout_tables(tree)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if dropped is None and (element.tag in _DROPPED or "hidden" in element.attrib):
                dropped = element
            if dropped is None:
                preformatted += element.tag == "pre"
                yield _parting(element, layout)
                yield _words(element.text, preformatted)
            continue
        if dropped is None:
            preformatted -= element.tag == "pre"
            yield _LINK_END if element.tag == "a" else _closing(element, layout)
        elif dropped is element:
            dropped = None
        if dropped is None:
            yield _words(element.tail, preformatted)


def _closing(element: Any, layout: set[Any]) -> str:
    parting = "" if element.tag == "br" else _parting(element, layout)
    return "" if parting == _CELL else parting


def _parting(element: Any, layout: set[Any]) -> str:
    if element.tag == "a":
        return _LINK
    if element.tag in _CELLS:
        table = next(element.iterancestors("table"), None)
        return _PARAGRAPH if table in layout else _CELL
    if element.tag in _PARAGRAPHS:
        return _PARAGRAPH
    if element.tag == "br":
        return _BREAK
    return _LINE if element.tag in _LINES else ""


def _words(text: str | None, preformatted: int) -> str:
    if not text:
        return ""
    return text.replace("\r\n", "\n") if preformatted else re.sub(r"\s+", " ", text)


def _layout_tables(tree: Any) -> set[Any]:
    """Return the tables that place blocks on a page instead of holding data."""
    blocks = _PARAGRAPHS - {"hr"}
    return {
        table
        for table in tree.iter("table")
        if next(table.iterdescendants(*blocks), None) is not None
    }


def _without_more(text: str) -> str:
    """Leave out a link at the very end that only leads on."""
    before, mark, link = text.rpartition(_LINK)
    words, _, after = link.partition(_LINK_END)
    if mark and not after.strip() and _MORE.fullmatch(words.strip()):
        return before
    return text


def _tidied(text: str) -> str:
    """Join texts as the marks between them ask, with one space at most in a row."""
    text = text.replace(_LINK, "").replace(_LINK_END, "").replace("\r\n", "\n")
    text = _WIDTHLESS.sub("", _PADDING.sub(" ", text))
    lines = re.sub(r"\s+", _space, text).split("\n")
    return "\n".join(map(_row, lines)).strip()


def _space(between: re.Match[str]) -> str:
    if between[0].count(_BREAK) > 1:
        return "\n\n"
    return "\n" if _BREAK in between[0] or _LINE in between[0] else " "


def _row(line: str) -> str:
    if _CELL not in line:
        return line.strip()
    return _BETWEEN_CELLS.join(filter(None, (cell.strip() for cell in line.split(_CELL))))
