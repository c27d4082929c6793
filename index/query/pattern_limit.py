"""How many patterns a stranger may ask for: each is compared with every word of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query.conditions import Either, Every, Fuzzy, Prefix, Wildcard, Without
from index.query.parser import parse
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.query.conditions import Condition


def check_patterns(name: str, questions: Iterable[str], most: int) -> None:
    """Refuse questions that have many patterns, all together.

    Args:
        name: what whoever asked calls them.
        questions: as typed.
        most: words with `*` or `~`.

    Raises:
        QuestionError: they have more.
    """
    marked = [each for each in questions if "*" in each or "~" in each]
    if sum(each.count("*") + each.count("~") for each in marked) <= most:
        return  # so that hardly any question is read twice
    count = sum(_patterns(parse(each).condition) for each in marked)
    if count > most:
        raise QuestionError(f"{name}: {most} words with * or ~ at most; there are {count}")


def _patterns(condition: Condition | None) -> int:
    """Count the patterns in a condition; those that rank stand in it, too."""
    match condition:
        case Every(of) | Either(of):
            return sum(map(_patterns, of))
        case Without(inner):
            return _patterns(inner)
        case Prefix() | Fuzzy() | Wildcard():
            return 1
    return 0
