"""Which articles print one story: pure functions of texts, and of keys made of them.

printed             what a text is compared by
keys                what it is found by among millions
comparison          whether two texts are copies
key_runs            which articles share a key
finder              which story an article prints
"""

from index.copies.finder import CopyFinder, Placed
from index.copies.key_runs import KeyRun
from index.copies.keys import KEYS, day_of, key_format, keys_of, own_story
from index.copies.printed import printed

__all__ = [
    "KEYS",
    "CopyFinder",
    "KeyRun",
    "Placed",
    "day_of",
    "key_format",
    "keys_of",
    "own_story",
    "printed",
]
