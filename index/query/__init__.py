"""What is asked: words that rank, conditions that bind.

conditions          the conditions that marks in a question stand for
filters             hard conditions on articles
periods             the time that a question speaks of
parser              the query language
"""

from index.query.conditions import (
    Condition,
    Either,
    Every,
    Field,
    Fuzzy,
    Phrase,
    Prefix,
    Query,
    Without,
    Words,
)
from index.query.filters import Filters, When, filters, folded
from index.query.parser import parse
from index.query.periods import Period, periods_in

__all__ = [
    "Condition",
    "Either",
    "Every",
    "Field",
    "Filters",
    "Fuzzy",
    "Period",
    "Phrase",
    "Prefix",
    "Query",
    "When",
    "Without",
    "Words",
    "filters",
    "folded",
    "parse",
    "periods_in",
]
