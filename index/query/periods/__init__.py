"""The time that a question speaks of, and that a condition demands.

period              a stretch of days, and the days that it is counted from
units               weeks, quarters, decades around a day; steps of them
numerals            numbers in words
calendar_words      words for days, months and years
named               a time in a text, and a form to write one
dates               forms of dates that say what they are
relative            forms counted from today
holidays            days that have names
spotting            a text to the times in it
parts               words before a time that mean a part of it
bounds              words before a time that make bounds of it
doubts              what looks like a time and is none
in_questions        the times that a question speaks of
asking              words that ask for articles of a time, and no more
given               dates that a user gives as conditions
"""

from index.query.periods.asking import asks_for_any
from index.query.periods.given import When, bounds_between, bounds_of
from index.query.periods.in_questions import Time, Times, read_times
from index.query.periods.period import Now, Period

__all__ = [
    "Now",
    "Period",
    "Time",
    "Times",
    "When",
    "asks_for_any",
    "bounds_between",
    "bounds_of",
    "read_times",
]
