"""Texts of OpenDocument (ODT, FODT): a file is an article."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import split_byline
from corpus.fields.document_properties import real_name, real_title
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.markup.packages import PACKAGE_ERRORS, excess, is_flat, is_packed, part_of, shown
from corpus.markup.safe_xml import local_name, parse
from corpus.markup.xml_prolog import DocumentError, decode_xml
from corpus.readers.documents.blocks import Block, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.markup.safe_xml import Element

_KIND = "application/vnd.oasis.opendocument.text"

_PASSED = frozenset(
    "tracked-changes annotation annotation-end note frame ruby-text sequence-decls forms "
    "table-of-content alphabetical-index illustration-index table-index bibliography "
    "user-index object-index custom-shape deletion title desc".split()
)
"""What is not text of the story: what was struck out, footnotes, pictures, lists of contents."""
_MOST_PROPERTIES = 200
_SPACING = {"tab": " ", "line-break": "\n", "s": " "}
_HIDDEN = frozenset("hidden-text hidden-paragraph script event-listeners".split())


def _read(stream: Stream) -> Iterator[Found]:
    data = stream.whole("document", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    try:
        if is_flat(stream.head, _KIND):
            root = parse(decode_xml(data).text, stream.limits.nesting)
            yield _item(root, root)
            return
        if over := excess(data, stream.limits, "ODT"):
            yield Fault(over, "check where it comes from")
            return
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            content = part_of(package, "content.xml", stream.limits)
            meta = part_of(package, "meta.xml", stream.limits)
        if content is None:
            yield Fault("ODT without content.xml", "open and save it in LibreOffice")
            return
        yield _item(content, meta)
    except DocumentError as error:
        yield Fault(f"damaged ODT ({error})", error.advice)
    except PACKAGE_ERRORS as error:
        yield Fault(f"damaged ODT ({shown(error)})", "open and save it in LibreOffice")


def _item(content: Element, meta: Element | None) -> Item | Fault:
    body = content.find("body/text")
    if body is None:
        return Fault("OpenDocument that is not a text", "save it as .odt")
    about = _about(meta)
    title, text = titled(list(_blocks(body, _styles(content))), real_title(about.get("title")))
    creator = about.get("initial-creator") or about.get("creator")
    names = [name for name in split_byline(real_name(creator)) if name]
    created, changed = about.get("creation-date", ""), about.get("date", "")
    dates = [(created, "creation-date"), (changed, "date property")]
    return Item(
        fields={
            "title": title,
            "text": Value(text, "body"),
            "authors": Value(names, "creator property"),
            "language": Value(about.get("language", ""), "language property"),
        },
        published=[Value(*date) for date in dates if date[0]][:1],
        updated=[Value(*dates[1])] if changed else [],
        extra={"keywords": about.get("keyword", ""), "subject": about.get("subject", "")},
    )


def _about(meta: Element | None) -> dict[str, str]:
    """Return the properties of a document; of keywords there may be several."""
    found: dict[str, str] = {}
    properties = meta.find("meta") if meta is not None else None
    for element in properties[:_MOST_PROPERTIES] if properties is not None else ():
        name, value = local_name(element), " ".join("".join(element.itertext()).split())
        if value and (name not in found or name == "keyword"):
            found[name] = f"{found[name]}, {value}" if name in found else value[:10_000]
    return found


def _styles(content: Element) -> dict[str, str]:
    """Return for each style that the document made itself the named one that it changes."""
    parents: dict[str, str] = {}
    for style in content.iterfind("automatic-styles/style"):
        attributes = _attributes(style)
        parents[attributes.get("name", "")] = attributes.get("parent-style-name", "")
    return parents


def _attributes(element: Element) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def _blocks(parent: Element, styles: Mapping[str, str], inside: str = "") -> Iterator[Block]:
    """Yield paragraphs, items of lists and rows of tables with their styles."""
    for element in parent:
        name = local_name(element)
        if name in _PASSED:
            continue
        if name in {"p", "h"}:
            if text := _text(element):
                yield text, inside or _style(element, name, styles)
        elif name == "table-row":
            yield from _row(element, styles, inside)
        else:
            yield from _blocks(element, styles, "item" if name == "list" else inside)


def _row(row: Element, styles: Mapping[str, str], inside: str) -> Iterator[Block]:
    cells = [list(_blocks(cell, styles)) for cell in row if local_name(cell) == "table-cell"]
    if len(cells) == 1:
        # It only frames the text.
        yield from ((text, inside or style) for text, style in cells[0])
    elif line := " | ".join(" ".join(text for text, _ in cell) for cell in cells if cell):
        yield line.replace("\n", " "), "row"


def _style(element: Element, name: str, styles: Mapping[str, str]) -> str:
    attributes = _attributes(element)
    style = attributes.get("style-name", "")
    style = (styles.get(style) or style).replace("_20_", " ")
    if style in {"Title", "Headline"}:
        return "Title"
    return f"Heading {attributes.get('outline-level', '1')}" if name == "h" else style


def _text(element: Element) -> str:
    """Return the text of a paragraph, without what is noted beside it."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(element)).split("\n"))
    return "\n".join(filter(None, lines))


def _pieces(element: Any) -> Iterator[str]:
    yield " ".join((element.text or "").split("\n"))
    for inner in element:
        name = local_name(inner)
        if name in _SPACING:
            yield _SPACING[name]
        elif name not in _PASSED and name not in _HIDDEN:
            yield from _pieces(inner)
        yield " ".join((inner.tail or "").split("\n"))


READER = Reader(
    "OpenDocument text",
    (".odt", ".fodt", ".ott"),
    _read,
    certain=lambda head: is_packed(head, _KIND) or is_flat(head, _KIND),
)
