"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results import columns
from index.vocabulary.results.in_notebooks import also_in, entry, in_brief, marked
from index.vocabulary.results.rows import article_row, embargo_of, origin_row, piece_row, rounded
from index.vocabulary.results.tables import Results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus import Article, Passage
    from index.vocabulary.results.copies import Copy
    from index.vocabulary.results.facets import Facet


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the ranking score of a hit came about."""

    shares: Mapping[str, float]
    """What each kind of evidence adds to it: `keyword`, `dense`, `article`, `title`, `stub`,
    `source`, `time`, `recent`; of one leg alone, its own score. A page that covers several
    subjects, or a reranker, may have moved the hit besides."""
    words: Mapping[str, float]
    """What each word of the question, as typed, and each pattern adds to `keyword_score`."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a part of the row of a hit."""
        return {
            "shares": {name: rounded(share) for name, share in self.shares.items()},
            "words": {word: rounded(score) for word, score in self.words.items()},
        }


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """One ranked passage with its article."""

    rank: int
    """From 1."""
    score: float | None
    """How likely it is relevant, 0 to 1, in every mode; None where conditions alone were asked."""
    ranking_score: float
    """By which hits are ordered; comparable within one search only."""
    keyword_score: float | None
    """BM25; 0 where no word of the question occurs, None where the leg was not asked."""
    dense_score: float | None
    """Cosine of question and passage; None where the leg was not asked, or has no vector yet."""
    article: Article
    passage: Passage
    """`article.text[passage.start:passage.end]` is `passage.text`."""
    answer: Passage | None = None
    """The sentence of the passage that answers best, with its offsets in the article's text."""
    window: Passage | None = None
    """The answer in its context: up to 60 words, in whole sentences, of which the answer is one."""
    copies: tuple[Copy, ...] = ()
    """Other articles of the index that print the same story, whatever filters leave of them."""
    story: tuple[Copy, ...] = ()
    """Other articles that were found and tell of the same running story, the best first; nothing
    unless hits are grouped by it."""
    speaker: str | None = None
    """Who says the answer, or most of its window, where the text around a quotation tells."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where words of the question stand in the passage: start and end of each in the article's
    text."""
    demanded: tuple[tuple[int, int], ...] = ()
    """Where in the answer phrases and words that the question demands stand first, in the article's
    text."""
    article_score: float | None = None
    """Mean cosine over the passages of the article; this and what follows are None where the
    hybrid did not rank, or the article has no vector yet."""
    title_score: float | None = None
    """Share of the question that stands in the title, 0 to 1."""
    source_score: float | None = None
    """1 if the question names the article's source, else 0."""
    time_score: float | None = None
    """1 if the article is of a time that the question names, less outside, 0 far away."""
    without: tuple[str, ...] = ()
    """Words of weight that other articles have and this one lacks, as they were typed."""
    explanation: Explanation | None = None
    """How its ranking score came about; None unless that was asked for."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a row, as `Hits.to_dicts` does."""
        return {
            "rank": self.rank,
            "score": rounded(self.score),
            "keyword_score": rounded(self.keyword_score),
            "dense_score": rounded(self.dense_score),
            **article_row(self.article),
            **origin_row(self.article),
            "embargoed": embargo_of(self.article),
            "start": self.passage.start,
            "end": self.passage.end,
            "text": self.passage.text,
            **piece_row("answer", self.answer, before="answer_"),
            **piece_row("window", self.window, before="window_"),
            "speaker": self.speaker,
            "marks": [list(span) for span in self.marks],
            "copies": [copy.id for copy in self.copies],
            "story": [other.id for other in self.story],
            "without": list(self.without),
            "ranking_score": rounded(self.ranking_score),
            "article_score": rounded(self.article_score),
            "title_score": rounded(self.title_score),
            "source_score": rounded(self.source_score),
            "time_score": rounded(self.time_score),
            "explanation": self.explanation and self.explanation.to_dict(),
        }

    def __repr__(self) -> str:
        """Return it in one line."""
        score = "" if self.score is None else f", {self.score:.2f}"
        return f"Hit({self.rank}{score}, {in_brief(self.article)})"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: the answer in its context, with the words asked for."""
        shown = self.window or self.passage
        text = marked(self.article.text, shown.start, shown.end, self.marks)
        said = f"{plain(self.speaker)}: {text}" if self.speaker else text
        return entry(self.article, f"{self.rank}.", said, also_in(c.source for c in self.copies))


@dataclass(frozen=True, slots=True)
class Reading:
    """What words of a question were understood to ask for, which the ranking prefers."""

    words: str
    """As they stand in the question: `before March 2019`."""
    meaning: str
    """`before 1 March 2019`."""
    conditions: Mapping[str, str]
    """What demands it, by the names that a search takes: `until`: `2019-02-28`; nothing where
    that is done already, since the question asks for all articles of a time."""


class Hits(Results[Hit]):
    """The hits of one search, best first, and what is to be said of them all."""

    COLUMNS = columns.HIT

    total: int = 0
    """Articles that match, and may be shown: a story that several print counts once if it is
    shown once."""
    next_offset: int | None = None
    """The `offset` of the next page, which counts hits as `limit` does; None where these are the
    last."""
    missing: tuple[str, ...] = ()
    """Words of weight (names, numbers, rare words) that no article which may be found has, as
    they were typed."""
    weak: bool = False
    """Nothing close was found: these are the nearest passages, and likely no answer."""
    confidence: float | None = None
    """How close the best passages are, from 0 to about 1.5; None if a leg was not asked."""
    note: str = ""
    """A line for each: why marks in the question were read as plain words, a field that there is
    not, conditions that no article meets, with what there is instead."""
    read_as: tuple[Reading, ...] = ()
    """Times that the question names, which move articles up and leave none out."""
    corrections: Mapping[str, str] = MappingProxyType({})
    """Words of the question that are likely misspelt, as they were typed, and what they were read
    as: both were looked for."""
    foreign: Mapping[str, float] = MappingProxyType({})
    """Languages of these hits that the index's model was not made for, if many of all passages are
    in such, and the share of all passages in each: their meaning is hardly compared."""
    unembedded: int = 0
    """Passages of the index that have no vector yet, and are found by keywords alone."""
    matched: bool = True
    """Whether a word of the question occurs; if not, only the meaning was compared."""
    facets: tuple[Facet, ...] = ()
    """Of all that matches, by the fields that were asked for."""
