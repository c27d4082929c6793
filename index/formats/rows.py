"""Results as rows: names with values that JSON knows, the same for every program that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus import Article
    from index.vocabulary.results import Hit, Hits

Row = Mapping[str, Any]


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
    """Return a hit as the other formats print it."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "keyword_score": hit.keyword_score,
        "dense_score": hit.dense_score,
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
        "without": list(hit.without),
        "ranking_score": hit.ranking_score,
        "article_score": hit.article_score,
        "title_score": hit.title_score,
        "source_score": hit.source_score,
        "time_score": hit.time_score,
        "explanation": None
        if hit.explanation is None
        else {
            "shares": dict(hit.explanation.shares),
            "words": dict(hit.explanation.words),
        },
    }


def told_of(hits: Hits, question: str) -> dict[str, Any]:
    """Return what is to be said of all hits of a search, as the other formats print it."""
    return {
        "question": question,
        "total": hits.total,
        "confidence": hits.confidence,
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
