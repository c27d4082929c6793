"""Which story an article prints: looked up among all articles before it, without comparing all."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from index.copies.comparison import THRESHOLDS, compare, share_of, thresholds_for
from index.copies.key_runs import KeyRuns
from index.copies.keys import NO_DAY, band_keys, day_of, keys_of, own_story
from index.copies.printed import SHINGLE, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.copies.comparison import Comparison, Thresholds
    from index.copies.key_runs import KeyRun
    from index.copies.printed import Printed

HELD = 64
"""Earlier texts held, taken apart: those that are alike come close together."""

CANDIDATES = 12
"""Articles at most that one article is compared with."""

OF_ONE_STORY = 2
"""Of these, copies of one story."""

BRIEF = 100
"""Words below which a text may be the same on another day and yet be other news: "The bank left
its rate unchanged at 7-3/4 percent" ..."""

DAYS = 2
"""... when that is more than this before or after its story was first told."""

SECOND = 0.25
"""Share of an article that comes from a second story, from which on it is a copy of neither ..."""

MOST = 2 / 3
"""... unless so much of it is from the first ..."""

HALF = 0.5
"""... or less than this of the second is in it: that is a quotation, or a common phrase."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What the finder says of an article."""

    story: int
    """From 0 to 2^63 - 1."""
    day: int
    """When the first article of the story was published, counted from year 1; 0 if unknown."""
    keys: NDArray[np.uint64]
    """(KEYS,): what it will be found by, 0 where it has none."""


@dataclass(frozen=True, slots=True)
class _Match:
    """An earlier article that shares keys with a new one."""

    number: int
    story: int
    printed: Printed
    comparison: Comparison


class CopyFinder:
    """Gives each article, in the order of adding, the number of the story that it prints.

    That is the story of the earlier article that it is most like, if it is a copy of it, else
    one of its own. Stories are never joined later, so that one article can't chain two groups
    together. All is a function of the articles and their order: not of how they lie in runs.

    Args:
        runs: the keys of the articles that there are, numbered from 0 on.
        stories: the stories of these: int64, (articles,).
        days: the days of these stories: int32, (articles,).
        text_of: gives the text of any earlier article by its number, new ones among them.
        thresholds: from where on two articles are copies.
    """

    def __init__(
        self,
        runs: Sequence[KeyRun],
        stories: NDArray[np.int64],
        days: NDArray[np.int32],
        text_of: Callable[[int], str],
        *,
        thresholds: Thresholds = THRESHOLDS,
    ) -> None:
        self._thresholds = thresholds
        self._keys = KeyRuns(runs)
        self._stories = stories
        self._new_stories = array("q")
        self._days = days
        self._new_days = array("i")
        self._gone: set[int] = set()
        self._printed = lru_cache(maxsize=HELD)(lambda number: printed(text_of(number)))

    def __len__(self) -> int:
        return len(self._stories) + len(self._new_stories)

    def forget(self, numbers: Iterable[int]) -> None:
        """Find these no longer, since they are removed or replaced."""
        self._gone.update(numbers)

    def expect(self, keys: NDArray[np.uint64]) -> None:
        """Get ready for articles with some keys: (articles, KEYS)."""
        self._keys.expect(keys)

    def place(self, article: Article, keys: NDArray[np.uint64] | None = None) -> Placed:
        """Find the story of the next article, which has the number `len(self)` from then on.

        Args:
            article: the next.
            keys: as `keys_of` makes them of it, where that is done: (KEYS,).
        """
        if keys is None:
            keys = keys_of(article.own_title, printed(article.text))
        day = day_of(article)
        original = self._original(article, day, keys)
        if original is None:
            placed = Placed(own_story(article.id, int(keys[0])), day, keys)
        else:
            placed = Placed(self._story(original), self._day(original) or day, keys)
        self._keys.append(len(self), keys)
        self._new_stories.append(placed.story)
        self._new_days.append(placed.day)
        return placed

    def _original(self, article: Article, day: int, keys: NDArray[np.uint64]) -> int | None:
        """Return the number of the article that another is best called a copy of."""
        whole, *bands = self._under(keys)
        shared = Counter(chain.from_iterable(bands))
        if not whole and not shared:
            return None
        text = printed(article.text)
        for number in whole:
            if not self._is_other_news(number, day, len(text.words)):
                return number
        matches = [
            _Match(number, self._story(number), other, compare(text, other))
            for number in self._chosen(shared)
            for other in [self._printed(number)]
        ]
        matches.sort(key=lambda match: (-match.comparison.jaccard, match.number))
        least = thresholds_for(article.own_title, self._thresholds)
        best = next((match for match in matches if self._is_copy(match, day, least)), None)
        return None if best is None or self._is_joined(text, best) else best.number

    def _is_copy(self, match: _Match, day: int, least: Thresholds) -> bool:
        words = match.comparison.shingles + SHINGLE - 1
        other_news = self._is_other_news(match.number, day, words)
        return match.comparison.is_copy(least) and not other_news

    def _is_other_news(self, number: int, day: int, words: int) -> bool:
        """Whether a text of so many words is too short to be the same news on that other day."""
        other = self._day(number)
        return words < BRIEF and NO_DAY not in {day, other} and abs(day - other) > DAYS

    def _is_joined(self, text: Printed, first: _Match) -> bool:
        """Whether a text is made of two stories, of which the first is not most of it."""
        if share_of(text, first.printed) >= MOST:
            return False
        rest = text.without(first.printed)
        if len(rest) < SECOND * len(text.shingles):
            return False
        under = self._under(band_keys(rest))
        return any(
            share_of(text, other, without=first.printed) >= SECOND and share_of(other, text) >= HALF
            for number in self._chosen(Counter(chain.from_iterable(under)))
            if self._story(number) != first.story
            for other in [self._printed(number)]
        )

    def _chosen(self, shared: Counter[int]) -> Iterator[int]:
        """Choose what to compare with: what shares most keys, and few of one story."""
        taken = Counter[int]()
        for number in sorted(shared, key=lambda number: (-shared[number], number)):
            story = self._story(number)
            if taken[story] < OF_ONE_STORY:
                taken[story] += 1
                yield number
                if taken.total() == CANDIDATES:
                    return

    def _under(self, keys: NDArray[np.uint64]) -> list[list[int]]:
        under = self._keys.under(keys)
        if not self._gone:
            return under
        return [[number for number in numbers if number not in self._gone] for numbers in under]

    def _story(self, number: int) -> int:
        before = len(self._stories)
        return int(self._stories[number] if number < before else self._new_stories[number - before])

    def _day(self, number: int) -> int:
        before = len(self._days)
        return int(self._days[number] if number < before else self._new_days[number - before])
