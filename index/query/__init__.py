"""What is asked: words that rank, conditions that bind.

conditions          the conditions that marks in a question stand for
names               the one form in which names are compared
fields              what an article can be asked for by
near                which names are near to one that isn't there
unknown_fields      words before a colon that were meant as a field
filters             hard conditions on articles
periods             the time that a question speaks of, or that a condition demands
parser              the query language
pattern_limit       how many patterns a stranger may ask for
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
    has_words,
)
from index.query.fields import OWN, SPEAKER, compared, same, values_in
from index.query.filters import Filters, Names, filters
from index.query.names import folded
from index.query.near import by_likeness, no_name
from index.query.parser import parse
from index.query.pattern_limit import check_patterns
from index.query.periods import Now, Period, Time, Times, When, asks_for_any, read_times
from index.query.ranked import Ranked, pattern_key, ranked, stands_for
from index.query.unknown_fields import no_field

__all__ = [
    "OWN",
    "SPEAKER",
    "Condition",
    "Either",
    "Every",
    "Field",
    "Filters",
    "Fuzzy",
    "Names",
    "Now",
    "Pattern",
    "Period",
    "Phrase",
    "Prefix",
    "Query",
    "Ranked",
    "Time",
    "Times",
    "When",
    "Wildcard",
    "Without",
    "Words",
    "asks_for_any",
    "by_likeness",
    "check_patterns",
    "compared",
    "filters",
    "folded",
    "has_words",
    "no_field",
    "no_name",
    "parse",
    "pattern_key",
    "ranked",
    "read_times",
    "same",
    "stands_for",
    "values_in",
]
