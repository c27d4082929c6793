"""Which names are near to one that isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.vocabulary.errors import shown
from index.query.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_SHORT = 4
"""Letters up to which one edit makes another name, and two edits above."""

_SWAPPED = 2
"""Letters that two names may not share for their edits to be counted, which takes longer."""

_ALIKE = 0.45
"""Share of pairs of letters from which two names look alike."""


def nearest_names(name: str, names: Iterable[str]) -> list[str]:
    """Return the names that may have been meant by a misspelt one, the nearest first."""
    most = 1 if len(name) <= _SHORT else 2
    edits = {each: _distance(folded(name), folded(each)) for each in names}
    return sorted((each for each in edits if edits[each] <= most), key=lambda each: edits[each])


def by_likeness(asked: str, counts: Mapping[str, int]) -> list[str]:
    """Return values in the order in which to name them to who asked for one that isn't there.

    Those that look like it come first, the most like it first, then all by how frequent they are.

    Args:
        asked: a value.
        counts: values, and how frequent each is.
    """
    plain = folded(asked)
    alike = {value: _likeness(plain, folded(value)) for value in counts}
    return sorted(
        counts,
        key=lambda value: (
            -alike[value] if alike[value] >= _ALIKE else 0,
            -counts[value],
            value,
        ),
    )


def no_name(kind: str, name: str, known: Collection[str]) -> str:
    """Return a line on a name that there isn't, with what may have been meant.

    Args:
        kind: what it would be the name of.
        name: that was given.
        known: those that there are; one at least.
    """
    nearest = by_likeness(name, dict.fromkeys(known, 1))
    first = by_likeness(name, {**dict.fromkeys(known, 1), nearest[-1]: 2})[0]
    if first == nearest[0]:  # what looks like it comes first, however frequent others are
        return f"no {kind} {shown(name)}; did you mean {nearest[0]}"
    return f"no {kind} {shown(name)}; there are: {', '.join(known)}"


def _pairs(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}


def _likeness(one: str, other: str) -> float:
    """Return how much of two names is the same, 0 to 1.

    That is Dice's coefficient of their pairs of letters; or how much of the lesser is in the other,
    which counts less; or, of nearly the same letters, how many need not be changed.
    """
    pairs, others = _pairs(one), _pairs(other)
    shared, fewer = len(pairs & others), min(len(pairs), len(others))
    alike = max(2 * shared / (len(pairs) + len(others)), 0.8 * shared / fewer)
    if abs(len(one) - len(other)) <= _SWAPPED and len(set(one) ^ set(other)) <= _SWAPPED:
        alike = max(alike, 1 - _distance(one, other) / max(len(one), len(other), 1))
    return alike


def _distance(one: str, other: str) -> int:
    """Return how many letters are other, too many, too few or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, another in enumerate(other, 1):
            least = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
