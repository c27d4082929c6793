"""Which passages meet the conditions of a question, over the interfaces."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING

from index.query import Condition, Either, Every, Field, Without

if TYPE_CHECKING:
    from index.interfaces import Searchable, Snapshot


def passages_meeting(condition: Condition, snapshot: Snapshot) -> Searchable:
    """Return the passages for which a condition holds."""

    def each(conditions: tuple[Condition, ...]) -> list[Searchable]:
        return [passages_meeting(condition, snapshot) for condition in conditions]

    match condition:
        case Field(filters):
            return snapshot.store.meeting(filters)
        case Without(inner):
            return ~passages_meeting(inner, snapshot)
        case Every(conditions):
            return functools.reduce(operator.and_, each(conditions))
        case Either(conditions):
            return functools.reduce(operator.or_, each(conditions))
        case _:
            return snapshot.keyword.holding(condition)
