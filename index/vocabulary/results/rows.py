"""Results as rows of plain values, for data frames and scripts of one's own."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus import Article


def row_of(result: Any) -> dict[str, Any]:
    """Return a result as one row, by the names that it has in JSON; dates stay dates.

    Of an article there is what is known of it, without its text; of a piece of text its words and,
    as `start` and `end`, its place in the article; of copies their ids.

    Args:
        result: a frozen dataclass of this package. The declared type of each field says what
            becomes of it, so that a row has the same names where a value is None.
    """
    declared = {field.name: str(field.type) for field in fields(result)}
    pieces = [name for name, kind in declared.items() if kind == "Passage | None"]
    lone = len(pieces) == 1
    row: dict[str, Any] = {}
    for name, kind in declared.items():
        value = getattr(result, name)
        match kind:
            case "Article":
                row |= _article_row(value)
            case "Passage":
                row |= {"start": value.start, "end": value.end, "text": value.text}
            case "Passage | None":
                before = "" if lone else f"{name}_"
                row[name] = value and value.text
                row[f"{before}start"], row[f"{before}end"] = (
                    (value.start, value.end) if value else (None, None)
                )
            case "tuple[Copy, ...]":
                row[name] = [copy.id for copy in value]
            case "Explanation | None":
                row[name] = value and asdict(value)
            case _:
                row[name] = value
    return row


def _article_row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "path": article.origin.path if article.origin else "",
    }
