"""How words sound, and how else that may be spelt.

Philips, "Hanging on the Metaphone" (1990), as jellyfish has it. It is made for English and for
Latin letters; words in others sound like nothing here.
"""

from __future__ import annotations

from functools import lru_cache

_BEGINNINGS = (
    ("f", "ph"), ("n", "kn"), ("n", "gn"), ("n", "pn"), ("r", "wr"), ("r", "rh"), ("s", "ps"),
    ("s", "c"), ("s", "sc"), ("k", "c"), ("k", "ch"), ("k", "q"), ("j", "g"), ("w", "wh"),
    ("z", "x"), ("h", "wh"), ("e", "a"), ("e", "i"), ("o", "a"), ("u", "o"), ("o", "ho"),
)  # fmt: skip
"""What a word that begins with the one may begin with, and the other way about."""


@lru_cache(maxsize=100_000)
def sound_of(word: str) -> str:
    """Return the Metaphone key of a word; empty where it has none."""
    if not word.isascii():
        return ""
    from jellyfish import metaphone

    return metaphone(word)


def same_sound(one: str, other: str) -> bool:
    """Tell whether two words sound the same."""
    sound = sound_of(one)
    return bool(sound) and sound == sound_of(other)


def beginnings(word: str) -> list[str]:
    """Return a word with other beginnings that may sound like its own: `fone` as `phone`."""
    found: list[str] = []
    for pair in _BEGINNINGS:
        for typed, meant in (pair, pair[::-1]):
            if word.startswith(typed) and not word.startswith(meant):
                found.append(meant + word.removeprefix(typed))
    return list(dict.fromkeys(found))
