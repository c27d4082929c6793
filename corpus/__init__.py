"""News articles: what one is, how files become articles, how an article becomes passages."""

from corpus.article import Article
from corpus.errors import CorpusError, FieldMapError, Problem, UnreadableError
from corpus.passages import Passage, split_passages
from corpus.reading import ArticleReader, read_articles

__all__ = [
    "Article",
    "ArticleReader",
    "CorpusError",
    "FieldMapError",
    "Passage",
    "Problem",
    "UnreadableError",
    "read_articles",
    "split_passages",
]
