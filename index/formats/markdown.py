"""Articles as Markdown (CommonMark)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.passages.sentences import paragraph_spans
from index.formats.facts import facts_of

if TYPE_CHECKING:
    from corpus import Article

_SIGNS = re.compile(r"[\\`*_\[\]<>|~&]")
_BLOCK = re.compile(r"^[-+=#]")
_NUMBER = re.compile(r"^([0-9]+)([.)])")


def article_markdown(article: Article) -> str:
    """Return an article as Markdown: headline, text, and what is known of it as a list.

    The text's own signs stand for themselves.
    """
    blocks = [f"# {escaped(article.title)}"] if article.title.strip() else []
    blocks += (escaped(article.text[a:b]) for a, b in paragraph_spans(article.text))
    blocks.append(
        "\n".join(f"- **{escaped(name)}:** {_value(value)}" for name, value in facts_of(article))
    )
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return a text as one line of Markdown that reads as the text does."""
    line = _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _BLOCK.sub(r"\\\g<0>", line))


def _value(value: str) -> str:
    """Return the value of a fact; an address of the web as a link."""
    linked = value.startswith(("https://", "http://")) and not re.search(r"[\s<>]", value)
    return f"<{value}>" if linked else escaped(value)
