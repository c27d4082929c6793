"""The shape of what was found: functions of arrays, which know no engine and no question.

facets              how many of the articles have which values
times               the days of articles, as years, months, weeks and weekdays
periods             days cut into periods, one after the other
bursts              when far more is found than usually
likelihood          how sure it is that something is more frequent here than elsewhere
wording             the words of some passages, how they are written, the names they stand in
"""

from index.shape.bursts import bursts
from index.shape.facets import counts_of, facet_of, spelling
from index.shape.likelihood import SURE, log_likelihood, times_as_often
from index.shape.periods import UNITS, Unit, count_in, starts_of, unit_for
from index.shape.times import UNITS_OF_TIME, days_of, held_times
from index.shape.wording import Wording

__all__ = [
    "SURE",
    "UNITS",
    "UNITS_OF_TIME",
    "Unit",
    "Wording",
    "bursts",
    "count_in",
    "counts_of",
    "days_of",
    "facet_of",
    "held_times",
    "log_likelihood",
    "spelling",
    "starts_of",
    "times_as_often",
    "unit_for",
]
