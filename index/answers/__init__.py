"""Ranked passages to what a reader is told.

sought              what a text holds of a question, and where
sentence            the sentences that answer best, and the one among them
quotations          where its paragraphs, sentences and quotations begin and end
speech_words        a table of the words that say who speaks, and text read as their classes
speech_rules        six rules over those classes, which say who speaks
speaker             who says it, where it is a quotation
hits                a ranking to hits
"""

from index.answers.hits import hits_of

__all__ = ["hits_of"]
