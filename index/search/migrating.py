"""An index taken over by another engine: what one holds, as it is, and proof of it."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from index.engines import open_index, taken_over
from index.intake import digest_of
from index.search.opening import WAIT
from index.vocabulary.arguments import check_number, place_of
from index.vocabulary.errors import NewsIndexError
from index.vocabulary.results import MigrateReport

if TYPE_CHECKING:
    import os

    from index.interfaces import Index

_PIECE = 8192
"""Vectors that are compared at once."""


def migrate(
    source: str | os.PathLike[str], target: str | os.PathLike[str], *, wait: float = WAIT
) -> MigrateReport:
    """Make an index that holds what another does, in a directory or in tables.

    Articles, passages, vectors, words, stories, quotations, standing questions, withdrawals and
    where articles were found are taken over as they are: nothing is read or embedded anew. Then
    both are read and compared.

    Args:
        source: the directory or the URL of an index.
        target: a directory or a URL where nothing is yet.
        wait: seconds to wait for another writer of the target.

    Raises:
        NoIndexError: there is no source, or something else is where the target is to be.
        IndexExistsError: the target is an index already.
        IndexWriteError: the target can't be written to.
        NewsIndexError: the target does not hold what the source does.
    """
    check_number("wait", wait, "seconds")
    there, here = place_of(source), place_of(target)
    with closing(open_index(there, wait=wait)) as index:
        taken = taken_over(here, index, wait=wait)
        with closing(taken):
            ours, theirs = _described(index), _described(taken)
    if ours != theirs:
        raise NewsIndexError(f"{here} does not hold what {there} does; make it anew elsewhere")
    return ours


def _described(index: Index) -> MigrateReport:
    """Return how much an index holds, and a digest of all of it."""
    digest = hashlib.blake2b(digest_size=16)
    with index.use() as snapshot:
        articles = passages = embedded = 0
        for article, split in snapshot.articles():
            digest.update(digest_of(article))
            digest.update(repr((article.origins, [(p.start, p.end) for p in split])).encode())
            articles += 1
            passages += len(split)
        store = snapshot.store
        there = np.flatnonzero(_living(index))
        first, counts = store.passages_of(there)
        numbers = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        for start in range(0, len(numbers), _PIECE):
            vectors = snapshot.dense.vectors(numbers[start : start + _PIECE])
            embedded += int(np.count_nonzero(~np.isnan(vectors[:, 0])))
            digest.update(vectors.astype(np.float16).tobytes())
        digest.update(store.stories_of(there).tobytes())
        table = store.quotations()
        digest.update(table.said.tobytes())
        digest.update(repr((snapshot.watches, list(store.withdrawn()), snapshot.mark)).encode())
    return MigrateReport(articles, passages, embedded, digest.hexdigest())


def _living(index: Index) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which articles are in an index, by number: (articles,)."""
    with index.use() as snapshot:
        living = np.zeros(snapshot.store.articles, np.bool_)
        living[snapshot.came_in(0)] = True
        return living
