"""A part's files to Whoosh's eyes: its own reader, searcher and scorers run over them.

Whoosh asks a codec for what reads terms and what reads passages, and need not know of files. So
nothing of its own is on disk (its table of contents, its columns, its posting blocks), all of
which it pickles.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from whoosh.codec.base import Codec, PerDocumentReader, TermsReader
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching.mcore import ListMatcher, ReadTooFar
from whoosh.reading import SegmentReader, TermInfo, TermNotFound
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length

from index.engines.local.keyword.analysis import schema
from index.engines.parts.keyword.fields import PLACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray
    from whoosh.formats import Format

    from index.engines.local.keyword.terms import TermIndex
    from index.engines.parts.keyword.postings import Entry, Postings


def whoosh_reader(terms: TermIndex, lengths: Mapping[str, NDArray[np.uint8]]) -> SegmentReader:
    """Return Whoosh's reader over the terms of a part.

    Args:
        terms: which the reader closes.
        lengths: of each field in every passage, as Whoosh's bytes: (passages,).
    """
    codec = _Codec(_Terms(terms), _Passages(lengths, terms.totals))
    passages = len(next(iter(lengths.values())))
    return SegmentReader(None, schema(), W3Segment(codec, "part", passages), codec=codec)  # type: ignore[arg-type]


class _Codec(Codec):  # type: ignore[misc] # Whoosh's classes have no types
    def __init__(self, terms: _Terms, passages: _Passages) -> None:
        self._terms, self._passages = terms, passages

    def terms_reader(self, _storage: Any, _segment: Any) -> TermsReader:
        return self._terms

    def per_document_reader(self, _storage: Any, _segment: Any) -> PerDocumentReader:
        return self._passages


class _Terms(TermsReader):  # type: ignore[misc]
    """The terms, and the postings of each."""

    def __init__(self, terms: TermIndex) -> None:
        self._terms = terms

    def indexed_field_names(self) -> Iterable[str]:
        return self._terms.totals

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._terms.entry(*term) is not None

    def items_from(
        self, fieldname: str, start: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field in self._terms.totals:
            if field >= fieldname:
                entries = self._terms.entries(field, start if field == fieldname else b"")
                yield from (((field, term), _info(entry)) for term, entry in entries)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return self.items_from("", b"")

    def terms_from(self, fieldname: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term, _ in self.items_from(fieldname, start))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return (term for term, _ in self.items())

    def _entry(self, fieldname: str, term: bytes) -> Entry:
        entry = self._terms.entry(fieldname, term)
        if entry is None:
            raise TermNotFound(f"{fieldname}:{term!r}")
        return entry

    def term_info(self, fieldname: str, term: bytes) -> TermInfo:
        return _info(self._entry(fieldname, term))

    def frequency(self, fieldname: str, term: bytes) -> int:
        entry = self._terms.entry(fieldname, term)
        return entry.total if entry else 0

    def doc_frequency(self, fieldname: str, term: bytes) -> int:
        entry = self._terms.entry(fieldname, term)
        return entry.passages if entry else 0

    def matcher(self, fieldname: str, term: bytes, format_: Format, scorer: Any = None) -> _Matcher:
        entry = self._entry(fieldname, term)
        postings = self._terms.postings(entry, with_places=fieldname in PLACED)
        return _Matcher(postings, format_, scorer, (fieldname, term), _info(entry))

    def close(self) -> None:
        self._terms.close()


class _Matcher(ListMatcher):  # type: ignore[misc]
    """Goes through the postings of a term, as Whoosh's queries ask; they are one block to it."""

    def __init__(
        self,
        postings: Postings,
        format_: Format,
        scorer: Any,
        term: tuple[str, bytes],
        info: TermInfo,
    ) -> None:
        super().__init__(
            postings.passages.tolist(),
            postings.counts.tolist(),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=info,
        )
        self._postings = postings
        self._i = 0
        self._values: list[bytes] | None = None

    def copy(self) -> _Matcher:
        made = _Matcher(self._postings, self._format, self._scorer, self._term, self._terminfo)
        made._i = self._i
        return made

    def value(self) -> bytes:
        if self._values is None:
            self._values = list(_values(self._postings, self._format))
        return self._values[self._i]

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's name
        if not self.is_active():
            raise ReadTooFar
        self._i = bisect_left(self._ids, id, self._i)

    def block_max_weight(self) -> float:
        return float(self._terminfo.max_weight())


class _Passages(PerDocumentReader):  # type: ignore[misc]
    """The lengths of passages; Whoosh keeps nothing else of them."""

    def __init__(self, lengths: Mapping[str, NDArray[np.uint8]], totals: Mapping[str, int]) -> None:
        self._lengths, self._totals = lengths, totals

    def doc_count(self) -> int:
        return self.doc_count_all()

    def doc_count_all(self) -> int:
        return len(next(iter(self._lengths.values())))

    def has_deletions(self) -> bool:
        return False

    def is_deleted(self, docnum: int) -> bool:
        del docnum
        return False

    def deleted_docs(self) -> Iterator[int]:
        return iter(())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return byte_to_length(int(self._lengths[fieldname][docnum])) or default

    def field_length(self, fieldname: str) -> int:
        return self._totals[fieldname]


def _info(entry: Entry) -> TermInfo:
    return TermInfo(
        weight=float(entry.total),
        df=entry.passages,
        minlength=byte_to_length(entry.shortest),
        maxlength=byte_to_length(entry.longest),
        maxweight=float(entry.most),
        minid=entry.first,
        maxid=entry.last,
    )


def _values(postings: Postings, format_: Format) -> Iterator[bytes]:
    """Yield what Whoosh's format keeps of each posting."""
    if postings.steps is None:
        yield from map(pack_uint, postings.counts.astype(int).tolist())
        return
    _, places = postings.places()
    start = 0
    for count in postings.counts.astype(int).tolist():
        yield format_.encode(places[start : start + count].tolist())  # type: ignore[attr-defined]
        start += count
