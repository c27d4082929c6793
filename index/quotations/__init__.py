"""Who said what: quotations in a text, and who speaks in them.

speech_words        a table of the words that say who speaks, and text read as their classes
speech_rules        eleven rules over those classes, which say who speaks
spans               where paragraphs, sentences and quotations of a text begin and end
attribution         who is said to speak in the words around a quotation
antecedent          who `he` and `she` stand for, by who spoke before
names               names of people, and without the titles before them
quoted              what a quotation is
naming              who is meant: the full name of a surname, the name of a pronoun
extraction          the quotations of an article
speaker             who speaks in a sentence, where it is a quotation
"""

from index.quotations.extraction import quotations_of
from index.quotations.quoted import Quoted, is_named, said_key, speakers_named
from index.quotations.spans import quotation_around, quotations_in
from index.quotations.speaker import speaker_of

__all__ = [
    "Quoted",
    "is_named",
    "quotation_around",
    "quotations_in",
    "quotations_of",
    "said_key",
    "speaker_of",
    "speakers_named",
]
