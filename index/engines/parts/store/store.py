"""The article store of a generation: those of its parts, numbered on."""

from __future__ import annotations

from index.engines.parts.store.filtered import FilteredArticles
from index.engines.parts.store.read import ReadArticles
from index.engines.parts.store.stories import PrintedStories


class PartedStore(FilteredArticles, PrintedStories, ReadArticles):
    """The articles of a generation: those of its parts, numbered on, less those removed."""
