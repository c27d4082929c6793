"""JSON Lines: a line is an article."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from corpus.files.encodings import lines_with_offsets
from corpus.found.findings import Fault, Found, Record
from corpus.found.reader import Reader, Stream
from corpus.readers.agencies.ninjs import read_object
from corpus.readers.records.numbers_beyond_json import json_value
from corpus.readers.records.wrapped import records_in
from corpus.vocabulary.exported import MARKER, begins_export
from corpus.vocabulary.limits import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXPORTED = f'{{"{MARKER}":'
_OBJECT_LINE = re.compile(rb"\s*\{.*\}\s*\n\s*(?:\{|$)")


def read_lines(stream: Stream) -> Iterator[Found]:
    """Yield the object on each line; a broken line is a fault, and the next one goes on.

    The lines of an export may be as long as documents: what an index holds can go back into one.
    """
    number = 0
    too_long = False
    longest = LONGEST_LINE
    if begins_export(stream.head):
        longest = max(longest, stream.limits.size)
    for line, offset in lines_with_offsets(stream.content, stream.head, longest):
        whole = line.endswith("\n") or len(line) < longest // 4
        if too_long:
            too_long = not line.endswith("\n")
            continue
        number += 1
        if not whole:
            too_long = True
            yield Fault(f"line longer than {longest:,} bytes", "skipped", number)
        elif line.strip():
            yield from _found(line, number, offset)


def _found(line: str, number: int, offset: int | None) -> Iterator[Found]:
    try:
        # A row of an export is to come back as it was, whatever numbers a script put in.
        value = json.loads(line) if line[:30].startswith(_EXPORTED) else json_value(line)
    except ValueError as error:
        yield Fault(f"broken JSON ({_reason(error)})", "mend or remove this line", number)
        return
    except RecursionError:
        yield Fault("JSON nested too deeply", "mend or remove this line", number)
        return
    if not isinstance(value, dict):
        yield Fault(f"a JSON object was expected, not {type(value).__name__}", "", number)
    elif (items := read_object(value, number)) is not None:
        yield from items
    else:
        yield from (Record(record, number, offset) for record in records_in(value))


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return str(error)[:100]


READER = Reader(
    "JSON Lines",
    (".jsonl", ".ndjson"),
    read_lines,
    likely=lambda head: (
        begins_export(head) or bool(_OBJECT_LINE.match(head.lstrip(b"\xef\xbb\xbf")))
    ),
)
