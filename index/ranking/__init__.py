"""A question to ranked passages, over the interfaces.

conditions          which passages meet the conditions of a question
weight              the words of a question that weigh
preferences         the source and the time that a question names
options             how a question is to be ranked
corpus              what is asked of all shards and added up
misspellings        what misspelt words are read as
fusion              evidence to one score
confidence          how close the best are
relevance           how likely a hit is relevant
ranking             passages in the order of a ranking
matching            which passages match
gathering           evidence of the candidates of one shard
settling            one ranking of what was gathered in all shards
engine              both, one after the other
one_per_story       each story once
subjects            a page that covers several subjects of a question
limit_per_article   at most so many passages of an article
by_date             hits in the order in which they were published
"""

from index.ranking.by_date import by_date
from index.ranking.conditions import passages_meeting
from index.ranking.confidence import WEAK, Signals, confidence, signals_of
from index.ranking.corpus import languages_of
from index.ranking.engine import newest, rank, rank_by_example
from index.ranking.limit_per_article import limit_per_article
from index.ranking.one_per_story import count_stories, one_of_each, one_per_story
from index.ranking.options import RankingOptions
from index.ranking.ranking import Ranking
from index.ranking.subjects import covering
from index.ranking.weight import HeldWords, weighed

__all__ = [
    "WEAK",
    "HeldWords",
    "Ranking",
    "RankingOptions",
    "Signals",
    "by_date",
    "confidence",
    "count_stories",
    "covering",
    "languages_of",
    "limit_per_article",
    "newest",
    "one_of_each",
    "one_per_story",
    "passages_meeting",
    "rank",
    "rank_by_example",
    "signals_of",
    "weighed",
]
