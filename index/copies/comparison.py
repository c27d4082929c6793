"""Whether two articles print the same story: words, shingles, signatures, and their comparison.

Pure functions of the texts. What is stored of an article are its keys: articles that share one
*may* be copies, and only `compare`, on the words themselves, says whether they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.copies.printed import Printed


@dataclass(frozen=True)
class Thresholds:
    """From where on two texts are copies; chosen by `scripts/measure/evaluate_copies.py`."""

    contained: float = 0.55
    """Share of the shorter text's shingles that the longer has, for long texts."""
    slack: float = 10
    """Shingles that a text must have besides: in a brief, a few words make another story."""
    ratio: float = 0.2
    """Length of the shorter text, as a share of the longer."""
    most: float = 2 / 3
    """Length from which the shorter text is most of the longer, wherever it stands there."""
    lead: float = 0.4
    """Share of the start of a much longer text that the shorter must have."""
    words_for_change: int = 100
    """For so many words that are not figures, one figure may be changed, as corrections do."""
    words_for_strange: int = 50
    """For so many of them, one figure may be nowhere in the longer text."""


THRESHOLDS = Thresholds()

_REISSUED = re.compile(
    r"\W*(?:correct(?:ed|ion|s)|rpt|repeat|refile|updated?|writethru|korrektur|rectificatif)\b",
    re.IGNORECASE,
)


def thresholds_for(title: str, thresholds: Thresholds) -> Thresholds:
    """Return thresholds for an article whose title may say that it is issued again.

    Agencies write `CORRECTED-`, `RPT-`, `UPDATE 1-`: other figures are then what it is about.
    """
    if not _REISSUED.match(title):
        return thresholds
    return replace(thresholds, words_for_change=12, words_for_strange=12)


@dataclass(frozen=True)
class Comparison:
    """How two texts compare, the shorter with the longer; each figure is made when asked for."""

    shorter: Printed
    longer: Printed

    @property
    def shingles(self) -> int:
        """Different shingles of the shorter text."""
        return len(self.shorter.shingle_set)

    @cached_property
    def common(self) -> int:
        """Of these, such as the longer has."""
        return len(self.shorter.shingle_set & self.longer.shingle_set)

    @property
    def ratio(self) -> float:
        """Shingles of the shorter text for each of the longer."""
        return self.shingles / (len(self.longer.shingle_set) or 1)

    @property
    def jaccard(self) -> float:
        """What is common of all that is in either."""
        return self.common / (self.shingles + len(self.longer.shingle_set) - self.common or 1)

    @property
    def lead(self) -> float:
        """Share of the longer's start, as long as the shorter, that the shorter has."""
        start = self.longer.shingles[: self.shingles]
        return sum(map(self.shorter.shingle_set.__contains__, start)) / (len(start) or 1)

    @property
    def figures(self) -> int:
        """Figures of the shorter text."""
        return len(self.shorter.figures)

    @property
    def changed(self) -> int:
        """Of these, such as have another in their place in the longer: between the same words."""
        around: dict[tuple[str, ...], set[str]] = {}
        for words, figure in self.longer.figures:
            for length in (5, 4, 3):  # the last words of a text that is trimmed have none behind
                around.setdefault(words[:length], set()).add(figure)
        return sum(
            figure not in around.get(words[: 5 - words[3:].count("")], {figure})
            for words, figure in self.shorter.figures
        )

    @property
    def strange(self) -> int:
        """Of these, such as are nowhere in the longer."""
        words = frozenset(self.longer.words)
        return sum(figure not in words for _, figure in self.shorter.figures)

    def is_copy(self, least: Thresholds = THRESHOLDS) -> bool:
        """Whether they print the same text."""
        return (
            self.common >= min(least.contained * self.shingles + least.slack, self.shingles)
            and self.ratio >= least.ratio
            and (self.ratio >= least.most or self.lead >= least.lead)
            and self._figures_agree(least)
        )

    def _figures_agree(self, least: Thresholds) -> bool:
        """Whether the figures are those of one report, not of two that follow one pattern."""
        words = max(self.shingles - self.figures, 0)  # of tables there is a new one every hour
        changed = self.changed
        return (
            changed <= max(1, self.figures // 2)
            and changed <= words // least.words_for_change
            and self.strange <= words // least.words_for_strange
        )


def compare(one: Printed, other: Printed) -> Comparison:
    """Compare two texts, in whichever order."""
    return Comparison(*sorted((one, other), key=lambda text: (len(text.shingle_set), text.words)))


def share_of(text: Printed, other: Printed, *, without: Printed | None = None) -> float:
    """Return the share of a text that another has too, and a third has not."""
    has = other.shingle_set - without.shingle_set if without else other.shingle_set
    return sum(map(has.__contains__, text.shingles)) / max(len(text.shingles), 1)
