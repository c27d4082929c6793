"""News articles: what one is, how files become articles, how an article becomes passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.articles.outcome import Withdrawal
from corpus.passages.packing import Passage, split_passages
from corpus.vocabulary.article import Article
from corpus.vocabulary.errors import CorpusError, FieldMapError, Problem, UnreadableError
from corpus.vocabulary.limits import Limits

if TYPE_CHECKING:
    from corpus.reading.article_reader import ArticleReader, read_articles

__all__ = [
    "Article",
    "ArticleReader",
    "CorpusError",
    "FieldMapError",
    "Limits",
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
