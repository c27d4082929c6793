"""Files read on a machine, piece by piece, and a record of each piece that was read to its end.

So whoever goes on with what another began has to read nothing of a piece whose batches are done.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from corpus import Article, FileState, Origin, Problem, Withdrawal
from corpus.reading.piece_reader import PieceReader
from corpus.reading.pieces import ReadElsewhere
from index.engines.cluster.filling.batches import Bounds, Named, Slip, in_batches
from index.engines.cluster.generations import folder_of_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.reading.pieces import Piece
    from index.engines.cluster.objects import Objects


def read_piece(
    objects: Objects, piece: Piece, bounds: Bounds
) -> Iterator[Slip | list[Article] | bool]:
    """Yield whether the files of a piece are here; if so, of each batch its slip and its articles.

    Args:
        objects: of the index, which keeps a record of what was read.
        piece: what is to be read.
        bounds: of a batch.
    """
    with piece.in_place() as here:
        yield here
        if not here:
            return
        slips: list[Slip] = []
        for slip, articles in batches_of(piece, bounds):
            slips.append(slip)
            yield slip
            yield articles
    keep_reading(objects, record_key(piece, bounds), slips)


def batches_of(piece: Piece, bounds: Bounds) -> Iterator[tuple[Slip, list[Article]]]:
    """Yield the batches of a piece, read here: what is told of each, and its articles."""
    reader = PieceReader(piece)
    yield from in_batches(reader, bounds, reader.told)


def record_key(piece: Piece, bounds: Bounds) -> str:
    """Return by what the record of a piece is found."""
    return f"{piece.key}-{bounds.articles}-{bounds.characters}"


def _path(key: str) -> str:
    return f"{folder_of_part(key)}/reading.json"


def keep_reading(objects: Objects, key: str, slips: list[Slip]) -> None:
    """Write down what was told of the batches of a piece, if nobody has yet."""
    content = json.dumps([_row(slip) for slip in slips], ensure_ascii=False)
    objects.write_new(_path(key), content.encode("utf-8", "surrogatepass"))


def find_reading(objects: Objects, key: str) -> list[Slip] | None:
    """Return what was told of the batches of a piece; None if it was not read to its end.

    Raises:
        DamagedIndexError: it is not what was written.
    """
    content = objects.read(_path(key))
    if content is None:
        return None
    try:
        rows = json.loads(content.decode("utf-8", "surrogatepass"))
        return [_slip(row) for row in rows]
    except (ValueError, TypeError, KeyError) as error:
        raise objects.damaged(_path(key)) from error


def _row(slip: Slip) -> dict[str, Any]:
    return {
        "items": [[_KINDS[type(item)], _plain(asdict(item))] for item in slip.items],
        "read": slip.read and _plain(asdict(slip.read)),
    }


_KINDS: dict[type, str] = {Named: "article", Withdrawal: "withdrawal", FileState: "file"}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: bytes as hexadecimal digits, moments in ISO 8601."""
    match value:
        case bytes():
            return value.hex()
        case datetime():
            return value.isoformat()
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value


def _slip(row: dict[str, Any]) -> Slip:
    read = row["read"] and ReadElsewhere(
        **{
            **row["read"],
            "problems": tuple(Problem(**each) for each in row["read"]["problems"]),
            "passed_over": Counter(row["read"]["passed_over"]),
        }
    )
    return Slip(tuple(_item(kind, values) for kind, values in row["items"]), read)


def _item(kind: str, values: dict[str, Any]) -> Named | Withdrawal | FileState:
    if kind == "file":
        return FileState(**{**values, "checksum": bytes.fromhex(values["checksum"])})
    if kind == "withdrawal":
        issued = values["issued"]
        return Withdrawal(**{**values, "issued": issued and datetime.fromisoformat(issued)})
    distinct = values["distinct"]
    return Named(
        values["id"],
        bytes.fromhex(values["digest"]),
        tuple(Origin(**each) for each in values["origins"]),
        distinct and (distinct[0], bytes.fromhex(distinct[1])),
    )
