"""Articles as RIS, which EndNote, Zotero and Mendeley take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.formats.citations.bylines import bylines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Article


def ris(article: Article) -> str:
    """Return an article as a record of RIS, of the type `NEWS`, with a line break at its end."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(article) if value]
    return "\n".join(["TY  - NEWS", *lines, "ER  - "]) + "\n"


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    yield "ID", article.id
    for author in bylines(article):
        yield "AU", author.inverted
    yield "TI", article.title
    yield "T2", article.source
    if day := article.published:
        yield "PY", f"{day:%Y}"
        yield "DA", f"{day:%Y/%m/%d}"
    yield "SE", article.section
    yield "LA", article.language
    yield "UR", article.link
