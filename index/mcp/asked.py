"""The index that the tools ask: its newest generation, by files only where it shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.mcp.arguments import MOST_PATTERNS
from index.query import check_patterns
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from index.search import NewsIndex
    from index.vocabulary.results import Hits

PATH = "path"
"""The condition, and the field, whose values are places on the disk."""

_BY_PATH = re.compile(r"(?:^|[\s(+-])path:", re.IGNORECASE)
"""A mark of the query language that asks by them."""


class AskedIndex:
    """An index, and what of it may be asked."""

    def __init__(self, index: NewsIndex, *, show_paths: bool) -> None:
        """Take an open index, and whether questions may ask by files."""
        self._index = index
        self._show_paths = show_paths

    def asked(self, *questions: str, called: str = "question") -> NewsIndex:
        """Return the index to put questions to.

        Raises:
            QuestionError: one asks by files, and these are not shown; or they have too many
                patterns.
        """
        if not self._show_paths and any(map(_BY_PATH.search, questions)):
            raise QuestionError(
                "path: nobody here asks by files; newsdex mcp --show-paths lets them"
            )
        check_patterns(called, questions, MOST_PATTERNS)
        return self.newest()

    def check_facets(self, hits: Hits) -> None:
        """Refuse to tell in which files articles are, where these are not shown.

        Raises:
            QuestionError: it was counted by them.
        """
        if not self._show_paths and any(facet.field == PATH for facet in hits.facets):
            raise QuestionError(f"facets: no article shows its {PATH} here")

    def newest(self) -> NewsIndex:
        """Return the index, moved on to its newest generation."""
        self._index.refresh()
        return self._index
