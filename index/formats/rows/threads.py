"""What leads on from an article, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.rows.named import in_json
from index.vocabulary.results import columns

if TYPE_CHECKING:
    from index.vocabulary.results import Related, Step

RELATED_NAMES, STEP_NAMES = tuple(columns.RELATED), tuple(columns.STEP)
"""The names in the rows, in their order."""


def related_row(related: Related) -> dict[str, Any]:
    """Return an article that has to do with another one, as the other formats print it."""
    return in_json(related.to_dict())


def step_row(step: Step) -> dict[str, Any]:
    """Return an article of a running story as the other formats print it."""
    return in_json(step.to_dict())
