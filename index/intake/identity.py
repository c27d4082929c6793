"""Whose an id is: bare numbers as ids of two sources are told apart."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.query import folded

if TYPE_CHECKING:
    from corpus import Article

_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.0)?")


def is_bare_number(id_: str) -> bool:
    """Tell whether an id is a number and nothing else: every source counts its articles from 1."""
    return bool(_NUMBER.fullmatch(id_))


def distinct_id(article: Article) -> str:
    """Return a bare number as an id that no other source has.

    It says the source, else the host of the URL, else the file: `coastal-wire:1`. Without any of
    them the number stays as it is.
    """
    if whose := article.source or host_of(article):
        return f"{_slug(whose)}:{article.id}"
    if article.origin is None:
        return article.id
    path = article.origin.absolute
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{_slug(PurePosixPath(path).name.partition('.')[0])}-{digest}:{article.id}"


def of_one_place(one: Article, other: Article) -> bool:
    """Tell whether two articles are of one source, else of one host, else of one file.

    What only one of them has tells nothing; where nothing can be compared, they are.
    """
    if one.source and other.source:
        return folded(one.source) == folded(other.source)
    hosts = host_of(one), host_of(other)
    if all(hosts):
        return hosts[0] == hosts[1]
    files = [{origin.absolute for origin in article.origins} for article in (one, other)]
    return not all(files) or bool(files[0] & files[1])


def host_of(article: Article) -> str:
    """Return the host of an article's URL, in lower case; empty if it has none."""
    try:
        return urlsplit(article.url).hostname or ""
    except ValueError:
        return ""


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "x"
