"""newsdex: a searchable index of news, on your own machine.

    from newsdex import NewsIndex, read_articles

    with NewsIndex.create("archive.newsdex") as news:
        news.add(read_articles("articles/"))
        for hit in news.search("what did US officials demand", limit=5):
            print(hit.score, hit.article.title, hit.passage.text)

All that is public of `corpus` (files to articles) and `index` (articles to an index, questions to
hits) has its name here too, and is loaded when it is first asked for.

__main__            `newsdex` and `python -m newsdex`: the command line
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus import (
        ArgumentError,
        Article,
        ArticleReader,
        CorpusError,
        FieldMapError,
        FileState,
        Limits,
        Origin,
        Passage,
        Problem,
        UnreadableError,
        Withdrawal,
        read_articles,
        split_passages,
    )
    from index import (
        AddInterruptedError,
        AddReport,
        Archive,
        ArticleNotFoundError,
        BatchAnswer,
        BatchQuestion,
        Burst,
        CompactReport,
        Copy,
        CopyGroup,
        DamagedIndexError,
        Days,
        EncoderError,
        EncoderMismatchError,
        EvaluationError,
        Explanation,
        Facet,
        Facets,
        Fault,
        FieldSummary,
        FieldValue,
        Hit,
        Hits,
        IndexExistsError,
        IndexFormatError,
        IndexLockedError,
        IndexWriteError,
        MigrateReport,
        ModelNotFoundError,
        News,
        NewsIndex,
        NewsIndexError,
        NoIndexError,
        NotEmbeddedError,
        QuestionError,
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
        migrate,
        repair,
        verify,
    )

__all__ = [
    "AddInterruptedError",
    "AddReport",
    "Archive",
    "ArgumentError",
    "Article",
    "ArticleNotFoundError",
    "ArticleReader",
    "BatchAnswer",
    "BatchQuestion",
    "Burst",
    "CompactReport",
    "Copy",
    "CopyGroup",
    "CorpusError",
    "DamagedIndexError",
    "Days",
    "EncoderError",
    "EncoderMismatchError",
    "EvaluationError",
    "Explanation",
    "Facet",
    "Facets",
    "Fault",
    "FieldMapError",
    "FieldSummary",
    "FieldValue",
    "FileState",
    "Hit",
    "Hits",
    "IndexExistsError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexWriteError",
    "Limits",
    "MigrateReport",
    "ModelNotFoundError",
    "News",
    "NewsIndex",
    "NewsIndexError",
    "NoIndexError",
    "NotEmbeddedError",
    "Origin",
    "Passage",
    "Problem",
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
    "UnreadableError",
    "VerifyReport",
    "Watch",
    "Withdrawal",
    "WithdrawnArticle",
    "migrate",
    "read_articles",
    "repair",
    "split_passages",
    "verify",
]

_BESIDE = Path(__file__).resolve().parent.parent


def __getattr__(name: str) -> Any:
    """Return a public name of `corpus` or `index`.

    Raises:
        AttributeError: neither has it.
        ImportError: another file is found under the name of one of them.
    """
    if name in __all__:
        check_packages()
        for package in map(import_module, ("corpus", "index")):
            if name in package.__all__:
                return getattr(package, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, *globals()]


def check_packages() -> None:
    """Check that `corpus` and `index` are newsdex's own: they are common names.

    Python looks first into the folder of the script, or the current one, and takes what is there.

    Raises:
        ImportError: another file is found under one of the names, or none.
    """
    for package in ("corpus", "index"):
        own = _BESIDE / package / "__init__.py"
        found = find_spec(package)
        if found is None or found.origin is None:
            raise ImportError(f"{own} is missing; install newsdex anew", name=package)
        if Path(found.origin).resolve() != own:
            raise ImportError(
                f"{found.origin} is found in place of newsdex's own package {package}; "
                "rename it, or run from another folder",
                name=package,
                path=found.origin,
            )
