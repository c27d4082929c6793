"""Generations: which parts make up the index. The conditional PUT of one is the commit.

Tables are written once, under names of their own. A generation is an object that names those it
is made of; whoever writes `generations/000000012.json` first has made generation 12, and who comes
second begins anew from there. So nothing of a commit is seen before it, and all of it after.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from index.engines.cluster.objects import no_index
from index.engines.parts.contents import Run, between
from index.vocabulary.errors import IndexFormatError, NoIndexError
from index.vocabulary.results import Watch

if TYPE_CHECKING:
    from index.engines.cluster.objects import Objects

FORMAT = 1
"""Of the tables and generations. Another is refused: an index is made anew from its articles."""

GENERATIONS, PARTS = "generations", "parts"
"""Folders of the generations, and of the parts, each of which has one of its own."""

_NAME = re.compile(rf"{GENERATIONS}/(\d+)\.json")


def generation_path(number: int) -> str:
    """Return the path of a generation; paths sort as their numbers do."""
    return f"{GENERATIONS}/{number:09}.json"


def folder_of_part(name: str) -> str:
    """Return the folder of a part's tables."""
    return f"{PARTS}/{name}"


def number_in(path: str) -> int | None:
    """Return the number of the generation at a path; None if it is something else's."""
    found = _NAME.fullmatch(path)
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class VectorsEntry:
    """A table of vectors."""

    first: int
    """Passage of the part that its first row is of."""
    end: int
    """One past the last."""
    path: str
    """Of the table."""
    version: int = 1
    """2 where it has an approximate index."""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part: articles that were committed together, in tables in a folder of their own."""

    name: str
    articles: int
    passages: int
    vectors: tuple[VectorsEntry, ...] = ()
    """By their first passage, ascending."""
    removed: str = ""
    """Object that says which articles are no longer in the index; empty if none are."""
    removed_articles: int = 0
    removed_passages: int = 0

    @property
    def embedded(self) -> int:
        """Passages that have vectors, removed ones included."""
        return sum(each.end - each.first for each in self.vectors)

    @property
    def unembedded(self) -> list[Run]:
        """Passages without vectors, in runs, ascending."""
        return between([(each.first, each.end) for each in self.vectors], self.passages)


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """Some of what is noted of where articles were found, in tables in a folder of their own."""

    name: str
    notes: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A generation, be it published or yet to be."""

    generation: int
    model: str
    fingerprint: str
    dimension: int
    parts: tuple[PartEntry, ...] = ()
    ledger: tuple[SegmentEntry, ...] = ()
    """Where articles were found, the oldest segment first."""
    watches: tuple[Watch, ...] = ()

    @property
    def articles(self) -> int:
        """Articles in the index, those removed not counted."""
        return sum(part.articles - part.removed_articles for part in self.parts)

    @property
    def passages(self) -> int:
        """Passages in the index, those removed not counted."""
        return sum(part.passages - part.removed_passages for part in self.parts)

    def after(self) -> Contents:
        """Return the generation after it, of the same tables so far."""
        return replace(self, generation=self.generation + 1)

    def same_but_number(self, other: Contents) -> bool:
        """Tell whether another generation is made of the same."""
        return replace(self, generation=0) == replace(other, generation=0)


def publish(objects: Objects, contents: Contents) -> bool:
    """Make a generation the newest; return whether no other has become so meanwhile."""
    values: dict[str, Any] = {"format": FORMAT, **asdict(contents)}
    text = json.dumps(values, ensure_ascii=False, default=datetime.isoformat, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return objects.write_new(generation_path(contents.generation), f"{digest}\n{text}".encode())


def newest(objects: Objects, known: int | None = None) -> Contents:
    """Return the newest generation.

    Args:
        objects: of the index.
        known: a generation that there was; only later ones are looked for.

    Raises:
        NoIndexError: there is none.
        DamagedIndexError: it is not what was written.
        IndexFormatError: its format is another.
    """
    after = "" if known is None else generation_path(known)
    found = [number_in(path) for path, _, _ in objects.listed(GENERATIONS, after)]
    last = max((number for number in found if number is not None), default=known)
    if last is None:
        raise NoIndexError(no_index(objects.url))
    return read_generation(objects, last)


def read_generation(objects: Objects, number: int) -> Contents:
    """Read one generation.

    Raises: as `newest`.
    """
    path = generation_path(number)
    content = objects.read(path)
    if content is None:
        raise objects.damaged(path, "it is missing")
    digest, _, text = content.partition(b"\n")
    try:
        values = json.loads(text)
        found = values.pop("format")
        if found == FORMAT and hashlib.sha256(text).hexdigest() != digest.decode():
            raise objects.damaged(path, "its checksum is wrong")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise objects.damaged(path) from error
    if found != FORMAT:
        raise IndexFormatError(
            f"{objects.url} has format {str(found)[:20]}, this newsdex reads {FORMAT}; make a "
            "new index with: newsdex --index NEW add PATH"
        )
    return _contents(values)


def _contents(values: dict[str, Any]) -> Contents:
    parts = tuple(map(part_entry, values["parts"]))
    ledger = tuple(SegmentEntry(**each) for each in values["ledger"])
    watches = tuple(map(_watch, values["watches"]))
    return Contents(**{**values, "parts": parts, "ledger": ledger, "watches": watches})


def part_entry(values: dict[str, Any]) -> PartEntry:
    """Return a part that was written down as a mapping of its fields."""
    vectors = tuple(VectorsEntry(**each) for each in values["vectors"])
    return PartEntry(**{**values, "vectors": vectors})


def _watch(values: dict[str, Any]) -> Watch:
    last = values["last_run"]
    read = {"told": tuple(values["told"]), "last_run": last and datetime.fromisoformat(last)}
    return Watch(**{field.name: {**values, **read}[field.name] for field in fields(Watch)})
