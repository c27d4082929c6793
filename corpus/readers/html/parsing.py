"""Bytes of an HTML page to a tree, at a cost that the bytes can't choose."""

from __future__ import annotations

import re
import sys
from html import unescape
from typing import TYPE_CHECKING, Any

from corpus.files.encodings import byte_order_mark, decode, encoding_named
from corpus.found.findings import Fault
from corpus.markup.html_tags import ATTRIBUTES, NAME_REST, bounded, length_of

if TYPE_CHECKING:
    from corpus.vocabulary.limits import Limits

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,500}>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
"""How a page begins, perhaps after an XML declaration and comments."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 16 * 1024
"""Bytes; browsers stop looking for it sooner."""

_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[\w/+=%.~-]{500,}+")
"""Pictures and fonts within the page: most of the bytes of one that a browser has saved."""

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no tree can hold; half surrogate pairs among it."""

_REFERENCE = re.compile(
    r"&#(?:x0*+(?P<hex>[0-9a-f]{1,8})(?![0-9a-f])|0*+(?P<number>\d{1,8})(?!\d));?", re.IGNORECASE
)
_WINDOWS = range(0x80, 0xA0)
"""Numbers that name characters of Windows-1252 in a page, and control characters elsewhere."""

_PIECE = re.compile(
    r"""<!--.*?(?:-->|\Z)|(?P<raw><(?P<kind>script|style)\b(?P<says>[^<>]{0,500})>.*?(?:</(?P=kind)|\Z))"""
    rf"|<(?P<name>[a-z][\w:-]{{0,30}}){NAME_REST}(?P<attributes>{ATTRIBUTES})>?",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, a script with all that is in it, or a tag, each to the end of the page if it is not
closed, so that every character is looked at once."""
_MOST_OF_ALL_TAGS = 4_000_000
"""Characters, as `length_of` counts them: attributes take a hundred times that in memory."""

_HEAVIEST = 1_000_000
"""Elements times their depth; a long live blog has half of it. What finds the text looks at what
is in an element for each element, and takes a minute for 30,000 headings 200 tags deep."""


def begins_page(head: bytes) -> bool:
    """Tell whether content that starts like this is an HTML page."""
    mark = byte_order_mark(head)
    if not mark and b"<" not in head[:1024]:
        return False
    return bool(_OPENING.match(head.decode(mark or "latin-1", "replace").lstrip("\ufeff")))


def parse_page(data: bytes, limits: Limits) -> Any:
    """Parse the bytes of a page as `parse_markup` does, in the encoding that they are in."""
    return parse_markup(_decoded(data), limits)


def parse_markup(markup: str, limits: Limits) -> Any:
    """Parse HTML into a tree of lxml.html, or say in a Fault why that is not to be done.

    Nothing is fetched or resolved. Embedded pictures, comments and processing instructions are
    left out, and tags deeper than 256, as libxml2 does.
    """
    from lxml import etree, html

    text = _FORBIDDEN.sub(" ", _EMBEDDED.sub("data:,", markup))
    text = _REFERENCE.sub(_held, text)
    cost = _Cost()
    text = _PIECE.sub(cost.count, text)
    if cost.tags > limits.tags:
        return Fault(f"HTML page of more than {limits.tags:,} tags", "split it into articles")
    if cost.attributes > _MOST_OF_ALL_TAGS:
        return Fault("HTML page with too many attributes", "check the file")
    parser = html.HTMLParser(
        encoding="utf-8",
        huge_tree=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        return Fault(f"broken HTML ({str(error)[:100]})", "check the file")
    if _weight(tree) > _HEAVIEST:
        return Fault("HTML page with too many tags within one another", "check the file")
    return tree


def _weight(tree: Any) -> int:
    """Return the depths of all elements, added up."""
    from lxml import etree

    depth = weight = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        weight += depth
    return weight // 2


def _decoded(data: bytes) -> str:
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = (declared[1] or declared[2]).decode("ascii") if declared else ""
    return decode(data, encoding_named(name)).removeprefix("\ufeff")


def _held(reference: re.Match[str]) -> str:
    """Return a reference to a character that a tree can hold, in place of one that it can't."""
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["number"])
    if number in _WINDOWS:
        return unescape(reference[0])
    return " " if number > sys.maxunicode or _FORBIDDEN.match(chr(number)) else reference[0]


class _Cost:
    """Counts what a parser would make of a page, and leaves out what no reader sees."""

    def __init__(self) -> None:
        self.tags = 0
        self.attributes = 0

    def count(self, piece: re.Match[str]) -> str:
        """Return what is to be parsed of a piece of the page."""
        self.tags += 1
        if piece["raw"]:
            return (
                piece[0]
                if "json" in piece["says"].lower()
                else "<" + piece["kind"] + "></" + piece["kind"]
            )
        if not piece["name"]:
            return ""
        tag = bounded(piece)
        self.attributes += length_of(piece) if tag.startswith(piece[0]) else 0
        return tag
