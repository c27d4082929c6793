"""A segment of the ledger, read: what one or several commits noted.

`files` has a row for each reading of a file, `origins` for each place of an article, `withdrawn`
for each withdrawal. What is looked up is kept as arrays, 12 bytes for each place.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.cluster.tables import Table
from index.vocabulary.made_once import made_once
from index.vocabulary.results import WithdrawnArticle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.cluster.generations import SegmentEntry
    from index.engines.cluster.objects import Objects
    from index.interfaces import Numbers

LEDGER = "ledger"
"""Folder of the segments."""

FILES, ORIGINS, WITHDRAWN = "files.lance", "origins.lance", "withdrawn.lance"


PLACE = "place"
"""Column of `origins` that has all that is noted of a place, so that it is read at once."""

_NAMES = "id", "digest", "file", "member", "record", "line", "offset", "reader"


_MANY = 32
"""Of how many places one is asked for before all are read."""


def packed(place: Mapping[str, Any]) -> str:
    """Return what is noted of a place as text."""
    values = {**place, "digest": place["digest"].hex()}
    return json.dumps([values[name] for name in _NAMES], ensure_ascii=False)


def unpacked(place: str) -> dict[str, Any]:
    """Return what is noted of a place."""
    noted = dict(zip(_NAMES, json.loads(place), strict=True))
    return {**noted, "digest": bytes.fromhex(noted["digest"])}


def short_hash(id_: str) -> int:
    """Return 8 bytes by which the places of an article are looked up."""
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest(), "little")


class Segment:
    """One segment, read."""

    def __init__(self, objects: Objects, entry: SegmentEntry) -> None:
        folder = f"{LEDGER}/{entry.name}"
        self._files = Table(objects, f"{folder}/{FILES}")
        self._origins = Table(objects, f"{folder}/{ORIGINS}")
        self._asked = 0
        """Places that were read row by row."""
        self._withdrawn = Table(objects, f"{folder}/{WITHDRAWN}")

    @made_once
    def files(self) -> list[dict[str, Any]]:
        """What is noted of readings of files, by row."""
        rows: list[dict[str, Any]] = self._files.columns(
            *(name for name in self._files.dataset.schema.names)
        ).to_pylist()
        return rows

    @made_once
    def readings(self) -> dict[str, list[int]]:
        """The rows of each file, by its absolute path."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, file in enumerate(self.files):
            rows[file["path"]].append(row)
        return dict(rows)

    @made_once
    def _places(self) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """A hash of the article of each place, and the row of the file that it is in."""
        found = self._origins.columns("hash", "file")
        return found.column("hash").to_numpy(), found.column("file").to_numpy()

    @made_once
    def _by_hash(self) -> Numbers:
        return np.argsort(self._places[0], kind="stable")

    def places_of(self, id_: str) -> list[dict[str, Any]]:
        """Return what is noted of the places of an article."""
        hashes, order = self._places[0], self._by_hash
        wanted = np.uint64(short_hash(id_))
        first = int(np.searchsorted(hashes, wanted, sorter=order))
        end = int(np.searchsorted(hashes, wanted, side="right", sorter=order))
        found = self.places(np.sort(order[first:end]))
        return [each for each in found if each["id"] == id_]

    def places_in(self, files: Sequence[int]) -> list[dict[str, Any]]:
        """Return what is noted of the places of articles in some files, by their rows."""
        return self.places(np.flatnonzero(np.isin(self._places[1], list(files))))

    def places(self, rows: Numbers | None = None) -> list[dict[str, Any]]:
        """Return what is noted of some places, or of all."""
        if rows is None:
            found = self._every_place
        else:
            self._asked += len(rows)
            # Row by row takes longer than all at once, where most are asked for in the end.
            many = self._asked > len(self._places[0]) // _MANY
            found = self._every_place.take(rows) if many else self._read(rows)
        return [unpacked(place) for place in found.to_pylist()]

    def _read(self, rows: Numbers) -> Any:
        return self._origins.take(rows, PLACE).column(0)

    @made_once
    def _every_place(self) -> Any:
        """What is noted of each place, by row, as it is kept."""
        return self._origins.columns(PLACE).column(0)

    @made_once
    def withdrawn(self) -> dict[str, WithdrawnArticle]:
        """The articles that were withdrawn, by id."""
        rows = self._withdrawn.columns("id", "reason", "version", "title", "moment").to_pylist()
        return {
            row["id"]: WithdrawnArticle(
                *(row["id"], row["reason"], row["version"], row["title"]),
                datetime.fromisoformat(row["moment"]),
            )
            for row in rows
        }
