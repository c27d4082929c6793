"""What an index gives back.

in_notebooks        pieces of HTML by which notebooks show results
columns             what results are called as tables, and of which types
rows                pieces of the rows of results
tables              results as tables, and lists of them
copies              articles that print one story
batches             many questions, and what was found for each
hits                what a search found
quotations          who said what
threads             what leads on from an article
fields              what articles can be asked for by
facets              how many of what was found have which values
archive             what an index holds, as a newsroom sees it
timeline            when what was found was published
terms               which words and sources stand out in what was found
changes             what a change of an index did
watches             standing questions, and what came in for them
upkeep              what is in an index, and what is wrong with it
"""

from index.vocabulary.results.archive import Archive, Days
from index.vocabulary.results.batches import BatchAnswer, BatchQuestion
from index.vocabulary.results.changes import (
    AddReport,
    CompactReport,
    MigrateReport,
    RemoveReport,
    SyncReport,
    WithdrawnArticle,
)
from index.vocabulary.results.copies import (
    Copy,
    CopyGroup,
)
from index.vocabulary.results.facets import (
    Facet,
    Facets,
)
from index.vocabulary.results.fields import (
    FieldSummary,
    FieldValue,
)
from index.vocabulary.results.hits import (
    Explanation,
    Hit,
    Hits,
    Reading,
)
from index.vocabulary.results.quotations import Quotation, Quotes
from index.vocabulary.results.tables import Results, Tabular
from index.vocabulary.results.terms import (
    SourceShare,
    Term,
    Terms,
)
from index.vocabulary.results.threads import (
    Related,
    RelatedArticles,
    Step,
    Story,
)
from index.vocabulary.results.timeline import (
    Burst,
    Timeline,
    TimelineLine,
    TimelinePeriod,
)
from index.vocabulary.results.upkeep import (
    Fault,
    RepairReport,
    Status,
    VerifyReport,
)
from index.vocabulary.results.watches import News, Watch

__all__ = [
    "AddReport",
    "Archive",
    "BatchAnswer",
    "BatchQuestion",
    "Burst",
    "CompactReport",
    "Copy",
    "CopyGroup",
    "Days",
    "Explanation",
    "Facet",
    "Facets",
    "Fault",
    "FieldSummary",
    "FieldValue",
    "Hit",
    "Hits",
    "MigrateReport",
    "News",
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
]
