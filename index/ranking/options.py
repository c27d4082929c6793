"""How a question is to be ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.ranking.fusion import CANDIDATES

if TYPE_CHECKING:
    from index.interfaces import Mode
    from index.query import Period


@dataclass(frozen=True, slots=True)
class RankingOptions:
    """How a question is to be ranked."""

    mode: Mode = "hybrid"
    depth: int = CANDIDATES
    """Passages to take from each leg, at least `CANDIDATES`; all of them ranks all that match."""
    periods: tuple[Period, ...] = ()
    """Times that the question speaks of; articles of any of them are preferred."""
    half_life: float | None = None
    """Days after which an article's newness counts half; None does not prefer new ones."""
    newest_first: bool = False
    """Whether those that match about as well as the best are to be by date, newest first."""
    explain: bool = False
    """Whether to keep what each score is made of."""
