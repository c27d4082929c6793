"""JSON: an array of articles, an object that holds one, single objects, or JSON Lines."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from corpus.fields.names import TEXT_NAMES
from corpus.files.encodings import byte_order_mark
from corpus.files.unpacking import UnpackError
from corpus.found.findings import Fault, Found, Item, Record
from corpus.found.reader import Reader, Stream
from corpus.readers.agencies.ninjs import read_object
from corpus.readers.feeds.json_feed import is_json_feed, is_json_feed_item, json_feed_item
from corpus.readers.records.json_lines import read_lines
from corpus.readers.records.numbers_beyond_json import NumbersNulled, json_value
from corpus.readers.records.wrapped import LISTS, records_in
from corpus.vocabulary.exported import begins_export
from corpus.vocabulary.limits import LONGEST_LINE

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

Event = tuple[str, Any]
"""A step of a JSON parser: its name and the value, if it has one."""


def _read(stream: Stream) -> Iterator[Found]:
    import ijson

    mark = byte_order_mark(stream.head)
    if _is_lines(stream.head):
        yield from read_lines(stream)
        return
    if mark == "utf-8-sig":
        stream.content.read(3)
    elif mark:
        yield Fault(f"JSON in {mark.upper()}", "convert it to UTF-8")
        return
    number = 0
    content = _Bounded(stream.content)
    try:
        for value in _values(content):
            number += 1
            content.taken = 0
            yield from _found(value, number)
    except ijson.JSONError as error:
        reason = str(error).strip().splitlines()[0].strip()
        if "UTF8" in reason:
            yield Fault(f"JSON that is not UTF-8, after {number} articles", "convert it to UTF-8")
            return
        yield Fault(f"broken JSON after {number} articles ({reason})", "mend the file")
    except UnicodeDecodeError:
        yield Fault(f"JSON that is not UTF-8, after {number} articles", "convert it to UTF-8")


_MOST_DIGITS = 4_000
"""Python makes no number of more than 4,300 digits, and the parser in C dies of that."""
_DIGITS = re.compile(rb"\d{%d}" % (_MOST_DIGITS + 1))


class _Bounded:
    """What is read of a file, for a parser that would hold a value of any size.

    Attributes:
        taken: bytes since it was last set to 0.
    """

    def __init__(self, content: io.BufferedReader) -> None:
        self.taken = 0
        self._content = content
        self._end = b""
        """Of what was read before, in which a number may have begun."""

    def read(self, size: int = -1) -> bytes:
        data = self._content.read1(size)
        self.taken += len(data)
        if self.taken > LONGEST_LINE:
            raise UnpackError(f"a JSON value longer than {LONGEST_LINE:,} bytes", "mend the file")
        if _DIGITS.search(self._end + data):
            raise UnpackError(
                f"a JSON number of more than {_MOST_DIGITS:,} digits", "mend the file"
            )
        self._end = (self._end + data)[-_MOST_DIGITS:]
        return data


def _found(value: Any, number: int) -> Iterator[Found]:
    """Yield what a value is: an item of a format for news, or a record of any other."""
    if isinstance(value, Item | Fault):
        yield value
    elif not isinstance(value, dict):
        yield Fault(f"item {number}: an object was expected, not {type(value).__name__}")
    elif (items := read_object(value)) is not None:
        yield from items
    else:
        yield from (Record(record) for record in records_in(value))


def _values(content: _Bounded) -> Iterator[Any]:
    """Yield the articles among the top-level values, building one at a time."""
    import ijson

    events = iter(ijson.basic_parse(NumbersNulled(content), multiple_values=True))
    for event, value in events:
        if event == "start_map":
            yield from _object(events)
        elif event == "start_array":
            yield from _elements(events)
        else:
            yield value


def _object(events: Iterator[Event]) -> Iterator[Any]:
    """Yield the objects in an object's named lists, else the object itself."""
    fields: dict[str, Any] = {}
    found = False
    name = ""
    for event, value in events:
        if event == "end_map":
            break
        if event == "map_key":
            name = value
        elif event == "start_array" and name in LISTS:
            fields[name] = others = []
            for element in _elements(events):
                if isinstance(element, dict):
                    found = True
                    in_feed = is_json_feed(fields) or is_json_feed_item(element)
                    yield json_feed_item(element, fields) if in_feed else element
                else:
                    others.append(element)
        else:
            fields[name] = _built(events, event, value)
    if is_json_feed(fields):
        if not found:
            yield Fault("feed without entries")
    elif not found or any(name in fields for name in TEXT_NAMES):
        yield fields


def _elements(events: Iterator[Event]) -> Iterator[Any]:
    for event, value in events:
        if event == "end_array":
            return
        yield _built(events, event, value)


def _built(events: Iterator[Event], event: str, value: Any) -> Any:
    """Build the value that this event begins, taking from the events up to its end."""
    import ijson

    builder = ijson.ObjectBuilder()
    builder.event(event, _number(value))
    depth = 1 if event in {"start_map", "start_array"} else 0
    while depth:
        event, value = next(events)
        builder.event(event, _number(value))
        depth += (event in {"start_map", "start_array"}) - (event in {"end_map", "end_array"})
    return builder.value


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _is_lines(head: bytes) -> bool:
    """Tell whether the content is JSON Lines under another suffix: an object on each line."""
    if begins_export(head):
        return True
    first, _, second = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not second.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json_value(first.decode()), dict)
    except (ValueError, RecursionError):
        return False


READER = Reader(
    "JSON",
    (".json",),
    _read,
    likely=lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"},
)
