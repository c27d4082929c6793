"""A text to words, in one form for what is searched and what is asked.

letters             what is compared: composed, without accents, without what is not seen
stop_words          words too common to rank by
numbers             `1,250` is 1250
pieces              what stands between spaces and marks
acronyms            `US` is not `us`
tokens              the words of a text, where they stand, and how they are written
stems               words to terms, by language
forms               `men` for `man`, `defence` for `defense`: what no stemmer knows
languages           the language of an article
leads               the first words of an article that has no title
question            the words of a question
marks               where those stand in a text
spelling            whether a word is misspelt, and what was meant
"""

from index.vocabulary.words.languages import language_of
from index.vocabulary.words.leads import LEAD_WEIGHT, lead_of
from index.vocabulary.words.letters import as_compared, folded
from index.vocabulary.words.marks import MarkedWord, Marker, whole_spans
from index.vocabulary.words.pieces import SPACELESS_LETTER, characters
from index.vocabulary.words.question import (
    OPEN,
    QuestionWord,
    Slot,
    phrase_slots,
    question_words,
    title_slots,
    whole_words,
)
from index.vocabulary.words.stems import ENGLISH, same_word, stem, term_of, terms_of_key
from index.vocabulary.words.stop_words import STOP_WORDS, empty_words, stop_words_in
from index.vocabulary.words.tokens import (
    FORM,
    Word,
    key_of,
    pieces_in,
    stored_words,
    stored_words_of,
    width_of,
    words_in,
    words_with_spans,
)

__all__ = [
    "ENGLISH",
    "FORM",
    "LEAD_WEIGHT",
    "OPEN",
    "SPACELESS_LETTER",
    "STOP_WORDS",
    "MarkedWord",
    "Marker",
    "QuestionWord",
    "Slot",
    "Word",
    "as_compared",
    "characters",
    "empty_words",
    "folded",
    "key_of",
    "language_of",
    "lead_of",
    "phrase_slots",
    "pieces_in",
    "question_words",
    "same_word",
    "stem",
    "stop_words_in",
    "stored_words",
    "stored_words_of",
    "term_of",
    "terms_of_key",
    "title_slots",
    "whole_spans",
    "whole_words",
    "width_of",
    "words_in",
    "words_with_spans",
]
