"""Standing questions, and what came in for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from index.vocabulary.results.hits import Hits


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question."""

    name: str
    question: str
    conditions: Mapping[str, Any]
    """Those that were given, by the names that `search` takes, in values that JSON knows."""
    mark: int = 0
    """Up to where the index has been looked through for it, as the index itself counts."""
    told: tuple[str, ...] = ()
    """Ids of the articles that were told of last, the oldest first."""
    last_run: datetime | None = None
    """When what came in was looked through last; None where nothing came in since it was added."""
    stories: int = 0
    """That were told in all runs."""


@dataclass(frozen=True, slots=True)
class News:
    """What came in for a standing question since it was run last."""

    watch: Watch
    """As it was before."""
    hits: Hits
    """A hit for each story, the best first; `hits.total` says how many there are."""
