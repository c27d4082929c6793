"""Links for readers who are elsewhere: to the web alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Article


def web_link(article: Article) -> str:
    """Return an article's link if it leads to the web; nothing for a file of this machine."""
    return article.link if article.link.lower().startswith(("https:", "http:")) else ""
