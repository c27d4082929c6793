"""How likely a word is typed for another, letter by letter.

A noisy channel after Kernighan, Church and Gale, "A Spelling Correction Program Based on a Noisy
Channel Model" (1990), with one cost for each kind of slip in place of their counts for each pair
of letters, and the slips of optimal string alignment (Damerau, 1964).
"""

from __future__ import annotations

from functools import cache, lru_cache

SWAPPED = 0.6
DOUBLED = 0.5
"""A letter twice that stands once, or once that stands twice."""
MISSING = 0.8
EXTRA = 0.9
VOWEL = 0.7
"""A vowel for another."""
ALIKE = 0.7
"""A letter for one that may sound like it."""
KEYBOARD = 0.8
"""A letter for one beside it on the keyboard."""
OTHER = 1.3
FIRST = 0.4
"""More for the first letter, which people rarely miss; nothing more where it sounds alike."""

_VOWELS = frozenset("aeiouy")
_ALIKE = ("cksq", "szc", "gj", "iy", "mn", "dt", "bp", "fv", "uw", "vw")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""QWERTY; a key has neighbours beside it, and two above that are half a key away."""


@cache
def keys_beside(letter: str) -> frozenset[str]:
    """Return the letters beside one on the keyboard; none for letters that it does not have."""
    beside: set[str] = set()
    for number, row in enumerate(_ROWS):
        place = row.find(letter)
        if place < 0:
            continue
        beside.update(row[max(0, place - 1) : place + 2])
        if number:
            beside.update(_ROWS[number - 1][place : place + 2])
        if number + 1 < len(_ROWS):
            beside.update(_ROWS[number + 1][max(0, place - 1) : place + 1])
    return frozenset(beside - {letter})


def sound_alike(one: str, other: str) -> bool:
    """Tell whether two consonants, or `i` and `y`, may sound alike."""
    return any(one in group and other in group for group in _ALIKE)


@lru_cache(maxsize=2000)
def _another(meant: str, typed: str) -> float:
    if meant == typed:
        return 0.0
    if meant in _VOWELS and typed in _VOWELS:
        return VOWEL
    if sound_alike(meant, typed):
        return ALIKE
    return KEYBOARD if typed in keys_beside(meant) else OTHER


def cost(typed: str, meant: str) -> float:
    """Return how unlikely it is that a word is typed for another: 0 for itself.

    The least sum of the costs of slips that make the one of the other.
    """
    before: list[float] = []
    row = [0.0]
    for at, letter in enumerate(meant):
        row.append(row[-1] + _missing(meant, at, letter))
    for i, got in enumerate(typed):
        before, last, row = row, before, [row[0] + _extra(typed, i, meant)]
        for j, wanted in enumerate(meant):
            least = min(
                before[j] + _another(wanted, got) + _first(i, j, wanted, got),
                before[j + 1] + _extra(typed, i, meant),
                row[j] + _missing(meant, j, wanted),
            )
            if i and j and got == meant[j - 1] != wanted and typed[i - 1] == wanted:
                least = min(least, last[j - 1] + SWAPPED + (FIRST / 2 if i == 1 == j else 0))
            row.append(least)
    return row[-1]


def _first(i: int, j: int, wanted: str, got: str) -> float:
    return FIRST if i == 0 == j and wanted != got and not sound_alike(wanted, got) else 0.0


def _missing(meant: str, at: int, letter: str) -> float:
    if at and meant[at - 1] == letter:
        return DOUBLED
    return MISSING if at else MISSING + FIRST


def _extra(typed: str, at: int, meant: str) -> float:
    if at and typed[at - 1] == typed[at]:
        return DOUBLED
    return EXTRA if at or typed[:1] == meant[:1] else EXTRA + FIRST
