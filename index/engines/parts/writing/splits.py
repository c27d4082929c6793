"""Articles and their passages, with what an index makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotations import quotations_of
from index.vocabulary.rendering import render
from index.vocabulary.words import language_of, lead_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus import Article, Passage
    from index.engines.parts.snapshot import Split
    from index.quotations import Quoted

    Quoting = tuple[Article, list[Passage], list[Quoted]]
    """An article, its passages and its quotations."""


def with_quotations(articles: Iterable[Split]) -> Iterator[Quoting]:
    """Yield articles with their passages and quotations."""
    for article, passages in articles:
        yield article, passages, quotations_of(article.text, article.language)


def as_searched(articles: Iterable[Split]) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield passages as they are searched: a title, a passage, the language of both, a lead."""
    for article, passages in articles:
        language = language_of(article.language, article.text or article.title)
        lead = None if article.own_title else lead_of(article.text)
        for passage in passages:
            yield article.title, render(article.own_title, passage.text), language, lead
