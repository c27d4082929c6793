"""What a question found, before its texts are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.ranking import WEAK, confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces import Numbers
    from index.query import Query
    from index.ranking import HeldWords, Ranking, Signals
    from index.search.asked.request import Request
    from index.vocabulary.results import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to show, and what is to be said of it."""

    request: Request
    asked: Query
    read_as: tuple[Reading, ...]
    """How the times in the question were understood."""
    ranking: Ranking
    """What may be shown, best first: as much as was asked for, and more where there is more."""
    matching: Numbers
    """All passages that match, ranked or not, ascending: (m,)."""
    total: int
    """Articles that match, or stories where each is shown once."""
    held: HeldWords
    """Which words of weight the articles have."""
    signals: Signals | None
    """What speaks for an answer; None where not both legs ranked."""
    stories: Mapping[int, Numbers] = field(default_factory=dict)
    """Of articles that stand for a running story, by their numbers: the others of it."""

    @property
    def confidence(self) -> float | None:
        """How likely it is that the archive has what is asked; None where that is not known."""
        return None if self.signals is None else confidence(self.signals)

    @property
    def weak(self) -> bool:
        """Whether nothing close was found: never where words bind or patterns alone are asked."""
        asked = self.asked
        if self.confidence is None or asked.demands_words or not asked.words.strip():
            return False
        return self.confidence < WEAK
