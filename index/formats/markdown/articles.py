"""Articles as Markdown (CommonMark)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.passages.sentences import paragraph_spans
from corpus.vocabulary.links import link_in
from index.formats.wording.article_facts import facts_of

if TYPE_CHECKING:
    from corpus import Article

_SIGNS = re.compile(r"[\\`*_\[\]<>|~&]")
_BLOCK = re.compile(r"^[-+=#]")
_NUMBER = re.compile(r"^([0-9]+)([.)])")


def article_markdown(article: Article) -> str:
    """Return an article as Markdown: headline, what is known of it as a list, and text.

    The text's own signs stand for themselves.
    """
    blocks = [f"# {escaped(article.title)}"] if article.title.strip() else []
    blocks.append(
        "\n".join(f"- **{escaped(name)}:** {_value(value)}" for name, value in facts_of(article))
    )
    blocks += (escaped(article.text[a:b]) for a, b in paragraph_spans(article.text))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return a text as one line of Markdown that reads as the text does."""
    return not_a_block(escaped_within(" ".join(text.split())))


def escaped_within(text: str) -> str:
    """Return a text of one line as it reads within a line of Markdown."""
    return _SIGNS.sub(r"\\\g<0>", text)


def not_a_block(line: str) -> str:
    """Return a line of Markdown so that its first signs begin no list, heading or rule."""
    return _NUMBER.sub(r"\1\\\2", _BLOCK.sub(r"\\\g<0>", line))


def _value(value: str) -> str:
    """Return the value of a fact; an address as a link."""
    return f"<{link}>" if (link := link_in(value)) else escaped(value)
