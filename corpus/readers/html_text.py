"""The text of an article out of its page: no menus, boxes, captions or lines that lead away."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from html import unescape
from typing import TYPE_CHECKING, Any

from corpus.bylines import names_in
from corpus.readers.asides import is_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNSEEN = ("script", "style", "template", "noscript", "svg", "iframe", "object")

_BOX = re.compile(
    r"(?<![a-z])(?:newsletters?|sign-?up|promos?|promotion|related|read-?(?:more|next|also)|recirc\w*"
    r"|most-?(?:read|popular|viewed)|trending|recommend(?:ed|ations?)|adverts?|advertisements?"
    r"|ads?|ad-?(?:slot|unit|container|wrapper)|sponsor(?:ed)?|share|sharing|social|captions?"
    r"|wp-caption|image-credit|photo-credit|subscribe|subscription|regwall|outbrain|taboola"
    r"|paywall-?(?:prompt|message|banner|overlay)"
    r"|cookies?|breadcrumbs?|comments?|author-?(?:bio|box|info)|donate|donation|app-?download"
    r"|more-?(?:on|from|stories)|see-?also|also-?read|weiterlesen|anzeige|publicidad"
    r"|gallery-?caption|mw-editsection|print-?only|screen-?reader-text|visually-?hidden|sr-only"
    r")(?![a-z])"
)
"""Words in the class, id or component name of what stands in an article but is none of it."""

_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|a|h\d|ul|li|strong|em|b|i)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MOST_OF_A_BOX = 0.3
"""Share of the page's text; what holds more is the article, whatever it is called."""

_LINES = frozenset(["item", "row"])
_ITEMS = frozenset(["item", "li"])
_ROWS = frozenset(["row", "tr"])
_BREAKS = frozenset(["lb", "br"])
_BLOCKS = frozenset(
    "p head quote blockquote code pre list ul ol item li dl dt dd table tbody thead row tr cell td "
    "th div section article body main header figure h1 h2 h3 h4 h5 h6".split()
)
"""Tags that begin a line of their own: trafilatura's, and those of HTML."""

_OPENING_BLOCKS = 6
"""At the start of a text, among which a byline may stand."""
_LONGEST_BYLINE = 120


def article_text(tree: Any, title: str, authors: Sequence[str]) -> str:
    """Return the plain text of the article in a page; empty where nothing looks like one.

    Paragraphs are parted by a blank line; items of a list and rows of a table take a line each.

    Args:
        tree: the page; it is left as it is.
        title: left out where the text begins with it.
        authors: left out where the text begins with them and what they do.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        without_boxes(tree), include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return ""
    return _in_paragraphs(list(_blocks(body)), title, authors)


def body_text(body: Any) -> str:
    """Return the plain text of an `articleBody`, which may hold markup and entities."""
    from lxml import etree, html

    text = "\n\n".join(filter(None, body)) if _is_lines(body) else body
    if not isinstance(text, str):
        return ""
    if _ESCAPED.search(text):
        text = unescape(text)
    if _MARKUP.search(text):
        try:
            tree = html.fragment_fromstring(_FORBIDDEN.sub(" ", text), create_parent="div")
        except (etree.LxmlError, ValueError):
            text = _MARKUP.sub(" ", text)
        else:
            return _in_paragraphs(list(_blocks(tree)))
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return _in_paragraphs([("p", line) for line in lines if line])


def _is_lines(body: Any) -> bool:
    return isinstance(body, list) and all(isinstance(line, str) for line in body)


def _in_paragraphs(
    blocks: list[tuple[str, str]], title: str = "", authors: Sequence[str] = ()
) -> str:
    """Join blocks, each a kind and its text, without the headline and lines that lead away."""
    opening = sum(_is_opening(block, title, authors) for _, block in blocks[:_OPENING_BLOCKS])
    parts: list[str] = []
    before = ""
    for number, (kind, block) in enumerate(blocks):
        if number < _OPENING_BLOCKS and opening and _is_opening(block, title, authors):
            continue
        if is_aside(block):
            continue
        together = kind == before and kind in _LINES
        parts.append(("\n" if together else "\n\n") * bool(parts) + block)
        before = kind
    return "".join(parts)


def _is_opening(block: str, title: str, authors: Sequence[str]) -> bool:
    """Tell whether a block is the headline again, or the byline and nothing else."""
    if _same(block, title):
        return True
    if not authors or len(block) > _LONGEST_BYLINE:
        return False
    names = names_in(block)
    return bool(names) and {_key(name) for name in names} <= {_key(name) for name in authors}


def without_boxes(tree: Any) -> Any:
    """Return a copy of a page without what is not seen and what is named as no part of a story."""
    copy = deepcopy(tree)
    for tag in list(copy.iter(*_UNSEEN)):
        _drop(tag)
    most = len(copy.text_content()) * _MOST_OF_A_BOX
    named = copy.xpath("//body//*[@class or @id or @data-component or @data-testid]")
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
        ):
            _drop(tag)
    return copy


def _drop(tag: Any) -> None:
    """Take a tag out of its tree; the text after it stays."""
    if tag.getparent() is not None:
        tag.drop_tree()


def _blocks(tag: Any, kind: str = "p") -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each block of what trafilatura has found, in order."""
    if tag.tag in _ROWS:
        cells = (" ".join(cell.itertext()) for cell in tag.iter("cell", "td", "th"))
        if line := " | ".join(filter(None, (" ".join(cell.split()) for cell in cells))):
            yield "row", line
        return
    kind = "item" if tag.tag in _ITEMS else kind
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


def _same(one: str, other: str) -> bool:
    return bool(other) and _key(one) == _key(other)


def _key(line: str) -> str:
    return re.sub(r"[\W_]+", "", line).casefold()
