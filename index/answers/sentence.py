"""The sentence of a passage that answers a question best, by its words.

The sentence that shares most words with a question is mostly the first of its article, which
says what the story is about; the answer is the one that shares the words that the others lack.
So a word counts by how rare it is in the corpus, and by how rare among the passage's sentences.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from corpus import Passage
from corpus.passages.sentences import sentence_spans
from index.vocabulary.words import stem, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = 0.3
"""Of holding what the question asks for: a number, a reason, a name."""

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"\b(?:{_MONTHS}\.? \d{{1,2}}|\d{{1,2}} {_MONTHS}|(?:1[5-9]|20)\d\d|{_DAYS}|yesterday|"
    r"today)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|third|quarter)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|since|after|following|citing|reasons?|as a result|prompted|prevent|"
    r"so that|in order to|led to|blam\w+)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile('["“”«»]')
_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")

_KINDS = (
    (
        re.compile(
            r"\bhow (?:many|much|strong|long|old|far|high|big|large|fast|often)\b|\bdeath toll\b|"
            r"\bwhat (?:share|category|percentage|number|age|proportion)\b|\btall(?:y|ies)\b",
            re.IGNORECASE,
        ),
        _NUMBER,
    ),
    (re.compile(r"^when\b|\b(?:what|which) (?:day|date|year|month)\b", re.IGNORECASE), _DATE),
    (
        re.compile(r"\bwhy\b|\bwhat (?:reason|prompted|caused)\b|\bgrounds\b", re.IGNORECASE),
        _REASON,
    ),
    (
        re.compile(
            r"^who (?:said|called|told|claimed|warned|described)\b|\bquotes?\b|"
            r"^what did .*\b(?:say|call|demand|promise|tell)\b",
            re.IGNORECASE,
        ),
        _QUOTATION,
    ),
    (re.compile(r"^(?:who|whose|which)\b", re.IGNORECASE), _NAME),
)
"""A kind of question, and what its answer is likely to hold."""


def best_sentence(passage: Passage, question: str, idfs: Mapping[str, float]) -> Passage | None:
    """Return the sentence of a passage that answers best, with offsets into the article.

    Args:
        passage: as a hit has it.
        question: as it was asked.
        idfs: of the question's terms in the corpus.

    Returns:
        The first of equals; None for a passage without text.
    """
    spans = sentence_spans(passage.text)
    if not spans:
        return None
    texts = [passage.text[start:end] for start, end in spans]
    terms = [set(map(stem, words_in(text))) & idfs.keys() for text in texts]
    weights = {
        term: idf * math.log(1 + len(texts) / (1 + sum(term in held for held in terms)))
        for term, idf in idfs.items()
    }
    total = sum(weights.values()) or 1.0
    wanted = next((what for asked, what in _KINDS if asked.search(question.strip())), None)

    def score(place: int) -> float:
        share = sum(weights[term] for term in terms[place]) / total
        text = _DATE.sub(" ", texts[place]) if wanted is _NUMBER else texts[place]
        return share + KIND * bool(wanted and wanted.search(text))

    best = max(range(len(texts)), key=score)
    start, end = spans[best]
    return Passage(passage.start + start, passage.start + end, texts[best])
