"""Questions put together, one after the other, and what was found for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.vocabulary.results.hits import Hits
    from index.vocabulary.results.timeline import Timeline


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question of several."""

    id: str
    question: str
    conditions: Mapping[str, Any] = field(default_factory=dict)
    """By the names that `search` takes, in values that JSON knows."""
    place: str = ""
    """Where it was read, as `line 3`; empty where it was not."""


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What was found for a question."""

    asked: BatchQuestion
    hits: Hits
    """A hit for each article, the best first."""
    timeline: Timeline | None = None
    """Of all that matches, where timelines were asked for."""
