"""The keyword index of a part on disk, written from passages or from other parts."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import OWNER_FOLDER
from index.engines.local.keyword.lengths import write_lengths
from index.engines.local.keyword.part import FOLDER, PartKeywords
from index.engines.local.keyword.terms import write_terms
from index.engines.parts.keyword.fields import TERMS
from index.engines.parts.keyword.inversion import Inversion
from index.engines.parts.keyword.merging import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.engines.parts.keyword.merging import Fields, Lengths
    from index.engines.parts.keyword.part import KeywordPart
    from index.engines.parts.keyword.taking import Taken

_IN_MEMORY = 32_768
"""Passages whose words are held in memory, some 300 MB; more are written in runs and merged."""


def write_keywords(folder: Path, taken: Iterable[Taken]) -> int:
    """Write the keyword index of a part, and return how many passages it has.

    Args:
        folder: of the part.
        taken: its passages, taken apart, some after the others.
    """
    waiting = iter(taken)
    run = _inverted(waiting)
    if run.passages < _IN_MEMORY:
        return _write(folder, run.lengths(), run.fields())
    runs = folder / f"{FOLDER}.runs"
    with ExitStack() as opened:
        opened.callback(shutil.rmtree, runs, ignore_errors=True)
        parts: list[PartKeywords] = []
        while run.passages:
            where = runs / f"{len(parts)}"
            where.mkdir(mode=OWNER_FOLDER, parents=True)
            parts.append(PartKeywords(where, _write(where, run.lengths(), run.fields())))
            opened.callback(parts[-1].close)
            run = _inverted(waiting)
        return merge_keywords(folder, [(part, None) for part in parts])


def _inverted(waiting: Iterator[Taken]) -> Inversion:
    """Turn inside out as many passages as memory shall hold."""
    inversion = Inversion()
    for taken in waiting:
        inversion.add(taken)
        if inversion.passages >= _IN_MEMORY:
            break
    return inversion


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
