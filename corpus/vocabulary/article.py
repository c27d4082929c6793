"""What an article is, and how it gets its id."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus.vocabulary.errors import ArgumentError, shown
from corpus.vocabulary.given import moment_of, text_of, texts_of
from corpus.vocabulary.in_notebooks import facts, headline, story
from corpus.vocabulary.links import link_in

if TYPE_CHECKING:
    from datetime import datetime

    from corpus.vocabulary.origin import Origin

TITLE_FROM = "title_from"
"""The name in `extra` that says what a title was taken from that stands in for a missing one."""

_TITLE = 80
"""Letters of a title in a line that stands for an article."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Article:
    """One news item with its metadata; absent texts are empty strings.

    The id is the record's own where it has one; left empty, it is derived from the canonical
    URL, else from the text, so that the same article read twice gets the same id.

    Dates may be given as ISO 8601 text or as a `date` too, both in UTC where they name no zone;
    authors and source as one name or several.

    Raises:
        ArgumentError: there is neither a text nor a title, a value is not of its field's type, or
            a `datetime` has no time zone.
    """

    id: str = ""
    title: str = ""
    text: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    source: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    language: str = ""
    url: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else the record held, as JSON values."""
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    """Where it was found; not what it says: equal articles may come from different places."""

    def __post_init__(self) -> None:
        for name in ("id", "title", "text", "source", "section", "language", "url"):
            value = getattr(self, name)
            # Readers give nothing but text, millions of times: it is not looked at any closer.
            text = value if type(value) is str else text_of(name, value)
            object.__setattr__(self, name, storable(text))
        authors = texts_of("authors", self.authors)
        object.__setattr__(self, "authors", tuple(map(storable, authors)))
        if not self.text.strip() and not self.title.strip():
            raise ArgumentError("an article needs a text or a title")
        for name in ("published", "updated"):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, moment_of(name, value))
        if type(self.extra) is not dict and not isinstance(self.extra, Mapping):
            raise ArgumentError(f"extra: {shown(self.extra)} is not a mapping of names to values")
        if not self.id:
            object.__setattr__(self, "id", _derived_id(self))

    def __repr__(self) -> str:
        """Return it in one line, by what tells it from others."""
        day = f", {self.published:%Y-%m-%d}" if self.published else ""
        source = f", {self.source!r}" if self.source else ""
        title = shorten(self.title, _TITLE, placeholder=" …")
        return f"Article({self.id!r}, {title!r}{source}{day}, {len(self.text):,} characters)"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        about = facts(self.source, self.authors, self.published, self.id)
        return story(headline(self.title, self.url), about, self.text, self.language)

    @property
    def origin(self) -> Origin | None:
        """Where it was found first; None for one that comes from no file."""
        return self.origins[0] if self.origins else None

    @property
    def link(self) -> str:
        """Its URL where that may be offered as a link: of the web, mail or a file; else empty."""
        return link_in(self.url)

    @property
    def own_title(self) -> str:
        """The title that it came with; empty where the title only repeats how the text begins."""
        return "" if self.extra.get(TITLE_FROM) == "text" else self.title


def names_its_text(article: Article) -> bool:
    """Tell whether an article's id was derived from its text: another text has another id."""
    return article.id == _derived_id(article) and not canonical_url(article.url)


def storable(text: str) -> str:
    """Return a text with U+FFFD for half surrogate pairs, which no file can hold."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def canonical_url(url: str) -> str:
    """Return the URL without what does not name the page, or an empty string if it is not one.

    Scheme, host and port are normalised, tracking parameters and the fragment dropped.
    """
    from courlan import normalize_url

    try:
        normal = str(normalize_url(url))
        parts = urlsplit(normal)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    return normal.partition("#")[0].rstrip("/")


def _derived_id(article: Article) -> str:
    if url := canonical_url(article.url):
        origin = "url\n" + url
    else:
        origin = "text\n" + (article.text.strip() or article.title.strip())
    # 80 bits: among a million articles the chance of two sharing an id is below 10^-12.
    return hashlib.sha256(origin.encode("utf-8")).hexdigest()[:20]
