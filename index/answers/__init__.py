"""Ranked passages to what a reader is told.

sought              what a text holds of a question, and where
demanded            where a text holds what a question demands
sentence            the sentences that answer best, and the one among them
explanation         how the score of a hit came about
hits                a ranking to hits
quotes              the quotations of what was found, best first
"""

from index.answers.hits import hits_of
from index.answers.quotes import READ, first_said, quotes_of
from index.answers.sought import marker_of, sought_of

__all__ = ["READ", "first_said", "hits_of", "marker_of", "quotes_of", "sought_of"]
