"""Articles as one cites them in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Article


def citation_text(article: Article) -> str:
    """Return an article in one line: authors, “headline”, source, date, URL.

    What is not known is left out; of an article without headline its first words stand there. A
    full stop ends it, unless that would be taken for a part of the URL.
    """
    names = [" ".join(name.split()) for name in article.authors]
    authors = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    headline = " ".join(article.title.split()) or _beginning(article.text)
    day = article.published
    parts = [
        authors,
        f"“{headline}”",
        " ".join(article.source.split()),
        f"{day.day} {day:%B %Y}" if day else "",
        article.link,
    ]
    return ", ".join(filter(None, parts)) + ("" if article.link else ".")


_WORDS = 8
"""Words of a text that stand for a headline."""


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
