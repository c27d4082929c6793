"""The shape of what was found: functions of arrays, which know no engine and no question.

facets              how many of the articles have which values
times               the days of articles, as years, months, weeks and weekdays
"""

from index.shape.facets import facet_of
from index.shape.times import UNITS_OF_TIME, held_times

__all__ = ["UNITS_OF_TIME", "facet_of", "held_times"]
