"""Segments of the ledger, written: of new notes, and of two segments that follow each other."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from index.engines.cluster.generations import SegmentEntry
from index.engines.cluster.ledger.segment import (
    FILES,
    LEDGER,
    ORIGINS,
    PLACE,
    WITHDRAWN,
    Segment,
    packed,
    short_hash,
)
from index.engines.cluster.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.engines.cluster.objects import Objects
    from index.engines.parts.ledger import FileNote, OriginNote
    from index.vocabulary.results import WithdrawnArticle

_FILES = pa.schema(
    [
        *(("path", pa.large_string()), ("given", pa.large_string())),
        *(("reading", pa.int64()), ("settled", pa.bool_()), ("gone", pa.bool_())),
        *(("size", pa.int64()), ("modified", pa.int64()), ("fresh", pa.bool_())),
        *(("device", pa.uint64()), ("checksum", pa.binary()), ("articles", pa.int64())),
    ]
)
_ORIGINS = pa.schema([("hash", pa.uint64()), ("file", pa.uint32()), (PLACE, pa.large_string())])
_WITHDRAWN = pa.schema(
    [(name, pa.large_string()) for name in ("id", "reason", "version", "title", "moment")]
)


def write_notes(
    objects: Objects,
    files: Iterable[FileNote],
    origins: Iterable[OriginNote],
    withdrawn: Iterable[WithdrawnArticle],
) -> SegmentEntry:
    """Write notes as a new segment.

    Args:
        objects: of the index.
        files: one note for each file, among them those of all origins.
        origins: in any order; of two for one article in one member, the last counts.
        withdrawn: articles; each stands for what older segments say of it.
    """
    rows, numbers = [], {}
    for number, note in enumerate(files):
        state = note.state
        numbers[state.absolute] = number
        rows.append(
            {
                "path": state.absolute,
                "given": state.path,
                "reading": note.reading,
                "settled": note.settled,
                "gone": state.reading == "gone",
                "size": state.size,
                "modified": state.modified,
                "fresh": bool(state.fresh),
                "device": state.device,
                "checksum": state.checksum,
                "articles": state.articles,
            }
        )
    places = {
        (note.id, numbers[note.origin.absolute], note.origin.member): {
            "id": note.id,
            "file": numbers[note.origin.absolute],
            "digest": note.digest,
            "member": note.origin.member,
            "record": note.origin.record,
            "line": note.origin.line,
            "offset": note.origin.offset,
            "reader": note.origin.reader,
        }
        for note in origins
    }
    return _write(objects, rows, list(places.values()), withdrawn)


def write_merged(objects: Objects, older: Segment, newer: Segment, *, first: bool) -> SegmentEntry:
    """Write one segment in place of two that follow each other.

    Args:
        objects: of the index.
        older: the one before.
        newer: the other.
        first: whether none is before them, so that what is gone need not be remembered.
    """
    last: dict[str, int] = {}
    for file in (*older.files, *newer.files):
        if file["settled"]:
            last[file["path"]] = max(file["reading"], last.get(file["path"], 0))
    kept: dict[tuple[str, int], dict[str, Any]] = {}
    for file in (*older.files, *newer.files):
        key = file["path"], file["reading"]
        # Of the two notes on one reading, the later is settled, or says as much as the other.
        settled = file["settled"] or kept.get(key, file)["settled"]
        if file["reading"] >= last.get(file["path"], 0):
            kept[key] = {**file, "settled": settled}
    if first:
        kept = {key: file for key, file in kept.items() if not file["gone"]}
    numbers = {key: number for number, key in enumerate(kept)}
    places: dict[tuple[str, int, str], dict[str, Any]] = {}
    for segment in (older, newer):
        for place in segment.places():
            file = segment.files[place["file"]]
            number = numbers.get((file["path"], file["reading"]))
            if number is not None:
                places[place["id"], number, place["member"]] = {**place, "file": number}
    withdrawn = {**older.withdrawn, **newer.withdrawn}.values()
    return _write(objects, list(kept.values()), list(places.values()), withdrawn)


def _write(
    objects: Objects,
    files: Sequence[dict[str, Any]],
    places: Sequence[dict[str, Any]],
    withdrawn: Iterable[WithdrawnArticle],
) -> SegmentEntry:
    name = uuid.uuid4().hex[:16]
    killed = [
        {
            "id": each.id,
            "reason": each.reason,
            "version": each.version,
            "title": each.title,
            "moment": each.when.isoformat(),
        }
        for each in withdrawn
    ]
    origins = [
        {"hash": short_hash(place["id"]), "file": place["file"], PLACE: packed(place)}
        for place in places
    ]
    for table, rows, schema in (
        (FILES, files, _FILES),
        (ORIGINS, origins, _ORIGINS),
        (WITHDRAWN, killed, _WITHDRAWN),
    ):
        written = pa.Table.from_pylist(list(rows), schema)
        write_table(objects, f"{LEDGER}/{name}/{table}", written, schema)
    return SegmentEntry(name, len(files) + len(places) + len(killed))
