"""What a corpus, or a shard of one, has of one field by which articles can be asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FieldValues:
    """Values of one field: shards add theirs up."""

    articles: int = 0
    """How many in the index have one."""
    values: Mapping[str, int] = field(default_factory=dict)
    """Each value as written, and how many articles in the index have it; days as ISO 8601."""

    def __add__(self, other: FieldValues) -> FieldValues:
        """Return the values of both shards together."""
        both = Counter(self.values) + Counter(other.values)
        return FieldValues(self.articles + other.articles, both)
