"""Whether a word of a question is misspelt, and what it is read as.

letters             how likely a word is typed for another, letter by letter
sounds              how words sound, and how else that may be spelt
reach               the words of a corpus that are near enough to a word to be judged
common_words        the words that people use, by language
judgement           a misspelt word to the word that was meant
"""

from index.vocabulary.words.spelling.common_words import is_foreign, is_word
from index.vocabulary.words.spelling.judgement import SUSPECTED, Suspect, readings
from index.vocabulary.words.spelling.reach import (
    may_be_misspelt,
    other_beginnings,
    spelt_alike,
    within_reach,
)

__all__ = [
    "SUSPECTED",
    "Suspect",
    "is_foreign",
    "is_word",
    "may_be_misspelt",
    "other_beginnings",
    "readings",
    "spelt_alike",
    "within_reach",
]
