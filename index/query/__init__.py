"""What is asked: words that rank, conditions that bind.

conditions          the conditions that marks in a question stand for
filters             hard conditions on articles
periods             the time that a question speaks of, or that a condition demands
parser              the query language
ranked              what a question is ranked by
"""

from index.query.conditions import (
    Condition,
    Either,
    Every,
    Field,
    Fuzzy,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Without,
    Words,
)
from index.query.filters import Filters, filters, folded
from index.query.parser import parse
from index.query.periods import Now, Period, Times, When, read_times
from index.query.ranked import Ranked, pattern_key, ranked, stands_for

__all__ = [
    "Condition",
    "Either",
    "Every",
    "Field",
    "Filters",
    "Fuzzy",
    "Now",
    "Pattern",
    "Period",
    "Phrase",
    "Prefix",
    "Query",
    "Ranked",
    "Times",
    "When",
    "Wildcard",
    "Without",
    "Words",
    "filters",
    "folded",
    "parse",
    "pattern_key",
    "ranked",
    "read_times",
    "stands_for",
]
