"""What is asked of a whole corpus: of all its shards, and added up."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.interfaces import Snapshot, Statistics
    from index.query import Ranked


def statistics_of(asked: Ranked, shards: Sequence[Snapshot]) -> Statistics:
    """Return what the whole corpus has of what a question is ranked by."""
    return reduce(add, (shard.keyword.statistics(asked) for shard in shards))


def languages_of(shards: Sequence[Snapshot]) -> frozenset[str]:
    """Return the languages of all that is searched."""
    return frozenset(language for shard in shards for language in shard.keyword.languages)
