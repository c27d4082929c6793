"""Which story an article prints: looked up among all articles before it, without comparing all."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from index.copies import THRESHOLDS, band_keys, compare, keys_of, printed, share_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from corpus import Article
    from index.copies import Comparison, Printed, Thresholds

TAIL = 1024
"""Articles held in a dictionary, which takes some 6 KB for each, before they are sorted away."""

HELD = 64
"""Earlier texts held, taken apart: those that are alike come close together."""

CROWD = 64
"""Articles under one key above which those in the middle are passed over: a set phrase."""

CANDIDATES = 12
"""Articles at most that one article is compared with."""

OF_ONE_STORY = 2
"""Of these, copies of one story."""

SECOND = 0.25
"""Share of an article that comes from a second story, from which on it is a copy of neither ..."""

MOST = 2 / 3
"""... unless so much of it is from the first ..."""

HALF = 0.5
"""... or less than this of the second is in it: that is a quotation, or a common phrase."""


@dataclass(frozen=True)
class KeyRun:
    """The keys of articles numbered one after the other, sorted; may be memory-mapped."""

    keys: NDArray[np.uint64]
    """(keys,), ascending; no zeros."""
    owners: NDArray[np.uint32]
    """(keys,): whose each is, counted from `first`; ascending where keys are equal."""
    first: int
    """The number of the first article."""

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def of(cls, keys: NDArray[np.uint64], first: int) -> KeyRun:
        """Sort the keys of articles: uint64, (articles, KEYS)."""
        flat = keys.ravel()
        order = np.argsort(flat, kind="stable")
        order = order[np.searchsorted(flat[order], 1) :]
        return cls(flat[order], (order // keys.shape[1]).astype(np.uint32), first)

    def followed_by(self, other: KeyRun) -> KeyRun:
        """Return both as one."""
        keys = np.concatenate([self.keys, other.keys])
        shift = np.uint32(other.first - self.first)
        owners = np.concatenate([self.owners, other.owners + shift])
        order = np.argsort(keys, kind="stable")
        return KeyRun(keys[order], owners[order], self.first)

    def only(self, living: NDArray[np.bool_]) -> KeyRun:
        """Return the keys of some of the articles, numbered anew: bool, (articles,)."""
        kept = living[self.owners]
        numbers = (np.cumsum(living) - 1).astype(np.uint32)
        return KeyRun(self.keys[kept], numbers[self.owners[kept]], self.first)


@dataclass(frozen=True, slots=True)
class Placed:
    """What the finder says of an article."""

    story: int
    """From 0 to 2^63 - 1."""
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
        text_of: gives the text of any earlier article by its number, new ones among them.
        thresholds: from where on two articles are copies.
    """

    def __init__(
        self,
        runs: Sequence[KeyRun],
        stories: NDArray[np.int64],
        text_of: Callable[[int], str],
        *,
        thresholds: Thresholds = THRESHOLDS,
    ) -> None:
        self._thresholds = thresholds
        self._runs = list(runs)
        self._settled = len(self._runs)
        """Runs that are not ours to merge."""
        self._stories = stories
        self._new_stories = array("q")
        self._gone: set[int] = set()
        self._tail: dict[int, list[int]] = {}
        self._tail_keys: list[NDArray[np.uint64]] = []
        self._printed = lru_cache(maxsize=HELD)(lambda number: printed(text_of(number)))

    def __len__(self) -> int:
        return len(self._stories) + len(self._new_stories)

    def forget(self, numbers: Iterable[int]) -> None:
        """Find these no longer, since they are removed or replaced."""
        self._gone.update(numbers)

    def place(self, article: Article) -> Placed:
        """Find the story of the next article, which has the number `len(self)` from then on."""
        text = printed(article.text)
        keys = keys_of(article.title, text)
        story = self._found(text, keys)
        if story is None:
            story = own_story(article.id, int(keys[0]))
        self._remember(keys, story)
        return Placed(story, keys)

    def _found(self, text: Printed, keys: NDArray[np.uint64]) -> int | None:
        whole, *bands = self._under(keys)
        if whole:
            return self._story(whole[0])
        matches = [
            _Match(number, self._story(number), other, compare(text, other))
            for number in self._chosen(Counter(chain.from_iterable(bands)))
            for other in [self._printed(number)]
        ]
        matches.sort(key=lambda match: (-match.comparison.jaccard, match.number))
        best = next(
            (match for match in matches if match.comparison.is_copy(self._thresholds)), None
        )
        if best is None or self._is_joined(text, best):
            return None
        return best.story

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
        """Return the numbers under each key, ascending, but for those in the middle of a crowd."""
        spans: list[list[tuple[KeyRun, int, int]]] = [[] for _ in keys]
        for run in filter(len, self._runs):
            starts = np.searchsorted(run.keys, keys)
            inside = np.minimum(starts, len(run) - 1)
            for place in np.flatnonzero((run.keys[inside] == keys) & (keys != 0)).tolist():
                end = int(np.searchsorted(run.keys, keys[place], side="right"))
                spans[place].append((run, int(starts[place]), end))
        return [
            self._numbers(found, self._tail.get(key, ()))
            for found, key in zip(spans, keys.tolist(), strict=True)
        ]

    def _numbers(self, spans: list[tuple[KeyRun, int, int]], tail: Sequence[int]) -> list[int]:
        if not spans and not tail:
            return []
        size = sum(end - start for _, start, end in spans) + len(tail)
        numbers: list[int] = []
        passed = 0
        for run, start, end in spans:
            places = _at_the_ends(start, end, passed, size)
            numbers += (run.first + int(run.owners[place]) for place in places)
            passed += end - start
        numbers += (tail[place] for place in _at_the_ends(0, len(tail), passed, size))
        return [number for number in numbers if number not in self._gone]

    def _story(self, number: int) -> int:
        before = len(self._stories)
        return int(self._stories[number] if number < before else self._new_stories[number - before])

    def _remember(self, keys: NDArray[np.uint64], story: int) -> None:
        for key in filter(None, keys.tolist()):
            self._tail.setdefault(key, []).append(len(self))
        self._tail_keys.append(keys)
        self._new_stories.append(story)
        if len(self._tail_keys) == TAIL:
            run = KeyRun.of(np.stack(self._tail_keys), len(self) - TAIL)
            while len(self._runs) > self._settled and len(self._runs[-1]) < 2 * len(run):
                run = self._runs.pop().followed_by(run)
            self._runs.append(run)
            self._tail, self._tail_keys = {}, []


def own_story(id_: str, key: int) -> int:
    """Return the number of the story that an article is the first to print.

    Its key is part of it: when an article is replaced by another text of that id, copies of the
    old text keep the old number.
    """
    digest = hashlib.blake2b(f"{key}\n{id_}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def _at_the_ends(start: int, end: int, passed: int, size: int) -> Iterable[int]:
    """Return the places of a span that are among the first or the last of a crowd.

    Args:
        start: where the span starts, in its run.
        end: where it ends.
        passed: how many of the crowd come before it.
        size: of the whole crowd.
    """
    if size <= CROWD:
        return range(start, end)
    half = CROWD // 2
    first = range(start, min(end, start + max(half - passed, 0)))
    last = range(max(start, first.stop, start + size - half - passed), end)
    return chain(first, last)
