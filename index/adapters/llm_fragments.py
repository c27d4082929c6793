"""Fragments for the command llm: `llm install 'newsdex[llm]'`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import llm

from index.adapters.asking import passage_id, text_of
from index.formats import byline_of, web_link
from index.search import NewsIndex
from index.vocabulary.place import VARIABLE, nearest

if TYPE_CHECKING:
    from index.vocabulary.results import Hit

_MOST = 8
"""Passages for a prompt: some 1,200 words."""


@llm.hookimpl
def register_fragment_loaders(register: Any) -> None:
    """Tell llm what `newsdex:` stands for."""
    register("newsdex", passages)


def passages(question: str) -> list[llm.Fragment]:
    """Passages of the news index that answer: newsdex:QUESTION, in the words of `newsdex search`.

    The index is $NEWSDEX_INDEX, else .newsdex here or in the nearest folder above.
    """
    index = os.environ.get(VARIABLE) or nearest().directory
    with NewsIndex.open(index) as news:
        hits = news.search(question, limit=_MOST)
    if not hits or hits.weak:
        raise ValueError("nothing in the index comes near it")
    return [llm.Fragment(_quoted(hit), f"newsdex:{passage_id(hit)}") for hit in hits]


def _quoted(hit: Hit) -> str:
    """Return a passage below what it takes to cite it."""
    article = hit.article
    about = [article.title, *byline_of(article), web_link(article) or article.id]
    return f"{' · '.join(about)}\n\n{text_of(hit)}\n"
