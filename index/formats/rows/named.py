"""Results as rows: names with values that JSON knows, the same for every program that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from corpus import Article
    from index.vocabulary.results import Hit, Hits

Row = Mapping[str, Any]

_PLACES = 4
"""Decimal places of scores: more would only look exact."""

ARTICLE_NAMES = (
    *("id", "title", "source", "authors", "published", "updated", "section", "language", "url"),
)
"""The names in the row of an article."""

HIT_NAMES = (
    *("rank", "score", "keyword_score", "dense_score", *ARTICLE_NAMES),
    *("path", "origins", "embargoed", "start", "end", "text"),
    *("answer", "answer_start", "answer_end", "window", "window_start", "window_end"),
    *("speaker", "marks", "copies", "story", "without"),
    *("ranking_score", "article_score", "title_score", "source_score", "time_score"),
    "explanation",
)
"""The names in the row of a hit, in their order."""


def chosen(rows: Iterable[Row], names: Sequence[str] | None) -> Iterator[Row]:
    """Yield rows with the values of some names alone, in that order; None leaves them whole."""
    for row in rows:
        yield row if names is None else {name: row[name] for name in names}


def check_names(names: Iterable[str], known: Collection[str]) -> None:
    """Check that rows have values of some names.

    Raises:
        QuestionError: they have not, and which there are.
    """
    for name in names:
        if name not in known:
            raise QuestionError(f"fields: no field {name!r}; there are: {', '.join(known)}")


def article_row(article: Article) -> dict[str, Any]:
    """Return an article's metadata, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "section": article.section,
        "language": article.language,
        "url": article.url,
    }


def origin_row(article: Article) -> dict[str, Any]:
    """Return where an article was found: the file, and all places with what is known of them."""
    return {
        "path": article.origin.path if article.origin else "",
        "origins": [asdict(origin) for origin in article.origins],
    }


def embargo_of(article: Article) -> str:
    """Return until when an article is not to be published, as an agency says; empty if it isn't."""
    return str(article.extra.get("embargoed", ""))


def hit_row(hit: Hit) -> dict[str, Any]:
    """Return a hit as the other formats print it, by `HIT_NAMES`."""
    return {
        "rank": hit.rank,
        "score": rounded(hit.score),
        "keyword_score": rounded(hit.keyword_score),
        "dense_score": rounded(hit.dense_score),
        **article_row(hit.article),
        **origin_row(hit.article),
        "embargoed": embargo_of(hit.article),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "answer": hit.answer.text if hit.answer else None,
        "answer_start": hit.answer.start if hit.answer else None,
        "answer_end": hit.answer.end if hit.answer else None,
        "window": hit.window.text if hit.window else None,
        "window_start": hit.window.start if hit.window else None,
        "window_end": hit.window.end if hit.window else None,
        "speaker": hit.speaker,
        "marks": [list(span) for span in hit.marks],
        "copies": [copy.id for copy in hit.copies],
        "story": [other.id for other in hit.story],
        "without": list(hit.without),
        "ranking_score": rounded(hit.ranking_score),
        "article_score": rounded(hit.article_score),
        "title_score": rounded(hit.title_score),
        "source_score": rounded(hit.source_score),
        "time_score": rounded(hit.time_score),
        "explanation": None
        if hit.explanation is None
        else {
            "shares": {name: rounded(share) for name, share in hit.explanation.shares.items()},
            "words": {word: rounded(score) for word, score in hit.explanation.words.items()},
        },
    }


def told_of(hits: Hits, question: str) -> dict[str, Any]:
    """Return what is to be said of all hits of a search, as the other formats print it."""
    return {
        "question": question,
        "total": hits.total,
        "confidence": rounded(hits.confidence),
        "weak": hits.weak,
        "matched": hits.matched,
        "missing": list(hits.missing),
        "corrections": dict(hits.corrections),
        "read_as": [asdict(reading) for reading in hits.read_as],
        "note": hits.note,
        "unembedded": hits.unembedded,
        "foreign": dict(hits.foreign),
        "facets": [asdict(facet) for facet in hits.facets],
    }


def rounded(score: float | None) -> float | None:
    """Return a score as rows have it."""
    return None if score is None else round(score, _PLACES)
