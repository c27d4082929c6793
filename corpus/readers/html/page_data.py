"""What a page says of its article beside the text: structured data, meta tags, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from corpus.fields.bylines import names_in
from corpus.found.findings import Value
from corpus.readers.html import json_ld, meta_tags
from corpus.readers.html.headings import key, titles_of
from corpus.readers.html.meta_tags import Metas, microdata
from corpus.vocabulary.article import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.readers.html.json_ld import Node

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{1,2000})")
_HEAD = 4096
_LONGEST_URL = 2_000
_MOST_KEYWORDS = 100
_STAFF = re.compile(
    r"^(?:the|die|la|el|le) |\W*\b(?:staff(?: (?:writers?|reporters?))?|newsroom|news ?desk|desk"
    r"|reporters?|editors?|team|editorial(?: team| board)?|redaktion|redacción|rédaction|redazione"
    r")$",
    re.IGNORECASE,
)
"""What a site's name is followed by where all who work for it are meant."""

_OF_THE_PAGE = ("datePublished", "dateModified", "inLanguage", "isAccessibleForFree")
"""What data about the page as such says of its article, too."""

NOTHING = Value("", "")


class PageData:
    """What a page says of its article.

    Attributes:
        metas: its meta tags.
        described: what structured data says of the article, each with the name of its kind.
        urls: the addresses that it gives for itself, the surest first.
        declared: whether it says that there is an article.
    """

    def __init__(self, tree: Any, data: bytes) -> None:
        self.metas = Metas(tree)
        self._tree = tree
        stated, self._by_id = json_ld.read_json_ld(
            script.text or ""
            for script in tree.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
        )
        links = list(_links(tree, self.metas, data))
        articles = [node for node in stated if json_ld.is_article(node)]
        self.described = [("JSON-LD", node) for node in _own(articles, tree, self.metas, links)]
        if marked := microdata(tree):
            self.described.append(("microdata", marked))
        self.declared = bool(self.described) or (
            self.metas.first(["og:type"])[1].lower().startswith("article")
            and bool(self.metas.first(["article:published_time"])[1])
        )
        links += [
            (f"{kind} {field}", json_ld.text_of(node.get(field)))
            for kind, node in self.described
            for field in ("url", "mainEntityOfPage", "@id")
        ]
        self.urls = _resolved(links, tree)
        self._sites = [
            node for node in stated if json_ld.types_of(node) & {"WebSite", "NewsMediaOrganization"}
        ]
        self.described += [
            ("JSON-LD page", {field: node[field] for field in _OF_THE_PAGE if field in node})
            for node in stated
            if any(name.endswith("WebPage") for name in json_ld.types_of(node))
        ]

    def url(self) -> Value:
        """Return the canonical address; that of the site's front only if there is no other."""
        return next(
            (url for url in self.urls if urlsplit(url.value).path not in {"", "/"}),
            self.urls[0] if self.urls else NOTHING,
        )

    def domain(self) -> Value:
        """Return the name of the host, which stands for the site where nothing names it."""
        host = urlsplit(self.url().value).hostname or ""
        return Value(host.removeprefix("www."), "URL")

    def source(self) -> Value:
        """Return the name of the publisher, else of the site."""
        for kind, node in self.described:
            for field in ("publisher", "sourceOrganization"):
                for name in json_ld.names_of(node.get(field), self._by_id)[:1]:
                    return Value(name, f"{kind} {field}")
        for place, name in self._named_sites():
            return Value(name, place)
        return NOTHING

    def site_names(self) -> list[str]:
        """Return all names that the site goes by, its host among them."""
        publishers = [
            name
            for _, node in self.described
            for name in json_ld.names_of(node.get("publisher"), self._by_id)
        ]
        host = self.domain().value
        hosts = [host, *host.rsplit(".", 2)[-2:-1]]
        return [*publishers, *(name for _, name in self._named_sites()), *hosts]

    def _named_sites(self) -> Iterator[tuple[str, str]]:
        for name, content in self.metas.all(meta_tags.SOURCE[:2]):
            yield f"meta {name}", content
        for node in self._sites:
            for name in json_ld.names_of(node, self._by_id)[:1]:
                yield "JSON-LD name", name
        for name, content in self.metas.all(meta_tags.SOURCE[2:]):
            if not content.startswith(("http", "@")):
                yield f"meta {name}", content

    def authors(self) -> Value:
        """Return the names in the byline: those of people, or that of the site if it has none."""
        found = [value for value in self._bylines() if value.value]
        for value in found:
            if people := [name for name in value.value if not self.only_site([name])]:
                return Value(people, value.place)
        return found[0] if found else Value([], "")

    def _bylines(self) -> Iterator[Value]:
        for kind, node in self.described:
            for field in ("author", "creator"):
                lines = json_ld.names_of(node.get(field), self._by_id)
                names = [name for line in lines for name in names_in(line)]
                yield Value(list(dict.fromkeys(names)), f"{kind} {field}")
        for tag in meta_tags.AUTHORS:
            lines = [content for _, content in self.metas.all([tag])]
            names = [name for line in lines for name in names_in(line)]
            yield Value(list(dict.fromkeys(names)), f"meta {tag}")

    def only_site(self, names: list[str]) -> bool:
        """Tell whether names are those of the site or its staff, and of no one else."""
        sites = {key(name) for name in self.site_names()} - {""}
        return bool(names) and all(key(_STAFF.sub("", name)) in sites for name in names)

    def section(self) -> Value:
        """Return the first section that is named."""
        for kind, node in self.described:
            for section in json_ld.texts_of(node.get("articleSection")):
                if not section.startswith("http"):
                    return Value(section, f"{kind} articleSection")
        for name, content in self.metas.all(meta_tags.SECTION):
            if not content.startswith("http"):
                return Value(content, f"meta {name}")
        return NOTHING

    def language(self) -> Value:
        """Return the language as BCP 47."""
        root = self._tree.getroottree().getroot()
        named = [
            (
                "html lang",
                root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
            ),
            ("html lang", root.get("xml:lang")),
            *(
                (f"{kind} inLanguage", _code(node.get("inLanguage")))
                for kind, node in self.described
            ),
            *((f"meta {name}", content) for name, content in self.metas.all(meta_tags.LANGUAGE)),
        ]
        for place, name in named:
            if found := _LANGUAGE.fullmatch((name or "").partition(",")[0].strip()):
                base, script, region = found.groups(default="")
                tag = [base.lower(), script.title(), region.upper()]
                return Value("-".join(filter(None, tag)), place)
        return NOTHING

    def is_free(self) -> bool:
        """Tell whether the whole article is to be had, or the page doesn't say."""
        for _, node in self.described:
            part = node.get("hasPart")
            parts = [node, *(part if isinstance(part, list) else [part])]
            for one in parts:
                free = one.get("isAccessibleForFree") if isinstance(one, dict) else None
                if str(free).rpartition("/")[2].lower() in {"false", "no"}:
                    return False
        return self.metas.first(["article:content_tier"])[1].lower() not in {"locked", "metered"}

    def extra(self) -> dict[str, Any]:
        """Return what else it says: description, keywords, dateline, type of article."""
        node = self.described[0][1] if self.described else {}
        keywords = json_ld.texts_of(node.get("keywords")) or [
            content for _, content in self.metas.all(meta_tags.KEYWORDS)
        ]
        words = (word.strip() for line in keywords for word in re.split("[,;]", line))
        return {
            "description": json_ld.text_of(node.get("description"))
            or self.metas.first(meta_tags.DESCRIPTION)[1],
            "keywords": list(dict.fromkeys(filter(None, words)))[:_MOST_KEYWORDS],
            "dateline": json_ld.text_of(node.get("dateline")),
            "type": next(iter(sorted(json_ld.types_of(node))), ""),
        }


def _links(tree: Any, metas: Metas, data: bytes) -> Iterator[tuple[str, str]]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield "link canonical", link.get("href") or ""
    for name, content in metas.all(meta_tags.URL):
        yield f"meta {name}", content
    if saved := _SAVED_FROM.search(data[:_HEAD]):
        yield "saved from", saved[1].decode("utf-8", "replace")


def _resolved(links: list[tuple[str, str]], tree: Any) -> list[Value]:
    """Return the addresses in full, those that are relative against one that is not."""
    bases = [tag.get("href") or "" for tag in tree.iter("base")]
    base = next((url for url in [*(url for _, url in links), *bases] if canonical_url(url)), "")
    found: dict[str, Value] = {}
    for place, url in links:
        url = url.strip()  # noqa: PLW2901 - the same address
        if not url or len(url) > _LONGEST_URL:
            continue
        try:
            whole = urljoin(base, url)
        except ValueError:
            continue
        if canonical_url(whole):
            found.setdefault(whole, Value(whole, place))
    return list(found.values())


def _own(articles: list[Node], tree: Any, metas: Metas, links: list[tuple[str, str]]) -> list[Node]:
    """Return those of the articles on a page that are the page's own."""
    if len(articles) <= 1:
        return articles
    urls = {canonical_url(url) for _, url in links} - {""}
    titles = [line for _, line in [*metas.all(meta_tags.TITLE), *titles_of(tree)]]
    keys = [key(title) for title in titles]

    def is_own(node: Node) -> bool:
        if {canonical_url(json_ld.text_of(node.get(name))) for name in ("url", "@id")} & urls:
            return True
        headline = key(json_ld.text_of(node.get("headline")))
        return bool(headline) and any(headline in title for title in keys)

    own = [node for node in articles if is_own(node)]
    headlines = {key(json_ld.text_of(node.get("headline"))) for node in own or articles} - {""}
    # Several scripts may describe one article; several stories make a front page.
    return (own or articles) if len(headlines) <= 1 else own[:1]


def _code(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return json_ld.text_of(value)
