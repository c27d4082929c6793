"""Articles as BibTeX, for LaTeX and for programs that manage references.

An article of a source is an `@article` of the journal that the source is: classic styles have no
type for newspapers, and biblatex takes those for articles as well. One without a source is `@misc`.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from index.formats.citations.bylines import bylines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Article
    from index.formats.citations.bylines import Byline

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces even where a backslash stands before them.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#_%"},
    }
)
"""What means something to TeX, and how it is written."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""BibTeX's own names, which each style writes in its language."""


def bibtex(article: Article) -> str:
    """Return an article as an entry of BibTeX, in UTF-8, with a line break at its end."""
    kind = "article" if article.source else "misc"
    fields = "".join(f",\n  {name} = {value}" for name, value in _fields(article))
    return f"@{kind}{{{_key(article.id)}{fields}\n}}\n"


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    if authors := bylines(article):
        yield "author", f"{{{' and '.join(map(_author, authors))}}}"
    if article.title:
        # Within two braces styles leave capitals as they are: headlines are full of names.
        yield "title", f"{{{{{_tex(article.title)}}}}}"
    if article.source:
        yield "journal", f"{{{_tex(article.source)}}}"
    if day := article.published:
        yield "date", f"{{{day:%Y-%m-%d}}}"  # biblatex reads this, BibTeX the year and the month
        yield "year", f"{{{day:%Y}}}"
        yield "month", _MONTHS[day.month - 1]
    if article.link:
        # No program takes TeX's own signs here: it is printed as it stands.
        yield "url", f"{{{quote(article.link, safe=_IN_URLS)}}}"
    if article.language:
        yield "language", f"{{{_tex(article.language)}}}"


_IN_URLS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '\\{}"<>^`|')
"""Characters of a URL that are no trouble within braces."""


def _author(author: Byline) -> str:
    if author.family:
        return f"{_tex(author.family)}, {_tex(author.given)}"
    return f"{{{_tex(author.name)}}}"


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


def _key(id_: str) -> str:
    """Return the id as one cites it: the same where BibTeX takes it, else one much like it."""
    plain = re.sub(r"[^A-Za-z0-9_.:/+-]+", "-", id_)
    if plain == id_:
        return id_
    return f"{plain}-{hashlib.sha256(id_.encode()).hexdigest()[:6]}"
