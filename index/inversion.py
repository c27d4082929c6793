"""Passages to Whoosh's index of them, a term's postings at a time.

What is written is what Whoosh itself would write; it is only asked for less often. Its own way,
an object for each token and a call for each posting, takes three times as long.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.words import stem, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BLOCK = 1024
"""Postings to a block of Whoosh's file: larger ones are read in fewer steps."""

_POSTING = 300
"""Bytes that a posting takes up in memory, about, on its way to the disk."""


class BlockCodec(W3Codec):  # type: ignore[misc] # Whoosh's classes have no types
    """Whoosh's codec, with larger blocks, filled at once."""

    length_stats = False  # Whoosh need not read back the lengths that are known here

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK)
        self.lengths: dict[str, array[int]] = defaultdict(lambda: array("I"))
        """Of each field, by passage, as Whoosh rounds them."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave nothing of this class in the index: Whoosh's own codec reads what it wrote."""
        return W3Codec, (_BLOCK,)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """Return what writes postings."""
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[Any]) -> None:
        """Write postings (field, term, passage, weight, value), sorted."""
        for field, of_field in groupby(items, key=itemgetter(0)):
            self.start_field(field, schema[field])
            length_of = self._codec.lengths[field].__getitem__
            for term, of_term in groupby(of_field, key=itemgetter(1)):
                self.start_term(term)
                self._add_together(list(of_term), length_of)
                self.finish_term()
            self.finish_field()

    def _add_together(self, postings: list[Any], length_of: Callable[[int], int]) -> None:
        """Put the postings of a term into the blocks that `add_posting` would fill one by one."""
        writer: Any = self._postwriter
        for start in range(0, len(postings), _BLOCK):
            if start:
                writer._write_block()  # noqa: SLF001 - there is no public way to whole blocks
            _, _, numbers, weights, values = zip(*postings[start : start + _BLOCK], strict=True)
            lengths = list(map(length_of, numbers))
            writer._ids = array("I", numbers)  # noqa: SLF001
            writer._weights = array("f", weights)  # noqa: SLF001
            writer._values = list(values)  # noqa: SLF001
            writer._maxweight = max(weights)  # noqa: SLF001
            writer._minlength = min(filter(None, lengths), default=None)  # noqa: SLF001
            writer._maxlength = max(lengths)  # noqa: SLF001


class PassageWriter:
    """Adds passages to a Whoosh writer, field by field, as its `add_document` would."""

    def __init__(self, writer: Any, stemmed: dict[str, bool]) -> None:
        """Take an open writer with a `BlockCodec`, and of each field whether words are stemmed."""
        self._writer = writer
        self._stemmed = sorted(stemmed.items())
        writer.pool.fieldnames.update(stemmed)

    def add(self, texts: dict[str, str]) -> None:
        """Add a passage, by the text of each field."""
        writer, pool = self._writer, self._writer.pool
        number = writer.docnum
        words: dict[str, list[str]] = {}
        writer.perdocwriter.start_doc(number)
        for field, stemmed in self._stemmed:
            text = texts[field]
            if text not in words:
                words[text] = words_in(text)
            terms = list(map(stem, words[text])) if stemmed else words[text]
            kind = writer.schema[field]
            postings = [
                (field, term.encode(), number, weight, value)
                for term, weight, value in _postings(terms, kind)
            ]
            pool.current += postings
            pool.currentsize += _POSTING * len(postings)
            writer.perdocwriter.add_field(field, kind, None, len(terms))
            length = byte_to_length(length_to_byte(len(terms))) if terms else 0
            writer.codec.lengths[field].append(length)
        if pool.currentsize > pool.limit:
            pool.save()
        writer.perdocwriter.finish_doc()
        writer._added = True  # noqa: SLF001 - as add_document does
        writer.docnum += 1


def _postings(terms: list[str], kind: Any) -> Iterable[tuple[str, float, bytes]]:
    """Yield each term of a field once, with its frequency and Whoosh's value for it."""
    if not kind.supports("positions"):
        for term, count in Counter(terms).items():
            yield term, float(count), pack_uint(count)
        return
    places = defaultdict(list)
    for place, term in enumerate(terms):
        places[term].append(place)
    for term, held in places.items():
        yield term, float(len(held)), kind.format.encode(held)
