"""Spreadsheets of OpenDocument (ODS, FODS): a row is an article, under the header of its sheet."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from corpus.found.findings import Fault, Found
from corpus.found.reader import Reader, Stream
from corpus.markup.packages import PACKAGE_ERRORS, excess, is_flat, is_packed, part_of, shown
from corpus.markup.safe_xml import local_name, parse
from corpus.markup.xml_prolog import DocumentError, decode_xml
from corpus.readers.records.sheets import Sheet, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NUMBERS = frozenset({"float", "percentage", "currency"})
_WHOLE_NUMBERS = 2**53
"""Below which a number may be a whole one, and is no other."""
_BREAKS = {"line-break": "\n", "tab": "\t", "s": " "}


def _read(stream: Stream) -> Iterator[Found]:
    data = stream.whole("spreadsheet", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    try:
        if is_flat(stream.head, _KIND):
            content = parse(decode_xml(data).text, stream.limits.nesting)
        elif over := excess(data, stream.limits, "ODS"):
            yield Fault(over, "check where it comes from")
            return
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                content = part_of(package, "content.xml", stream.limits)
        tables = [] if content is None else content.findall("body/spreadsheet/table")
        sheets = [Sheet(_attributes(one).get("name", ""), partial(_rows, one)) for one in tables]
        yield from records_of(sheets, "ODS")
    except DocumentError as error:
        yield Fault(f"damaged ODS ({error})", error.advice)
    except PACKAGE_ERRORS as error:
        yield Fault(f"damaged ODS ({shown(error)})", "open and save it in LibreOffice")


def _attributes(element: Element) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def _repeated(attributes: dict[str, str], what: str, most: int) -> int:
    times = attributes.get(f"number-{what}-repeated", "1")[:7]
    return min(int(times), most) if times.isdecimal() else 1


def _rows(table: Element, columns: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield each row once: what is repeated says nothing new."""
    line = 1
    for row in table.iter("table-row"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells: list[Any] = []
        for cell in row:
            if local_name(cell) in {"table-cell", "covered-table-cell"}:
                attributes = _attributes(cell)
                value = _value(cell, attributes)
                cells += [value] * _repeated(attributes, "columns", columns - len(cells))
            if len(cells) >= columns:
                break
        if any(cell is not None for cell in cells):
            yield line, cells
        line += _repeated(_attributes(row), "rows", 1_000_000)


def _value(cell: Element, attributes: dict[str, str]) -> Any:
    """Return a cell as a JSON value: dates as they are kept, in ISO 8601; whole numbers whole."""
    kind = attributes.get("value-type", "")
    if kind == "date":
        return attributes.get("date-value", "").removesuffix("T00:00:00") or None
    if kind in _NUMBERS:
        return _number(attributes.get("value", ""))
    if kind == "boolean":
        return attributes.get("boolean-value") == "true"
    text = "\n".join("".join(_pieces(part)) for part in cell if local_name(part) == "p")
    return text if text.strip() else None


def _number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(number) if number.is_integer() and abs(number) < _WHOLE_NUMBERS else number


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        name = local_name(inner)
        yield from chain([_BREAKS[name]] if name in _BREAKS else _pieces(inner), [inner.tail or ""])


READER = Reader(
    "ODS",
    (".ods", ".fods"),
    _read,
    certain=lambda head: is_packed(head, _KIND) or is_flat(head, _KIND),
)
