"""Articles as HTML: a piece for a page, and a page of its own that takes nothing from elsewhere."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from corpus.passages.sentences import paragraph_spans
from corpus.vocabulary.links import link_in
from corpus.vocabulary.visible import visible
from index.formats.wording.article_facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus import Article

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())
"""Primary tags of languages that are written from right to left."""
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")

_STYLE = """
:root { color-scheme: light dark }
body { max-width: 42rem; margin: 0 auto; padding: 1rem; font: 1.05rem/1.55 Georgia, serif }
h1 { font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere }
article + article { border-top: 1px solid; margin-top: 3rem }
dl { font: .85rem/1.4 system-ui, sans-serif; border-top: 1px solid; padding-top: 1rem;
     display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem }
dd { margin: 0; overflow-wrap: anywhere }
@media (max-width: 30rem) { dl { display: block } dd { margin-bottom: .5rem } }
@media print { body { max-width: none } }
"""


def article_html(article: Article) -> str:
    """Return an article as an `article` element: headline, text, and what is known of it.

    All that it says is escaped; `lang` and `dir` say how its letters run.
    """
    parts = [f"<article{letters_of(article.language)}>"]
    if article.title.strip():
        parts.append(f"<h1>{_line(article.title)}</h1>")
    parts += (f"<p>{_line(article.text[a:b])}</p>" for a, b in paragraph_spans(article.text))
    parts.append('<dl lang="en" dir="ltr">')
    for name, value in facts_of(article):
        parts.append(f'<dt>{_line(name)}</dt><dd dir="auto">{linked(value)}</dd>')
    return "\n".join([*parts, "</dl>", "</article>"])


def html_page(title: str, bodies: Iterable[str], *, style: str = "") -> Iterator[str]:
    """Yield a page that stands alone, piece by piece: no script, nothing from elsewhere.

    Args:
        title: of the page, as text.
        bodies: elements of its body, as HTML.
        style: more CSS.
    """
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_line(title)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
    )
    for body in bodies:
        yield f"{body}\n"
    yield "</body>\n</html>\n"


def linked(value: str) -> str:
    """Return a text as HTML; an address as a link."""
    text = _line(value)
    if link := link_in(value):
        return f'<a href="{escape(link)}" rel="noreferrer">{text}</a>'
    return text


def letters_of(language: str) -> str:
    """Return the attributes that say in which language a text is, and which way it runs.

    They begin with a space.
    """
    if not _TAG.fullmatch(language):
        return ' dir="auto"'
    tag = language.replace("_", "-")
    way = "rtl" if tag.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"
    return f' lang="{tag}" dir="{way}"'


def _line(text: str) -> str:
    """Return a text on one line, with the signs of HTML escaped and without what can't be there."""
    return escape(" ".join(visible(text).split()))
