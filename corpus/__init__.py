"""Files to articles, articles to passages. What is not named in `__all__` is private.

vocabulary          what all of it speaks of: articles, errors, bounds
files               paths to bytes, within bounds, and bytes to text
found               what a reader reads from, and what it yields
fields              the fields of an article, out of what people write in them
markup              markup from strangers to text
readers             formats to what was found: a new one goes here
articles            what was found, to an article or to word of its withdrawal
reading             files and folders to articles: the one way in
passages            an article's text to passages
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.articles.outcome import Withdrawal
from corpus.passages.packing import Passage, split_passages
from corpus.vocabulary.article import Article
from corpus.vocabulary.errors import (
    ArgumentError,
    CorpusError,
    FieldMapError,
    Problem,
    UnreadableError,
)
from corpus.vocabulary.limits import Limits
from corpus.vocabulary.origin import FileState, Origin

if TYPE_CHECKING:
    from corpus.reading.article_reader import ArticleReader, read_articles

__all__ = [
    "ArgumentError",
    "Article",
    "ArticleReader",
    "CorpusError",
    "FieldMapError",
    "FileState",
    "Limits",
    "Origin",
    "Passage",
    "Problem",
    "UnreadableError",
    "Withdrawal",
    "read_articles",
    "split_passages",
]


def __getattr__(name: str) -> Any:
    """Load what reads files when it is first asked for: a search never does."""
    if name in {"ArticleReader", "read_articles"}:
        from corpus.reading import article_reader

        return getattr(article_reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
