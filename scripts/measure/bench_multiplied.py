"""A very large index for the bench: the parts of another, again and again, as other articles."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from bench_corpora import linked, noisy

from index import NewsIndex
from index.engines.local.commit.layout import PARTS
from index.engines.local.commit.manifest import read_manifest
from index.engines.local.store.schema import ARTICLES, FACTS
from index.engines.local.writing.parts import described, new_part, write_part_vectors
from index.engines.local.writing.staged import Staged
from index.engines.local.writing.staging import Staging
from index.intake import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from index.engines.local.commit.manifest import PartEntry
    from index.engines.local.snapshot import LocalSnapshot


def multiplied(folder: Path, source: Path, times: int) -> Path:
    """Make an index with so many times the passages of another, which becomes one part first.

    Each time articles have other ids, stories of their own and vectors perturbed anew; their words
    are the same. Nothing is linked to the other index but what is written once.
    """
    if folder.exists():
        return folder
    aside = folder.with_suffix(".making")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(source, aside, copy_function=linked)
    (aside / "lock").unlink(missing_ok=True)
    with NewsIndex.open(aside) as index:
        index.compact()
    published = read_manifest(aside)
    with closing(Staging(aside, Staged.after(published))) as staging:
        for turn in range(1, times):
            for place in range(len(published.parts)):
                staging.take_over(again(aside, staging.snapshot, place, turn))
            staging.arrange_vectors()
            staging.publish()
            print(f"{(turn + 1) * sum(part.passages for part in published.parts)} passages")
    aside.rename(folder)
    return folder


def again(directory: Path, snapshot: LocalSnapshot, place: int, turn: int) -> PartEntry:
    """Write a part once more, as other articles."""
    part = snapshot.contents.parts[place]
    chance = np.random.default_rng(turn)
    with new_part(directory) as folder:
        shutil.copytree(
            directory / PARTS / part.name,
            folder,
            ignore=shutil.ignore_patterns("vectors*"),
            dirs_exist_ok=True,
        )
        others = (
            (other.id, digest_of(other), ordinal)
            for ordinal, (article, _) in enumerate(snapshot.part_stores[place].articles())
            for other in [replace(article, id=f"{article.id}~{turn}")]
        )
        with closing(sqlite3.connect(folder / ARTICLES)) as connection, connection:
            connection.executemany(
                "UPDATE article SET id = ?, digest = ? WHERE ordinal = ?", others
            )
        facts = np.load(folder / FACTS)
        facts["story"] ^= int(chance.integers(1 << 62))
        np.save(folder / FACTS, facts)
        entry = described(directory, folder, part.articles, part.passages, part.passages)
    (vectors,) = snapshot.part_vectors[place].files
    pieces = (noisy(piece, chance) for piece in vectors.pieces())
    return write_part_vectors(
        directory, snapshot.contents.dimension, entry, (0, part.passages), pieces
    )
