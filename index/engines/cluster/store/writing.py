"""Articles to the tables of a part, all rows in the order of adding.

`articles` has a row for each article, `passages` for each passage, `ids` for each article by a
hash of its id, `held` for each value of a field, `quotations` for each quotation.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from index.engines.cluster.tables import write_table
from index.engines.parts.keyword.fields import LEAD, TERMS, TITLE, TITLE_WORDS
from index.engines.parts.store.facts import FACTS, facts_of
from index.engines.parts.store.rows import row_of
from index.query import compared
from index.quotations import said_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.cluster.objects import Objects
    from index.engines.parts.keyword.merging import Lengths
    from index.engines.parts.store.kept import Kept

ARTICLES, PASSAGES, IDS = "articles.lance", "passages.lance", "ids.lance"
HELD, QUOTATIONS = "held.lance", "quotations.lance"

ID, DIGEST, RECORD = "id", "digest", "record"
"""Columns of an article: `record` is all that it says, as JSON, so that it is read at once."""

FIRST = "first_passage"

KEPT_LENGTHS = (TERMS, TITLE, TITLE_WORDS, LEAD)
"""Fields whose lengths are columns of `passages`; a passage has as many words as stems."""

_BATCH, _CHARACTERS = 2048, 16 << 20
"""Articles, and characters of their texts, that are held before they are written."""

_KINDS = {"<u4": pa.uint32(), "<i4": pa.int32(), "<i8": pa.int64(), "<f8": pa.float64()}

_ARTICLES = pa.schema(
    [
        *((ID, pa.large_string()), (DIGEST, pa.binary(16)), (RECORD, pa.large_string())),
        (FIRST, pa.uint32()),
        *((name, _KINDS[kind]) for name, kind in FACTS),
    ]
)


def hash_of(id_: str) -> bytes:
    """Return 16 bytes by which an id is looked up."""
    return hashlib.blake2b(id_.encode(), digest_size=16).digest()


@dataclass
class _Noted:
    """What is written after the articles, of all of them."""

    articles: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    ids: list[bytes] = field(default_factory=list)
    held: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    quotations: list[tuple[str, str, int, int]] = field(default_factory=list)


def write_articles(
    objects: Objects, folder: str, articles: Iterable[Kept], lengths: Lengths
) -> tuple[int, int]:
    """Write the articles of a part and their passages; return how many of both.

    Args:
        objects: of the index.
        folder: of the part.
        articles: with all that is kept of each.
        lengths: of each field in every passage, as `lengths.rounded` makes them: (passages,).
    """
    noted = _Noted()
    rows = _rows(articles, noted)
    write_table(objects, f"{folder}/{ARTICLES}", _batches(rows), _ARTICLES)
    tables = {
        PASSAGES: _passages(noted, lengths),
        IDS: _ids(noted),
        HELD: _held(noted.held),
        QUOTATIONS: _quotations(noted),
    }
    for name, table in tables.items():
        write_table(objects, f"{folder}/{name}", table, table.schema)
    return noted.articles, len(noted.spans)


def _rows(articles: Iterable[Kept], noted: _Noted) -> Iterator[tuple[Any, ...]]:
    for ordinal, kept in enumerate(articles):
        article, passages = kept.article, kept.passages
        id_, _, title, published, updated, _, *others = row_of(article, kept.digest)
        noted.articles += 1
        noted.ids.append(hash_of(id_))
        for named in kept.values:
            noted.held.setdefault(named, []).append(ordinal)
        for quoted in kept.quotations:
            said = said_key(quoted.words(article.text), quoted.speaker)
            pieces = json.dumps([quoted.speaker, quoted.named, quoted.pieces], ensure_ascii=False)
            noted.quotations.append((quoted.speaker, pieces, ordinal, said))
        first = len(noted.spans)
        noted.spans += passages
        record = [id_, title, article.text, published, updated, *others]
        yield (
            *(id_, kept.digest, json.dumps(record, ensure_ascii=False), first),
            *facts_of(article, len(passages), (kept.story, kept.day), kept.generation),
        )


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[pa.RecordBatch]:
    held: list[tuple[Any, ...]] = []
    characters = 0
    for row in rows:
        held.append(row)
        characters += len(row[_ARTICLES.get_field_index(RECORD)])
        if len(held) >= _BATCH or characters >= _CHARACTERS:
            yield _batch(held)
            held, characters = [], 0
    if held:
        yield _batch(held)


def _batch(rows: Sequence[tuple[Any, ...]]) -> pa.RecordBatch:
    columns = zip(zip(*rows, strict=True), _ARTICLES.types, strict=True)
    return pa.RecordBatch.from_arrays(
        [pa.array(values, kind) for values, kind in columns], schema=_ARTICLES
    )


def _passages(noted: _Noted, lengths: Lengths) -> pa.Table:
    spans = np.array(noted.spans, np.uint32).reshape(-1, 2)
    return pa.table(
        {
            "start": spans[:, 0].copy(),
            "end": spans[:, 1].copy(),
            **{name: lengths[name] for name in KEPT_LENGTHS},
        }
    )


def _ids(noted: _Noted) -> pa.Table:
    """Return who has which id: rows by the first half of its hash, ascending."""
    hashes: NDArray[np.uint64] = np.frombuffer(b"".join(noted.ids), ">u8").reshape(-1, 2)
    order = np.argsort(hashes[:, 0], kind="stable")
    first, second = (hashes[order, half].astype(np.uint64) for half in (0, 1))
    return pa.table({"first": first, "second": second, "ordinal": order.astype(np.uint32)})


def _held(held: Mapping[tuple[str, str], list[int]]) -> pa.Table:
    """Return the values of fields, each with who has it; where each field is, is said beside."""
    ordered = sorted(held)
    fields: dict[str, list[int]] = {}
    for row, (name, _) in enumerate(ordered):
        fields.setdefault(name, [row, row])[1] = row + 1
    table = pa.table(
        {
            "value": pa.array([value for _, value in ordered], pa.large_string()),
            "compared": pa.array([compared(*each) for each in ordered], pa.large_string()),
            "ordinals": pa.array(
                [np.array(held[each], "<u4").tobytes() for each in ordered], pa.large_binary()
            ),
        }
    )
    return table.replace_schema_metadata({"fields": json.dumps(fields)})


def _quotations(noted: _Noted) -> pa.Table:
    columns = list(zip(*noted.quotations, strict=True)) or [(), (), (), ()]
    kinds = pa.large_string(), pa.large_string(), pa.uint32(), pa.uint64()
    arrays = [pa.array(values, kind) for values, kind in zip(columns, kinds, strict=True)]
    return pa.Table.from_arrays(arrays, names=["speaker", RECORD, "article", "said"])
