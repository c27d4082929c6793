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
    IndexWriteError,
    ModelNotFoundError,
    NewsIndexError,
    NoIndexError,
    NotEmbeddedError,
    QuestionError,
)
from index.results import (
    AddReport,
    CompactReport,
    Copy,
    CopyGroup,
    Fault,
    Hit,
    Hits,
    RemoveReport,
    RepairReport,
    Status,
    VerifyReport,
)

if TYPE_CHECKING:
    from index.news_index import NewsIndex
    from index.repairing import repair
    from index.verifying import verify

__all__ = [
    "AddReport",
    "ArticleNotFoundError",
    "CompactReport",
    "Copy",
    "CopyGroup",
    "DamagedIndexError",
    "EncoderError",
    "EncoderMismatchError",
    "EvaluationError",
    "Fault",
    "Hit",
    "Hits",
    "IndexExistsError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexWriteError",
    "ModelNotFoundError",
    "NewsIndex",
    "NewsIndexError",
    "NoIndexError",
    "NotEmbeddedError",
    "QuestionError",
    "RemoveReport",
    "RepairReport",
    "Status",
    "VerifyReport",
    "repair",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Load what is heavy when it is first asked for: `newsdex --help` never does."""
    if name == "NewsIndex":
        from index.news_index import NewsIndex

        return NewsIndex
    if name == "repair":
        from index.repairing import repair

        return repair
    if name == "verify":
        from index.verifying import verify

        return verify
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
