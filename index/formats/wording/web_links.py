"""Links for readers who are elsewhere: to the web alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.vocabulary.links import link_in

if TYPE_CHECKING:
    from corpus import Article


def web_link(article: Article) -> str:
    """Return an article's link if it leads to the web; nothing for a file of this machine."""
    return web_address(article.url)


def web_address(text: str) -> str:
    """Return a text if it may be offered as a link and leads to the web; else nothing."""
    link = link_in(text)
    return link if link.lower().startswith(("https:", "http:")) else ""
