"""The keyword index of a part on disk, written from passages or from other parts."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import OWNER_FOLDER
from index.engines.local.keyword.lengths import write_lengths
from index.engines.local.keyword.part import FOLDER, PartKeywords
from index.engines.local.keyword.terms import write_terms
from index.engines.parts.keyword.fields import TERMS
from index.engines.parts.keyword.inversion import Inversion
from index.engines.parts.keyword.merging import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.engines.parts.keyword.merging import Fields, Lengths
    from index.engines.parts.keyword.part import KeywordPart

    Searched = tuple[str, str, str] | tuple[str, str, str, str | None]
    """A passage as `Inversion.add` takes it."""

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
    folder: Path, parts: Sequence[tuple[KeywordPart, NDArray[np.bool_] | None]]
) -> int:
    """Write the keyword index of a part out of those of others, and return its passages.

    Args:
        folder: of the new part.
        parts: the others, in order, each with which of its passages stay; None for all.
    """
    return _write(folder, *merged(parts))


def _write(folder: Path, lengths: Lengths, fields: Fields) -> int:
    where = folder / FOLDER
    where.mkdir(mode=OWNER_FOLDER)
    write_terms(where, lengths, fields)
    write_lengths(where, lengths)
    return len(lengths[TERMS])
