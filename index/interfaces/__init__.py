"""What a search knows of an engine: what is behind these is not its business.

modes               which legs are asked, which copies are shown, in which order
arrays              arrays over some passages or articles
searchable          which passages may be found, opaque
statistics          what a corpus has of a question's words
fields              what a corpus has of a field by which articles can be asked for
quotations          what a corpus has of quotations
store               the articles, and which passage is whose
legs                the two retrieval legs
snapshot            one generation, opened
index               snapshots to read, and changes to make
"""

from index.interfaces.arrays import Allowed, Numbers, Scores, among, distinct
from index.interfaces.fields import FieldValues, Holdings
from index.interfaces.index import Index
from index.interfaces.legs import Answer, DenseLeg, KeywordAnswer, KeywordLeg
from index.interfaces.modes import Copies, Group, Mode, Sort
from index.interfaces.quotations import QuotationTable
from index.interfaces.searchable import Searchable
from index.interfaces.snapshot import Snapshot
from index.interfaces.statistics import Statistics
from index.interfaces.store import ArticleStore

__all__ = [
    "Allowed",
    "Answer",
    "ArticleStore",
    "Copies",
    "DenseLeg",
    "FieldValues",
    "Group",
    "Holdings",
    "Index",
    "KeywordAnswer",
    "KeywordLeg",
    "Mode",
    "Numbers",
    "QuotationTable",
    "Scores",
    "Searchable",
    "Snapshot",
    "Sort",
    "Statistics",
    "among",
    "distinct",
]
