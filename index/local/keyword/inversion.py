"""Passages turned inside out: from the words of each passage to the passages of each word."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.local.keyword.postings import Postings
from index.vocabulary.words import stem, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray
    from whoosh.formats import Format


class Inversion:
    """Holds the postings of some passages in memory, field by field: some 50 bytes for each."""

    def __init__(self, formats: Mapping[str, Format], stemmed: Mapping[str, bool]) -> None:
        """Take the fields, each with Whoosh's format for it and whether its words are stemmed."""
        self.fields = {name: _Field(formats[name], stemmed[name]) for name in sorted(formats)}
        self.passages = 0

    def add(self, texts: Mapping[str, str]) -> None:
        """Add a passage, by the text of each field."""
        words = {text: words_in(text) for text in set(texts.values())}
        for name, field in self.fields.items():
            field.add(words[texts[name]])
        self.passages += 1


class _Field:
    """The postings of one field, in the order they came."""

    def __init__(self, kind: Format, stemmed: bool) -> None:
        self._values = _placed if kind.supports("positions") else _counted
        self._encode: Callable[[tuple[int, ...]], bytes] = cache(
            lambda places: bytes(kind.encode(places))  # type: ignore[attr-defined]
        )
        self._stemmed = stemmed
        self._number: defaultdict[str, int] = defaultdict(count().__next__)
        self._terms = array("I")
        self._counts = array("f")
        self._kept: list[bytes] = []
        self._sizes = array("I")
        self._lengths = array("I")

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Terms in each passage, as Whoosh rounds them: (passages,)."""
        return np.array(self._lengths, np.int64)

    def add(self, words: list[str]) -> None:
        """Add a passage's words."""
        terms = list(map(stem, words)) if self._stemmed else words
        counts = Counter(terms)
        self._terms.extend(map(self._number.__getitem__, counts))
        self._counts.extend(counts.values())
        self._kept += self._values(self, terms, counts)
        self._sizes.append(len(counts))
        self._lengths.append(rounded(len(terms)))

    def postings(self) -> Iterator[tuple[bytes, Postings]]:
        """Yield each term with its postings, in the order of terms."""
        of = np.frombuffer(self._terms, np.uint32) if self._terms else np.zeros(0, np.uint32)
        order = np.argsort(of, kind="stable")
        passages = np.repeat(np.arange(len(self._sizes), dtype=np.uint32), self._sizes)[order]
        counts = np.array(self._counts, np.float32)[order]
        kept = np.array([*self._kept, None], object)[order]
        ends = np.cumsum(np.bincount(of, minlength=len(self._number)))
        for term, number in sorted(self._number.items()):
            here = slice(ends[number - 1] if number else 0, ends[number])
            yield term.encode(), Postings(passages[here], counts[here], kept[here].tolist())


def _counted(_: _Field, __: list[str], counts: Counter[str]) -> Iterator[bytes]:
    return map(_packed, counts.values())


def _placed(field: _Field, terms: list[str], counts: Counter[str]) -> Iterator[bytes]:
    """Yield the places of each term."""
    places: dict[str, tuple[int, ...]] = dict.fromkeys(counts, ())
    for place, term in enumerate(terms):
        places[term] = (*places[term], place)
    return map(field._encode, places.values())  # noqa: SLF001 - of this module


@cache
def _packed(number: int) -> bytes:
    return bytes(pack_uint(number))


@cache
def rounded(length: int) -> int:
    """Return a length as Whoosh keeps it, in one byte."""
    return int(byte_to_length(length_to_byte(length))) if length else 0
