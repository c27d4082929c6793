"""XML from strangers to elements: bounded in depth, with nothing in it resolved.

A document type never reaches the parser: one that declares entities is refused, any other is
taken off. So there is nothing that could be expanded or fetched, and the entities of HTML, which
agencies use in any XML, mean what they mean there.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from corpus.markup.xml_prolog import DocumentError, read_prolog

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any
"""An lxml element; below one that a maker is given, names have lost their namespaces."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_CHUNK = 1 << 16
"""Characters given to the parser at once."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?:#(?P<decimal>\d{1,7});|#[xX](?P<hex>[0-9a-fA-F]{1,6});|(?P<name>[A-Za-z]\w{1,31});)?",
    re.DOTALL,
)
_XML_NAMES = frozenset("amp lt gt quot apos".split())


def safe_text(text: str) -> str:
    """Take off what stands before the first element, and write entities as characters.

    Raises:
        DocumentError: it is cut off before the first element, or declares entities.
    """
    text = _NO_XML.sub("", text).lstrip("\ufeff \t\r\n")
    prolog = read_prolog(text)
    if prolog.entities:
        raise DocumentError(
            "XML that declares entities of its own, which are not read", "take its DOCTYPE out"
        )
    at = prolog.start
    # As many lines as there were, so that an error names the right one.
    return "\n" * text.count("\n", 0, at) + _AMPERSAND.sub(_reference, text[at:])


def parse(text: str, nesting: int) -> Element:
    """Return the first element of a document, whatever its name, without namespaces.

    Raises:
        DocumentError: it is broken or too deep.
    """
    for element in outermost(safe_text(text), None, nesting):
        return element
    raise DocumentError("XML without an element")


def _reference(found: re.Match[str]) -> str:
    whole = found[0]
    if not whole.startswith("&"):
        return whole
    if found["decimal"] or found["hex"]:
        number = int(found["decimal"] or found["hex"], 10 if found["decimal"] else 16)
        legal = number in {9, 10, 13} or 0x20 <= number <= 0x10FFFF  # noqa: PLR2004 - XML's own
        return whole if legal and not _NO_XML.match(chr(number)) else ""
    name = found["name"]
    if name in _XML_NAMES:
        return whole
    character = html5.get(f"{name};") if name else None
    return escape(character) if character else "&amp;" + whole[1:]


def outermost(text: str, wanted: frozenset[str] | None, nesting: int) -> Iterator[Element]:
    """Yield elements of these names as they end, those within one another left out.

    Each is taken out of the tree when the next is asked for, so that memory holds one.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth, outer, done, broken = 0, None, None, ""
    for start in range(0, len(text), _CHUNK):
        broken = _feed(parser, text[start : start + _CHUNK])
        for event, element in parser.read_events():
            if event == "start":
                depth += 1
                if depth > nesting:
                    raise DocumentError(f"tags nested more than {nesting} deep")
                if outer is None and (wanted is None or local_name(element) in wanted):
                    outer = element
                continue
            depth -= 1
            if outer is not None and element is outer:
                _drop_namespaces(element)
                yield element
                element.clear()
                # The parser still stands at the end of this one: the one before it may go.
                if done is not None:
                    _forget(done)
                done, outer = element, None
        if broken:
            break
    broken = broken or _feed(parser, None)
    if broken:
        raise _error(broken, nesting)


def _feed(parser: Any, text: str | None) -> str:
    """Give the parser more text, or None at the end; return what is wrong with the document."""
    from lxml import etree

    try:
        if text is None:
            parser.close()
        else:
            parser.feed(text.encode())
    except etree.XMLSyntaxError:
        # A prefix that nothing declares is an error too, but not a fatal one: it loses nothing.
        fatal = etree.ErrorLevels.FATAL
        log = parser.feed_error_log
        return next((f"{e.message}, line {e.line}" for e in log if e.level >= fatal), "")
    return ""


def _error(reason: str, nesting: int) -> DocumentError:
    reason = " ".join(reason.split())[:150]
    if "depth" in reason.lower():
        return DocumentError(f"tags nested more than {nesting} deep")
    return DocumentError(f"broken XML ({reason})")


def local_name(element: Element) -> str:
    """Return the name of an element without namespace or prefix."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _drop_namespaces(element: Element) -> None:
    for inner in element.iter("*"):
        try:
            inner.tag = local_name(inner)
        except ValueError:  # a prefix that nothing declares, and what is not a name behind it
            inner.tag = "unnamed"


def _forget(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def attribute_at(element: Element, path: str, name: str) -> str:
    """Return an attribute of the first element at a path, as one line; empty if there is none."""
    found = element.find(path)
    return "" if found is None else " ".join((found.get(name) or "").split())


def language_of(element: Element | None) -> str:
    """Return the language that an element says it is in, or those around it."""
    while element is not None:
        if language := (element.get(LANGUAGE) or element.get("lang") or "").strip():
            return str(language)
        element = element.getparent()
    return ""
