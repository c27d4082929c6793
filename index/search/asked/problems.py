"""What becomes of one question of several that can't be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable


def told_or_raised(line: str, on_problem: Callable[[str], object] | None) -> None:
    """Call what listens to problems with a line.

    Raises:
        QuestionError: nothing listens.
    """
    if on_problem is None:
        raise QuestionError(line)
    on_problem(line)
