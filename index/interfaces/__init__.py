"""What the search knows of an engine: what is behind these is none of its business.

modes               which legs are asked, which copies are shown
arrays              arrays over passages and articles
store               the articles, and which passage is whose
legs                the two retrieval legs
"""

from index.interfaces.legs import Answer, DenseLeg, KeywordAnswer, KeywordLeg
from index.interfaces.modes import Copies, Mode
from index.interfaces.store import ArticleStore

__all__ = [
    "Answer",
    "ArticleStore",
    "Copies",
    "DenseLeg",
    "KeywordAnswer",
    "KeywordLeg",
    "Mode",
]
