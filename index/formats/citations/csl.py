"""Articles as CSL-JSON, which pandoc, Zotero and citeproc take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.citations.bylines import bylines

if TYPE_CHECKING:
    from corpus import Article


def csl(article: Article) -> dict[str, Any]:
    """Return an article as an item of CSL-JSON, of the type `article-newspaper`."""
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper"}
    if authors := bylines(article):
        item["author"] = [
            {"family": each.family, "given": each.given} if each.family else {"literal": each.name}
            for each in authors
        ]
    if day := article.published:
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    texts = {
        "title": article.title,
        "container-title": article.source,
        "section": article.section,
        "language": article.language,
        "URL": article.link,
    }
    return item | {name: " ".join(text.split()) for name, text in texts.items() if text}
