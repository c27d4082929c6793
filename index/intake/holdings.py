"""What is in the index, as far as intake asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.copies import KeyRun
    from index.interfaces import Numbers


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the index."""

    number: int
    digest: bytes
    """Of all that it says."""


class Holdings(Protocol):
    """The articles of one state of an index, numbered from 0 on in the order of their coming."""

    def find(self, id_: str) -> Known | None:
        """Return the article with this id, if it is in the index."""

    def article(self, number: int) -> Article:
        """Return the article with this number, also one that is removed."""

    def text(self, number: int) -> str:
        """Return the text of the article with this number, also of one that is removed."""

    @property
    def stories(self) -> Numbers:
        """The story that each article prints: (articles,)."""

    @property
    def days(self) -> NDArray[np.int32]:
        """The day when the story of each article was first told, 0 if unknown: (articles,)."""

    @property
    def keys(self) -> Sequence[KeyRun]:
        """By what copies of the articles are found, run after run, numbered on."""

    def removed(self) -> Numbers:
        """Return the numbers of articles that are no longer in the index."""
