"""The keyword index of a part on disk: Whoosh's files, written from passages or from other parts.

What is written is what Whoosh itself would write; it is only asked for less often. Its own way,
an object for each token and a call for each posting, takes many times as long.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError

from index.local.commit.disk import OWNER_FOLDER
from index.local.keyword.analysis import analyzer, word_analyzer
from index.local.keyword.first_letters import LetterMarks
from index.local.keyword.inversion import Inversion
from index.local.keyword.part import FOLDER, LENGTHS, TERMS, TITLE, WORDS, PartKeywords
from index.local.keyword.postings import BLOCK, Postings, encode, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Lengths = Mapping[str, NDArray[np.int64]]
    """Of each field, its terms in every passage, as Whoosh rounds them: (passages,)."""
    Terms = Iterable[tuple[str, Iterator[tuple[bytes, Postings]]]]
    """Fields, each with its terms in order, each with its postings."""

_STEMMED = {TERMS: True, WORDS: False, TITLE: True}

_BUFFER = 1 << 20
"""Bytes written at once."""

_IN_MEMORY = 32_768
"""Passages whose postings are held in memory, some 300 MB; more are written in runs and merged."""


def _schema() -> Schema:
    return Schema(
        **{
            TERMS: TEXT(analyzer=analyzer(), phrase=False),
            WORDS: TEXT(analyzer=word_analyzer(), phrase=True),
            TITLE: TEXT(analyzer=analyzer(), phrase=True),
        }
    )


def write_keywords(folder: Path, passages: Iterable[tuple[str, str]]) -> int:
    """Write the keyword index of a part, and return how many passages it has.

    Args:
        folder: of the part.
        passages: for each its article's title, and the passage as both legs see it; they are
            numbered in the order given.
    """
    waiting = iter(passages)
    run = _inverted(islice(waiting, _IN_MEMORY))
    if run.passages < _IN_MEMORY:
        return _write(folder, *_of_inversion(run))
    runs = folder / f"{FOLDER}.runs"
    with ExitStack() as opened:
        opened.callback(shutil.rmtree, runs, ignore_errors=True)
        parts: list[PartKeywords] = []
        while run.passages:
            where = runs / f"{len(parts)}"
            where.mkdir(mode=OWNER_FOLDER, parents=True)
            parts.append(PartKeywords(where, _write(where, *_of_inversion(run))))
            opened.callback(parts[-1].close)
            run = _inverted(islice(waiting, _IN_MEMORY))
        return merge_keywords(folder, [(part, None) for part in parts])


def _inverted(passages: Iterable[tuple[str, str]]) -> Inversion:
    formats: dict[str, Any] = {name: field.format for name, field in _schema().items()}
    inversion = Inversion(formats, _STEMMED)
    for title, text in passages:
        inversion.add({TERMS: text, WORDS: text, TITLE: title})
    return inversion


def _of_inversion(run: Inversion) -> tuple[Lengths, Terms]:
    lengths = {name: field.lengths for name, field in run.fields.items()}
    return lengths, ((name, field.postings()) for name, field in run.fields.items())


def merge_keywords(
    folder: Path, parts: Sequence[tuple[PartKeywords, NDArray[np.bool_] | None]]
) -> int:
    """Write the keyword index of a part out of those of others, and return its passages.

    Args:
        folder: of the new part.
        parts: the others, in order, each with which of its passages stay; None for all.
    """
    kept = [np.ones(len(part.lengths), np.bool_) if k is None else k for part, k in parts]
    bases = np.cumsum([0, *(np.count_nonzero(each) for each in kept)])
    sources = [
        _Source(part, each, int(base))
        for (part, _), each, base in zip(parts, kept, bases, strict=False)
    ]
    fields = sorted(_STEMMED)
    lengths = {
        field: np.concatenate(
            [np.zeros(0, np.int64), *(s.part.field_lengths(field)[s.kept] for s in sources)]
        )
        for field in fields
    }
    return _write(folder, lengths, ((field, _merged(sources, field)) for field in fields))


class _Source:
    """A part that is merged: which of its passages stay, and their new numbers."""

    def __init__(self, part: PartKeywords, kept: NDArray[np.bool_], base: int) -> None:
        self.part = part
        self.kept = kept
        self._whole = bool(kept.all())
        self._base = np.uint32(base)
        self._numbers = (base + np.cumsum(kept) - 1).astype(np.uint32)

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field with what stays of their postings, numbered anew."""
        for term, postings in self.part.every_term(field):
            if self._whole:
                yield (
                    term,
                    Postings(postings.passages + self._base, postings.counts, postings.values),
                )
                continue
            stay = self.kept[postings.passages]
            if stay.any():
                values = [v for v, s in zip(postings.values or (), stay, strict=True) if s]
                numbers = self._numbers[postings.passages[stay]]
                yield term, Postings(numbers, postings.counts[stay], values)


def _merged(sources: Sequence[_Source], field: str) -> Iterator[tuple[bytes, Postings]]:
    # heapq.merge is stable: of equal terms those of earlier parts come first.
    terms = merge(*(source.terms(field) for source in sources), key=itemgetter(0))
    for term, same in groupby(terms, key=itemgetter(0)):
        yield term, joined([postings for _, postings in same])


class _Codec(W3Codec):  # type: ignore[misc] # Whoosh's classes have no types
    """Whoosh's codec, with larger blocks, each filled at once."""

    length_stats = False  # Whoosh need not read back the lengths that are known here

    def __init__(self, lengths: Lengths) -> None:
        super().__init__(blocklimit=BLOCK)
        self.lengths = lengths

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave nothing of this class in the index: Whoosh's own codec reads what it wrote."""
        return W3Codec, (BLOCK,)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """Return what writes postings."""
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def _create_file(self, ext: str) -> Any:
        created = super()._create_file(ext)
        created.file = _Positioned(created.file.detach())
        return created

    def add_postings(self, schema: Any, _lengths: Any, fields: Terms) -> None:
        """Write the terms of all fields, and how many there are in each field together."""
        totals = {}
        position = self._postfile.tell()
        for field, terms in fields:
            self.start_field(field, schema[field])
            lengths = self._codec.lengths[field]
            size = schema[field].format.fixed_value_size()
            total = 0.0
            for term, postings in terms:
                blocks, info = encode(postings, lengths, size)
                info.set_extent(position, len(blocks))
                self._postfile.write(blocks)
                position += len(blocks)
                self._tindex.add(self._key(term), info.to_bytes())
                total += info.weight()
            totals[field] = int(total)
            self.finish_field()
        self._segment._fieldlengths = totals  # noqa: SLF001 - as the writer of lengths sets them

    def _key(self, term: bytes) -> bytes:
        number: int = self._fieldid
        return number.to_bytes(2, "big") + term


class _Positioned(io.BufferedWriter):
    """Knows where it is; Whoosh asks twice for each term, and the system takes its time."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__(raw, buffer_size=_BUFFER)
        self._position = 0

    def write(self, data: Any, /) -> int:
        written = super().write(data)
        self._position += written
        return written

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        self._position = super().seek(offset, whence)
        return self._position


class _Pool:
    """Stands where Whoosh sorts postings: these are sorted."""

    def __init__(self, terms: Terms) -> None:
        self.iter_postings = lambda: terms

    def cleanup(self) -> None:
        """Leave nothing behind: there is nothing."""


def _write(folder: Path, lengths: Lengths, terms: Terms) -> int:
    """Write Whoosh's files, and the lengths of passages as an array."""
    where = folder / FOLDER
    where.mkdir(mode=OWNER_FOLDER)
    storage = FileStorage(str(where))
    index = storage.create_index(_schema())
    try:
        writer = index.writer(codec=_Codec(lengths), compound=False)
    except EmptyIndexError as error:  # Whoosh takes a folder that it can't list for an empty one
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE)) from error
    passages = len(lengths[TERMS])
    letters = LetterMarks(passages)
    writer.pool = _Pool(
        (field, letters.watched(words) if field == WORDS else words) for field, words in terms
    )
    columns = [(field, writer.schema[field], of.tolist()) for field, of in lengths.items()]
    for number in range(passages):
        writer.perdocwriter.start_doc(number)
        for field, kind, of in columns:
            writer.perdocwriter.add_field(field, kind, None, of[number])
        writer.perdocwriter.finish_doc()
    writer._added = bool(passages)  # noqa: SLF001 - as add_document does
    writer.docnum = passages
    writer.commit(optimize=True)
    index.close()
    storage.close()
    for left_over in where.glob("*LOCK"):
        left_over.unlink()
    np.save(where / LENGTHS, lengths[TERMS].astype(np.float32))
    letters.save(where)
    return passages
