"""The keyword index of a part on disk, written from passages or from other parts."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from index.local.commit.disk import OWNER_FOLDER
from index.local.keyword.analysis import FIELDS, TERMS
from index.local.keyword.inversion import Inversion
from index.local.keyword.lengths import write_lengths
from index.local.keyword.part import FOLDER, PartKeywords
from index.local.keyword.postings import Postings, joined
from index.local.keyword.terms import write_terms
from index.local.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.local.keyword.terms import Fields

    Searched = tuple[str, str, str] | tuple[str, str, str, str | None]
    """A passage as `Inversion.add` takes it."""

    Lengths = Mapping[str, NDArray[np.uint8]]
    """Of each field, its terms in every passage, as Whoosh's bytes: (passages,)."""

_IN_MEMORY = 32_768
"""Passages whose words are held in memory, some 300 MB; more are written in runs and merged."""


def write_keywords(folder: Path, passages: Iterable[Searched]) -> int:
    """Write the keyword index of a part, and return how many passages it has.

    Args:
        folder: of the part.
        passages: for each its article's title as it is shown, the passage as both legs see it,
            the language of both, and the lead in place of a title of its own, if it has none;
            they are numbered in the order given.
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


def _inverted(passages: Iterable[Searched]) -> Inversion:
    inversion = Inversion()
    for passage in passages:
        inversion.add(*passage)
    return inversion


def _of_inversion(run: Inversion) -> tuple[Lengths, Fields]:
    return run.lengths(), run.fields()


def merge_keywords(
    folder: Path, parts: Sequence[tuple[PartKeywords, NDArray[np.bool_] | None]]
) -> int:
    """Write the keyword index of a part out of those of others, and return its passages.

    Args:
        folder: of the new part.
        parts: the others, in order, each with which of its passages stay; None for all.
    """
    kept = [np.ones(part.passages, np.bool_) if k is None else k for part, k in parts]
    bases = Numbering([int(each.sum()) for each in kept]).bases
    sources = [
        _Source(part, each, int(base))
        for (part, _), each, base in zip(parts, kept, bases, strict=False)
    ]
    lengths = {
        field: np.concatenate(
            [np.zeros(0, np.uint8), *(s.part.field_lengths[field][s.kept] for s in sources)]
        )
        for field in FIELDS
    }
    return _write(folder, lengths, ((field, _merged(sources, field)) for field in FIELDS))


class _Source:
    """A part that is merged: which of its passages stay, and their new numbers."""

    def __init__(self, part: PartKeywords, kept: NDArray[np.bool_], base: int) -> None:
        self.part = part
        self.kept = kept
        self._whole = bool(kept.all())
        self._base = base
        self._numbers = (base + np.cumsum(kept) - 1).astype(np.uint32)

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field with what stays of their postings, numbered anew."""
        for term, postings in self.part.every_term(field):
            if self._whole:
                yield term, postings.renumbered(self._base)
                continue
            stay = self.kept[postings.passages]
            if stay.any():
                yield term, postings.only(stay, self._numbers[postings.passages])


def _merged(sources: Sequence[_Source], field: str) -> Iterator[tuple[bytes, Postings]]:
    # heapq.merge is stable: of equal terms those of earlier parts come first.
    terms = merge(*(source.terms(field) for source in sources), key=itemgetter(0))
    for term, same in groupby(terms, key=itemgetter(0)):
        yield term, joined([postings for _, postings in same])


def _write(folder: Path, lengths: Lengths, fields: Fields) -> int:
    where = folder / FOLDER
    where.mkdir(mode=OWNER_FOLDER)
    write_terms(where, lengths, fields)
    write_lengths(where, lengths)
    return len(lengths[TERMS])
