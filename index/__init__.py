"""A searchable index of news: keywords and meaning, one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import (
    ArticleNotFoundError,
    DamagedIndexError,
    EncoderError,
    EncoderMismatchError,
    EvaluationError,
    IndexExistsError,
    IndexFormatError,
    IndexLockedError,
    ModelNotFoundError,
    NewsIndexError,
    NoIndexError,
    QuestionError,
)
from index.results import AddReport, Hit, Hits, RemoveReport, Status

if TYPE_CHECKING:
    from index.news_index import NewsIndex

__all__ = [
    "AddReport",
    "ArticleNotFoundError",
    "DamagedIndexError",
    "EncoderError",
    "EncoderMismatchError",
    "EvaluationError",
    "Hit",
    "Hits",
    "IndexExistsError",
    "IndexFormatError",
    "IndexLockedError",
    "ModelNotFoundError",
    "NewsIndex",
    "NewsIndexError",
    "NoIndexError",
    "QuestionError",
    "RemoveReport",
    "Status",
]


def __getattr__(name: str) -> Any:
    """Load NewsIndex when it is first asked for: `newsdex --help` never does."""
    if name == "NewsIndex":
        from index.news_index import NewsIndex

        return NewsIndex
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
