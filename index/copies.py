"""Whether two articles print the same story: words, shingles, signatures, and their comparison.

Pure functions of the texts. What is stored of an article are its keys: articles that share one
*may* be copies, and only `compare`, on the words themselves, says whether they are.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article

SHINGLE = 3
"""Words of a shingle. One word in ten swapped leaves .9^3 = .73 of them, a Jaccard of .57."""

BANDS = 40
ROWS = 3
"""Two texts of Jaccard index j share a band with probability 1 - (1 - j^3)^40: .996 at .5,
.93 at .4, .82 at .35, and .04 at .1, where texts of one topic stand that are no copies."""

NO_DAY = 0
"""Day of an article whose date is unknown."""

KEYS = BANDS + 1
"""Keys of an article: of the normalised text as a whole, and of each band."""

SEED = 1987

LEAST_WORDS = 16
"""Distinct words of a text below which only the whole of title and text can be copied."""

LEAST_WORDS_EXACT = 8
"""Distinct words of title and text below which an article is a copy of nothing."""

LONGEST = 10_000
"""Words of a text that are looked at: a bound on what one book among the news may take."""

_CLOSE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no space between words: there a letter is a word."""

_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{_CLOSE}]|[^\W\d_{_CLOSE}]+")

_THOUSANDS = re.compile(r",(?<=\d,)(?=\d)")

_NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_DATELINE = 8
"""Words at the start of a text among which the day of the dateline stands."""

_MASK = "#"


@dataclass(frozen=True)
class Printed:
    """What a text is compared by."""

    words: tuple[str, ...]

    @cached_property
    def shingles(self) -> list[str]:
        """Runs of words, in their order, with repeats."""
        words = self.words
        return list(map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))

    @cached_property
    def shingle_set(self) -> frozenset[str]:
        """The shingles, each once."""
        return frozenset(self.shingles)

    def without(self, other: Printed) -> list[str]:
        """Return the shingles that another text has not."""
        return [shingle for shingle in self.shingles if shingle not in other.shingle_set]

    @cached_property
    def figures(self) -> list[tuple[tuple[str, ...], str]]:
        """Each figure with the words around it, in which figures are masked.

        The day in a dateline is left out: it differs from one printing to the next.
        """
        words = self.words
        masked = ["", "", *(_MASK if _is_figure(word) else word for word in words), "", ""]
        return [
            (tuple(masked[place : place + 5]), word)
            for place, word in enumerate(words)
            if masked[place + 2] == _MASK and not (place < _DATELINE and _is_day(words, place))
        ]


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in _NUMBER_WORDS


def _is_day(words: Sequence[str], place: int) -> bool:
    return len(words[place]) <= len("31") and any(
        word[:3] in _MONTHS for word in words[max(place - 1, 0) : place + 2]
    )


def printed(text: str) -> Printed:
    """Return the words of a text, whatever its case, white space, line ends and punctuation."""
    text = text[: 20 * LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return Printed(tuple(_WORD.findall(_THOUSANDS.sub("", text.casefold()))[:LONGEST]))


def keys_of(title: str, text: Printed) -> NDArray[np.uint64]:
    """Return what an article is found by: uint64, (KEYS,); 0 where it has no such key.

    The first is of the text as a whole. A text too short to say much by itself is taken with
    its title, and has no other keys.
    """
    import numpy as np

    keys = np.zeros(KEYS, np.uint64)
    if len(set(text.words)) >= LEAST_WORDS:
        keys[0] = _digest("text", text.words)
        keys[1:] = band_keys(text.shingles)
    else:
        both = (*printed(title).words, *text.words)
        if len(set(both)) >= LEAST_WORDS_EXACT:
            keys[0] = _digest("title and text", both)
    return keys


def _digest(kind: str, words: Sequence[str]) -> int:
    content = "\n".join((kind, *words)).encode()
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little") | 1


def band_keys(shingles: Sequence[str]) -> NDArray[np.uint64]:
    """Return one key for each band: uint64, (BANDS,), none of them 0."""
    import numpy as np
    from rensa import RMinHash

    signature = RMinHash(BANDS * ROWS, SEED)
    signature.update(shingles)
    rows = np.array(signature.digest(), np.uint64).reshape(BANDS, ROWS)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64)  # equal rows of two bands are not equal keys
    for row in rows.T:  # the finaliser of MurmurHash3, value by value
        keys = (keys ^ row) * np.uint64(0xFF51AFD7ED558CCD)
        keys ^= keys >> np.uint64(33)
        keys *= np.uint64(0xC4CEB9FE1A85EC53)
        keys ^= keys >> np.uint64(33)
    return keys | np.uint64(1)


def form() -> str:
    """Return what keys depend on besides the text: keys of another form are to be made anew."""
    from rensa import RMinHash

    return f"rensa {RMinHash.ALGORITHM_VERSION}, {SHINGLE} words, {BANDS}x{ROWS}, {SEED}, 1"


@dataclass(frozen=True)
class Thresholds:
    """From where on two texts are copies; chosen by `scripts/evaluate-copies`."""

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
    """For so many words that are no figures, one figure may be changed, as corrections do."""
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


def day_of(article: Article) -> int:
    """Return the day on which an article was published, counted from year 1; 0 if unknown."""
    return article.published.toordinal() if article.published else NO_DAY


def own_story(id_: str, key: int) -> int:
    """Return the number of the story that an article is the first to print.

    Its key is part of it: when an article is replaced by another text of that id, copies of the
    old text keep the old number.
    """
    digest = hashlib.blake2b(f"{key}\n{id_}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
