"""What an article is found by among millions: signatures of its text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from index.copies.printed import SHINGLE, Printed, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus import Article


BANDS = 40
ROWS = 3
"""Two texts of Jaccard index j share a band with probability 1 - (1 - j^3)^40: .996 at .5,
.93 at .4, .82 at .35, and .04 at .1, where texts of one topic stand that are not copies."""

NO_DAY = 0
"""Day of an article whose date is unknown."""

KEYS = BANDS + 1
"""Keys of an article: of the normalised text as a whole, and of each band."""

SEED = 1987

LEAST_WORDS = 16
"""Distinct words of a text below which only the whole of title and text can be copied."""

LEAST_WORDS_EXACT = 8
"""Distinct words of title and text below which an article is a copy of nothing."""


def keys_of(title: str, text: Printed) -> NDArray[np.uint64]:
    """Return what an article is found by: uint64, (KEYS,); 0 where it has no such key.

    The first is of the text as a whole. A text too short to say much by itself is taken with
    its title, and has no other keys.
    """
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


def key_format() -> str:
    """Return what keys depend on besides the text: keys of another form are to be made anew."""
    from rensa import RMinHash

    return f"rensa {RMinHash.ALGORITHM_VERSION}, {SHINGLE} words, {BANDS}x{ROWS}, {SEED}, 1"


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
