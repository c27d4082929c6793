"""Ranked passages to what a reader is told.

sought              what a text holds of a question, and where
sentence            the sentences that answer best, and the one among them
hits                a ranking to hits
"""

from index.answers.hits import hits_of

__all__ = ["hits_of"]
