"""How a question is to be ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.ranking.fusion import CANDIDATES

if TYPE_CHECKING:
    from datetime import date

    from index.interfaces import Mode


@dataclass(frozen=True, slots=True)
class RankingOptions:
    """How a question is to be ranked."""

    mode: Mode = "hybrid"
    depth: int = CANDIDATES
    """Passages to take from each leg, at least `CANDIDATES`."""
    today: date | None = None
    """The day that `yesterday` in a question is counted from; None takes today."""
    half_life: float | None = None
    """Days after which an article's newness counts half; None does not prefer new ones."""
