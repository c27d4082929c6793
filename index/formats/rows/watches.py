"""Standing questions and what came in for them, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.rows.named import hit_row

if TYPE_CHECKING:
    from index.vocabulary.results import News, Watch


def listed_row(watch: Watch) -> dict[str, Any]:
    """Return a standing question with what became of it so far."""
    last_run = watch.last_run.isoformat(timespec="seconds") if watch.last_run else None
    return {**watch_row(watch), "last_run": last_run, "stories": watch.stories}


def watch_row(watch: Watch) -> dict[str, Any]:
    """Return a standing question as the other formats print it."""
    return {
        "name": watch.name,
        "question": watch.question,
        "conditions": dict(watch.conditions),
    }


def news_row(news: News) -> dict[str, Any]:
    """Return what came in for a standing question, hits in a list."""
    return {
        **watch_row(news.watch),
        "total": news.hits.total,
        "hits": list(map(hit_row, news.hits)),
    }
