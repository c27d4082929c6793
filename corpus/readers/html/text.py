"""The text of an article out of its page: no menus, boxes, captions or lines that lead away."""

from __future__ import annotations

import logging
import re
import warnings
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import is_role, names_after_by, names_in
from corpus.fields.dates_in_lines import is_date_line
from corpus.found.findings import Fault
from corpus.readers.html.asides import is_aside
from corpus.readers.html.containers import LARGE, RunningText, free_of_names, join_parts
from corpus.readers.html.no_article import is_prose
from corpus.readers.html.parsing import parse_markup
from corpus.readers.html.teasers import drop, text_length, without_teasers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from corpus.vocabulary.limits import Limits

_UNSEEN = ("script", "style", "template", "noscript", "svg", "iframe", "object")

_BOX = re.compile(
    r"(?<![a-z0-9])(?<!no-)(?<!has-)(?<!not-)(?<!hide-)(?<!with-)(?<!without-)(?:newsletters?|sign-?up|promos?|promotion|related|read-?(?:more|next|also)|recirc\w*"
    r"|most-?(?:read|popular|viewed)|trending|recommend(?:ed|ations?)|adverts?|advertisements?"
    r"|ads?|ad-?(?:slot|unit|container|wrapper)|sponsor(?:ed)?|share|sharing|social|captions?"
    r"|wp-caption|image-credit|photo-credit|subscribe|subscription|regwall|outbrain|taboola"
    r"|paywall-?(?:prompt|message|banner|overlay)"
    r"|cookies?|breadcrumbs?|comments?|author-?(?:bio|box|info)|donate|donation|app-?download"
    r"|more-?(?:on|from|stories)|see-?also|also-?read|weiterlesen|anzeige|publicidad"
    r"|gallery-?caption|foto|pie-?de-?foto|bildunterschrift|mw-editsection|print-?only|screen-?reader-text|visually-?hidden|sr-only"
    r")(?![a-z0-9])"
)
"""Words in the class, id or component name of what stands in an article but is not of it."""

_ANOTHER = re.compile(
    r"(?<![a-z0-9])(?:comments?|newsletters?|related|recommend(?:ed|ations?)|cookies?|outbrain"
    r"|taboola|most-?(?:read|popular|viewed)|author-?(?:bio|box|info))(?![a-z0-9])"
)
"""Those among them that are hardly ever said of a story."""
_MOST_OF_ANOTHER = 0.7
"""Share of the page's running text: a thread of comments may be longer than what it is on."""

_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|a|h\d|ul|li|strong|em|b|i)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")

_MOST_OF_A_BOX = 0.3
"""Share of the page's text; what holds more is the article, whatever it is called."""

_LINKED = 0.6
"""Share of links in what leads away."""
_FEW_LINKS = 3
_LONGEST_ASIDE = 300
"""Characters of a box with links to something else."""
_LONGEST_CELL = 400
"""Characters; what is longer is not a cell of a table of facts."""

_LINES = frozenset(["item", "row"])
_ITEMS = frozenset(["item", "li"])
_HEADINGS = frozenset("head h1 h2 h3 h4 h5 h6".split())
_ROWS = frozenset(["row", "tr"])
_BREAKS = frozenset(["lb", "br"])
_BLOCKS = frozenset(
    "p head quote blockquote code pre list ul ol item li dl dt dd table tbody thead row tr cell td "
    "th div section article body main header figure h1 h2 h3 h4 h5 h6".split()
)
"""Tags that begin a line of their own: trafilatura's, and those of HTML."""

_OPENING = 6
"""At the start of a text, among which a byline may stand."""
_LONGEST_BYLINE = 120


def article_text(tree: Any, titles: Iterable[str], authors: Iterable[str]) -> tuple[str, list[str]]:
    """Return the plain text of the article in a page, and the names in a byline before it.

    The text is empty where nothing looks like an article.

    Paragraphs are parted by a blank line; items of a list and rows of a table take a line each.

    Args:
        tree: the page; it is left as it is.
        titles: headlines of the page, left out where the text begins with one.
        authors: left out where the text begins with them and what they do.
    """
    with warnings.catch_warnings():
        # It asks for what it could fetch pages with, and warns where that is not installed.
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        _without_boxes(without_teasers(tree)),
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    body = getattr(document, "body", None)
    if body is None:
        return "", []
    blocks = list(_blocks(body))
    if len(blocks) == 1:  # its last resort: each text on the page, a line each
        blocks = [("p", line) for line in blocks[0][1].split("\n")]
    byline = [name for _, block in blocks[:_OPENING] for name in names_after_by(block)]
    known = {_key(line) for line in [*titles, *authors, *byline]}
    return _in_paragraphs(blocks, known - {""}), byline


def body_text(body: Any, limits: Limits) -> str:
    """Return the plain text of an `articleBody`, which may hold markup and entities."""
    text = "\n\n".join(filter(None, body)) if _is_lines(body) else body
    if not isinstance(text, str):
        return ""
    if _ESCAPED.search(text):
        text = unescape(text)
    if _MARKUP.search(text):
        tree = parse_markup(f"<html><body><div>{text}</div>", limits)
        if not isinstance(tree, Fault):
            return _in_paragraphs(list(_blocks(tree)))
        text = _MARKUP.sub(" ", text)
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return _in_paragraphs([("p", line) for line in lines if line])


def _is_lines(body: Any) -> bool:
    return isinstance(body, list) and all(isinstance(line, str) for line in body)


def _in_paragraphs(blocks: list[tuple[str, str]], known: Container[str] = ()) -> str:
    """Join blocks, each a kind and its text, without asides.

    Args:
        blocks: those at the start that say no more than what is known are left out.
        known: keys of headlines and names.
    """
    opening: list[int] = []
    for at, (_, block) in enumerate(blocks[:_OPENING]):
        if _says(block, known) or (opening[-1:] == [at - 1] and is_role(block)):
            opening.append(at)
    kept = [
        (kind, block)
        for at, (kind, block) in enumerate(blocks)
        if at not in opening and not is_aside(block)
    ]
    while kept and kept[-1][0] == "heading":
        kept.pop()
    parts: list[str] = []
    before = ""
    for kind, block in kept:
        together = kind == before and kind in _LINES
        parts.append(("\n" if together else "\n\n") * bool(parts) + block)
        before = kind
    return "".join(parts)


def _says(block: str, known: Container[str]) -> bool:
    """Tell whether a block is a headline, or a date or names and nothing else."""
    if _key(block) in known or is_date_line(block):
        return True
    names = names_in(block) if len(block) <= _LONGEST_BYLINE else []
    return bool(names) and all(_key(name) in known for name in names)


def _without_boxes(page: Any) -> Any:
    """Take out of a page what is not seen and what is named as no part of a story."""
    for tag in list(page.iter(*_UNSEEN)):
        drop(tag)
    most = len(page.text_content()) * _MOST_OF_A_BOX
    for tag in _links_only(page):
        if len(tag.text_content()) <= most:
            drop(tag)
    running = RunningText(page)
    named = page.xpath("//body//*[@class or @id or @data-component or @data-testid]")
    for tag in named:
        words = " ".join(
            tag.get(name, "")[:500] for name in ("class", "id", "data-component", "data-testid")
        )
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", words).lower().replace("_", "-")
        if (
            tag.tag not in {"body", "main", "h1"}
            and _BOX.search(words)
            and tag.find(".//h1") is None
            and len(tag.text_content()) <= most
            and running.share(tag) <= (_MOST_OF_ANOTHER if _ANOTHER.search(words) else LARGE)
        ):
            drop(tag)
    join_parts(page, running)
    free_of_names(page, running)
    return page


def _links_only(page: Any) -> Iterator[Any]:
    """Yield what is nothing but links to something else: paragraphs, lists, cells of a layout."""
    for tag in list(page.iter("p", "ul", "ol", "div", "td")):
        links = sum(text_length(link) for link in tag.iter("a"))
        whole = text_length(tag)
        if not links or links < _LINKED * whole or next(tag.iter("h1", "h2"), None) is not None:
            continue
        if tag.tag == "td":
            is_menu = len(list(islice(tag.iter("a"), _FEW_LINKS))) == _FEW_LINKS
        elif tag.tag == "div":
            is_menu = whole <= _LONGEST_ASIDE and next(tag.iter("p"), None) is None
        else:
            is_menu = links >= whole
        if is_menu and not is_prose(" ".join(tag.text_content().split())):
            yield tag


def _blocks(tag: Any, kind: str = "p") -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each block of what trafilatura has found, in order."""
    if tag.tag in _ROWS and not _is_layout(tag):
        cells = (" ".join(cell.itertext()) for cell in tag.iter("cell", "td", "th"))
        if line := " | ".join(filter(None, (" ".join(cell.split()) for cell in cells))):
            yield "row", line
        return
    if tag.tag in _ITEMS or tag.tag in _HEADINGS:
        kind = "item" if tag.tag in _ITEMS else "heading"
    line = tag.text or ""
    for inner in tag:
        if inner.tag in _BLOCKS:
            yield from _cut(line, kind)
            yield from _blocks(inner, kind)
            line = inner.tail or ""
        else:
            line += "\n" if inner.tag in _BREAKS else "".join(_inline(inner))
            line += inner.tail or ""
    yield from _cut(line, kind)


def _is_layout(row: Any) -> bool:
    """Tell whether a row of a table holds whole paragraphs, as pages were once laid out."""
    return any(
        len(list(islice(cell.iter("p"), 2))) > 1 or sum(map(len, cell.itertext())) > _LONGEST_CELL
        for cell in row.iter("cell", "td")
    )


def _inline(tag: Any) -> Iterator[str]:
    yield tag.text or ""
    for inner in tag:
        yield "\n" if inner.tag in _BREAKS else "".join(_inline(inner))
        yield inner.tail or ""


def _cut(text: str, kind: str) -> Iterator[tuple[str, str]]:
    for block in text.split("\n\n"):
        lines = filter(None, (" ".join(line.split()) for line in block.split("\n")))
        if joined := "\n".join(lines):
            yield kind, joined


def _key(line: str) -> str:
    return re.sub(r"[\W_]+", "", line).casefold()
