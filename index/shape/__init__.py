"""The shape of what was found: functions of arrays, which know no engine and no question.

facets              how many of the articles have which values
times               the days of articles, as years, months, weeks and weekdays
periods             days cut into periods, one after the other
bursts              when far more is found than usually
"""

from index.shape.bursts import bursts
from index.shape.facets import facet_of
from index.shape.periods import UNITS, Unit, count_in, starts_of, unit_for
from index.shape.times import UNITS_OF_TIME, days_of, held_times

__all__ = [
    "UNITS",
    "UNITS_OF_TIME",
    "Unit",
    "bursts",
    "count_in",
    "days_of",
    "facet_of",
    "held_times",
    "starts_of",
    "unit_for",
]
