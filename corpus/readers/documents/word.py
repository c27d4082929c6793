"""Word documents (DOCX): a file is an article."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import split_byline
from corpus.fields.document_properties import real_name, real_title
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.markup.packages import PACKAGE_ERRORS, excess, shown
from corpus.readers.documents.blocks import titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NEWER = {".xls": ".xlsx", ".xlsx": ".xlsx", ".xlsm": ".xlsx"}
_ENTRY = rb"PK\x03\x04.{26}"
_FIRST_ENTRY = re.compile(
    _ENTRY + rb"(?:\[Content_Types\]\.xml|_rels/|docProps/|word/|customXml/|mimetype)", re.DOTALL
)
_WORD_ENTRY = re.compile(_ENTRY + rb"word/(?:document|_rels/document)", re.DOTALL)

_OF_PYTHON_DOCX = datetime(2013, 12, 23, 23, 15)  # noqa: DTZ001 - as properties have it
"""Of the template of python-docx, which programs that make documents leave as it is."""
_TOO_LONG = timedelta(days=366)
_FIRST_SAVES = 2

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _ROW, _CELL = f"{_W}p", f"{_W}tr", f"{_W}tc"
_CHARACTERS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "‑",
}
_GONE = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
"""What is struck out, or said once more for older programs."""


def _is_word(head: bytes) -> bool:
    if head.startswith(_OLE):
        return True
    return bool(_FIRST_ENTRY.match(head) and _WORD_ENTRY.search(head))


def _read(stream: Stream) -> Iterator[Found]:
    if stream.head.startswith(_OLE):
        kind = _NEWER.get(stream.suffix, ".docx")
        yield Fault("old Office format, or encrypted", f"save it as {kind} without a password")
        return
    data = stream.whole("document", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError:
        yield Fault("reading DOCX needs python-docx", "pip install newsdex[docx]")
        return
    try:
        if over := excess(data, stream.limits, "DOCX"):
            yield Fault(over, "check where it comes from")
            return
        yield _item(docx.Document(io.BytesIO(data)))
    except PACKAGE_ERRORS as error:
        yield Fault(f"damaged DOCX ({shown(error)})", "open and save it in Word")
    except OpcError:
        yield Fault("damaged DOCX", "open and save it in Word")


def _item(document: Any) -> Item:
    blocks = list(_blocks(document))
    title, text = _title_and_text(document, blocks)
    fields = {"title": title, "text": Value(text, "body")}
    created = updated = None
    extra: dict[str, Any] = {}
    if (properties := _properties(document)) is not None:
        authors = [*split_byline(real_name(properties.author))]
        fields["authors"] = Value([name for name in authors if name], "author property")
        fields["language"] = Value(properties.language, "language property")
        fields["section"] = Value(properties.category, "category property")
        created, updated = _dates(properties)
        extra = {"keywords": properties.keywords, "subject": properties.subject}
    dates = [(created, "created property"), (updated, "modified property")]
    return Item(
        fields={name: value for name, value in fields.items() if value.value},
        published=[Value(*date) for date in dates if date[0]][:1],
        updated=[Value(*dates[1])] if updated else [],
        extra=extra,
    )


def _dates(properties: Any) -> tuple[datetime | None, datetime | None]:
    """Return when a document was made and when it was changed, without what its template says.

    A document keeps the date of the template that it was begun with. It shows where there were no
    more than its first saves, and these are years later.
    """
    created, modified = (
        None if date is None or date.replace(tzinfo=None) == _OF_PYTHON_DOCX else date
        for date in (properties.created, properties.modified)
    )
    if created and modified:
        between = modified.replace(tzinfo=None) - created.replace(tzinfo=None)
        if between < timedelta(0):
            return created, None
        if between > _TOO_LONG and properties.revision <= _FIRST_SAVES:
            return None, modified
    return created, modified


def _properties(document: Any) -> Any:
    """Return the core properties, or None: python-docx makes some up where there are none."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    package = document.part.package
    try:
        package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return None
    return package.core_properties


def _title_and_text(document: Any, blocks: Sequence[tuple[str, str]]) -> tuple[Value, str]:
    """Return the title by its style, else from the properties, and the text without it."""
    properties = _properties(document)
    named = real_title(properties.title) if properties is not None else ""
    return titled(blocks, named)


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs and rows of the body with their style, `row` or `item`."""
    styles = {style.style_id: style.name or "" for style in document.styles}
    for element in document.element.body.iter(_PARAGRAPH, _ROW):
        if next(element.iterancestors(_PARAGRAPH, _ROW), None) is not None:
            continue
        cells = [cell for cell in element.iter(_CELL) if _nearest_row(cell) is element]
        if len(cells) == 1:
            for paragraph in cells[0].iter(_PARAGRAPH):
                if text := _text(paragraph):
                    yield text, ""
        elif text := " | ".join(filter(None, map(_text, cells))) if cells else _text(element):
            yield text, "row" if cells else _style(element, styles)


def _nearest_row(cell: Any) -> Any:
    return next(cell.iterancestors(_ROW), None)


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return ""
    style = properties.find(f"{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    return "item" if properties.find(f"{_W}numPr") is not None or "List" in name else name


def _text(element: Any) -> str:
    """Return the text of a paragraph or a cell, without what has been struck out of it."""
    pieces = []
    for part in element.iter(f"{_W}t", _PARAGRAPH, *_CHARACTERS):
        if any(outer.tag in _GONE for outer in part.iterancestors()):
            continue
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        else:
            pieces.append(_CHARACTERS.get(part.tag, " "))
    separator = " " if element.tag == _CELL else "\n"
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return separator.join(filter(None, lines))


READER = Reader("DOCX", (".docx",), _read, certain=_is_word)
