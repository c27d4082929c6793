"""Articles to an index, questions to hits. What is not named in `__all__` is private.

vocabulary          the words that every room speaks
models              texts to vectors and scores
copies              which articles print one story
query               what is asked: words that rank, conditions that bind
quotations          who said what: quotations in a text, and who speaks in them
interfaces          what a search knows of an engine
intake              what an incoming article does: new, newer, known, withdrawn, a copy
ranking             a question to ranked passages, over the interfaces
engines             what keeps an index, behind the interfaces: in a directory, or in tables
answers             ranked passages to what a reader is told
shape               what was found, counted
threads             from an article onwards: what is near to it, its background, its story
search              one question, from its words to its hits: `NewsIndex`
formats             results in the formats that other programs and people take
server              an index over HTTP: an API, and a page
evaluation          how good the ranking is
mcp                 an index as tools that a language model calls
adapters            retrievers for other packages
cli                 the command line
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.vocabulary.errors import (
    AddInterruptedError,
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
from index.vocabulary.results import (
    AddReport,
    Archive,
    BatchAnswer,
    BatchQuestion,
    Burst,
    CompactReport,
    Copy,
    CopyGroup,
    Days,
    Explanation,
    Facet,
    Facets,
    Fault,
    FieldSummary,
    FieldValue,
    Hit,
    Hits,
    MigrateReport,
    News,
    Quotation,
    Quotes,
    Reading,
    Related,
    RelatedArticles,
    RemoveReport,
    RepairReport,
    Results,
    SourceShare,
    Status,
    Step,
    Story,
    SyncReport,
    Tabular,
    Term,
    Terms,
    Timeline,
    TimelineLine,
    TimelinePeriod,
    VerifyReport,
    Watch,
    WithdrawnArticle,
)

if TYPE_CHECKING:
    from index.engines.local.repair import repair, verify
    from index.search import NewsIndex, migrate

__all__ = [
    "AddInterruptedError",
    "AddReport",
    "Archive",
    "ArticleNotFoundError",
    "BatchAnswer",
    "BatchQuestion",
    "Burst",
    "CompactReport",
    "Copy",
    "CopyGroup",
    "DamagedIndexError",
    "Days",
    "EncoderError",
    "EncoderMismatchError",
    "EvaluationError",
    "Explanation",
    "Facet",
    "Facets",
    "Fault",
    "FieldSummary",
    "FieldValue",
    "Hit",
    "Hits",
    "IndexExistsError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexWriteError",
    "MigrateReport",
    "ModelNotFoundError",
    "News",
    "NewsIndex",
    "NewsIndexError",
    "NoIndexError",
    "NotEmbeddedError",
    "QuestionError",
    "Quotation",
    "Quotes",
    "Reading",
    "Related",
    "RelatedArticles",
    "RemoveReport",
    "RepairReport",
    "Results",
    "SourceShare",
    "Status",
    "Step",
    "Story",
    "SyncReport",
    "Tabular",
    "Term",
    "Terms",
    "Timeline",
    "TimelineLine",
    "TimelinePeriod",
    "VerifyReport",
    "Watch",
    "WithdrawnArticle",
    "migrate",
    "repair",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Load what is heavy when it is first asked for: `newsdex --help` never does."""
    if name == "NewsIndex":
        from index.search import NewsIndex

        return NewsIndex
    if name == "migrate":
        from index.search import migrate

        return migrate
    if name == "repair":
        from index.engines.local.repair import repair

        return repair
    if name == "verify":
        from index.engines.local.repair import verify

        return verify
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
