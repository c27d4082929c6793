"""Meta tags, links and microdata of a page, by their names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.readers.html.json_ld import is_article, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_CONTENT = 10_000
"""Characters of a meta tag that are looked at."""
_MOST_OF_A_NAME = 100
"""Meta tags of one name that are looked at."""

TITLE = (
    "og:title twitter:title parsely-title sailthru.title dcterms.title dc.title citation_title "
    "headline hdl"
).split()
PUBLISHED = (
    "article:published_time article:published og:published_time og:article:published_time "
    "datepublished article.published parsely-pub-date sailthru.date published_time publish-date "
    "publishdate publish_date published-date published_date pubdate pub_date bt:pubdate "
    "cxenseparse:recs:publishtime originalpublicationdate dcterms.issued dc.date.issued "
    "dcterms.date dc.date dcterms.created dc.date.created datecreated article:created_time "
    "citation_publication_date citation_date displaydate date"
).split()
UPDATED = (
    "article:modified_time article:modified og:updated_time og:modified_time "
    "og:article:modified_time article:updated_time datemodified article.updated "
    "dcterms.modified dc.date.modified last-modified lastmod last_updated "
    "modified_date revised"
).split()
AUTHORS = (
    "author article:author article:author_name og:article:author parsely-author sailthru.author "
    "dcterms.creator dc.creator byl citation_author dc.contributor cxenseparse:author authors"
).split()
SOURCE = "og:site_name application-name dcterms.publisher dc.publisher publisher cre".split()
SECTION = (
    "article:section parsely-section og:article:section cxenseparse:taxonomy section "
    "article.section sailthru.section dc.subject.section bt:section cg"
).split()
LANGUAGE = "content-language og:locale dcterms.language dc.language language inlanguage".split()
URL = "og:url parsely-link twitter:url dcterms.identifier dc.identifier".split()
DESCRIPTION = "og:description description twitter:description dcterms.description".split()
KEYWORDS = "news_keywords keywords parsely-tags sailthru.tags article:tag og:article:tag".split()
"""Names of meta tags for one thing, in lower case, the surest first."""


class Metas:
    """The meta tags of a page."""

    def __init__(self, tree: Any) -> None:
        self._contents: dict[str, list[str]] = {}
        for tag in tree.iter("meta"):
            content = plain((tag.get("content") or "")[:LONGEST_CONTENT])
            if not content:
                continue
            # Further down the page they tell of other things: a picture, a story linked to.
            of_page = tag.getparent().tag in {"head", "html"}
            for attribute in ("property", "name", "http-equiv", *(["itemprop"] * of_page)):
                for name in (tag.get(attribute) or "")[:LONGEST_CONTENT].lower().split()[:5]:
                    contents = self._contents.setdefault(name.replace("dc:", "dc."), [])
                    if content not in contents[-1:] and len(contents) < _MOST_OF_A_NAME:
                        contents.append(content)
        self._read_parsely()

    def all(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return the name and the content of each meta tag of these names, in their order."""
        return [(name, content) for name in names for content in self._contents.get(name, ())]

    def first(self, names: Iterable[str]) -> tuple[str, str]:
        """Return the name and the content of the first of these, empty where there is none."""
        return next(iter(self.all(names)), ("", ""))

    def _read_parsely(self) -> None:
        """Take apart the old form of Parse.ly's tags: one that holds a JSON object."""
        fields = {
            "title": "title", "link": "link", "pub_date": "pub-date", "author": "author",
            "section": "section",
        }  # fmt: skip
        for content in self._contents.get("parsely-page", ())[:1]:
            try:
                values = json.loads(content)
            except (ValueError, RecursionError):
                return
            if isinstance(values, dict):
                for key, name in fields.items():
                    if isinstance(values.get(key), str):
                        self._contents.setdefault(f"parsely-{name}", []).append(values[key])


_PROPERTIES = frozenset(
    "headline datepublished datemodified datecreated author creator publisher articlesection "
    "inlanguage".split()
)
_SPELLING = {
    "datepublished": "datePublished", "datemodified": "dateModified",
    "datecreated": "dateCreated", "articlesection": "articleSection", "inlanguage": "inLanguage",
}  # fmt: skip
_MOST_PROPERTIES = 2_000


def microdata(tree: Any) -> dict[str, Any]:
    """Return what the page's first article says in `itemprop` attributes, as JSON-LD would."""
    article: Any = None
    node: dict[str, Any] = {}
    for tag in tree.xpath("//*[@itemprop]")[:_MOST_PROPERTIES]:
        name = tag.get("itemprop", "").strip().lower()
        if name not in _PROPERTIES:
            continue
        scope = next(tag.iterancestors(), None)
        while scope is not None and scope.get("itemscope") is None:
            scope = scope.getparent()
        if scope is None or not is_article({"@type": scope.get("itemtype", "").split()}):
            continue
        if article is None:
            article = scope
            node["@type"] = scope.get("itemtype", "").split()
        if scope is article:
            node.setdefault(_SPELLING.get(name, name), []).append(_said(tag))
    return node


def _said(tag: Any) -> Any:
    for attribute in ("content", "datetime"):
        if tag.get(attribute):
            return tag.get(attribute)[:LONGEST_CONTENT]
    if tag.get("itemscope") is not None:
        inner = tag.xpath('.//*[@itemprop="name"]')
        return {"name": _said(inner[0])} if inner else ""
    return plain(tag.text_content()[:LONGEST_CONTENT])
