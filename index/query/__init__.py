"""What is asked: words that rank, conditions that bind.

conditions          the conditions that marks in a question stand for
filters             hard conditions on articles
periods             the time that a question speaks of
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
from index.query.filters import Filters, When, filters, folded
from index.query.parser import parse
from index.query.periods import Period, periods_in
from index.query.ranked import Ranked, pattern_key, ranked, stands_for

__all__ = [
    "Condition",
    "Either",
    "Every",
    "Field",
    "Filters",
    "Fuzzy",
    "Pattern",
    "Period",
    "Phrase",
    "Prefix",
    "Query",
    "Ranked",
    "When",
    "Wildcard",
    "Without",
    "Words",
    "filters",
    "folded",
    "parse",
    "pattern_key",
    "periods_in",
    "ranked",
    "stands_for",
]
