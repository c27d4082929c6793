"""Languages that an index holds much of, and that its model was not made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MANY = 0.1
"""Share of the passages from which on their language is worth a word: of fewer, some are taken for
another language than they are in."""


def foreign_languages(held: Mapping[str, int], known: Collection[str]) -> dict[str, float]:
    """Return the languages that a model was not made for, and the shares of passages in them.

    Args:
        held: passages by language.
        known: languages of the model; none where it may know them all.

    Returns:
        The most frequent first, if together they are many; else nothing.
    """
    everything = sum(held.values())
    foreign = {
        language: count / everything
        for language, count in sorted(held.items(), key=lambda each: (-each[1], each[0]))
        if known and language not in known
    }
    return foreign if sum(foreign.values()) >= MANY else {}
