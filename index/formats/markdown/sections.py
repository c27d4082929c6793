"""What was found for several questions, one after the other: as text and Markdown to read."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.formats.markdown.articles import escaped
from index.formats.markdown.hits import hits_markdown
from index.formats.wording.hit_facts import also_in, byline_of
from index.formats.wording.pieces import in_context, on_a_line, said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.vocabulary.results import Hit, Timeline

_WIDTH = 76
"""Columns of text, which mail leaves as it is."""


@dataclass(frozen=True, slots=True)
class Section:
    """What was found for one question."""

    heading: str
    """The question, or what it is known by."""
    hits: Sequence[Hit]
    told: tuple[str, ...] = ()
    """What is to be said of all of it: first how much there is, then other things."""
    question: str = ""
    """As it was asked, where the heading says something else."""
    first: int = 1
    """The number of the first hit."""
    timeline: Timeline | None = None
    """Of the one question."""


def sections_markdown(sections: Iterable[Section]) -> Iterator[str]:
    """Yield each section as a heading, a line on all of it, and a numbered list."""
    for place, section in enumerate(sections):
        yield "\n" * bool(place) + f"## {_line(section.heading)}\n"
        if told := " · ".join(filter(None, (section.question, *section.told))):
            yield f"\n{escaped(told)}\n"
        if section.hits:
            yield "\n"
        yield from hits_markdown(section.hits, section.first)


def sections_text(sections: Iterable[Section]) -> Iterator[str]:
    """Yield each section as plain text of 76 columns, words of the question in asterisks."""
    for place, section in enumerate(sections):
        heading = on_a_line(section.heading).strip()
        told = " · ".join(filter(None, (section.question, *section.told)))
        yield "\n\n" * bool(place) + f"{heading}\n{'=' * min(len(heading), _WIDTH)}\n"
        if told:
            yield f"{_wrapped(told)}\n"
        for number, hit in enumerate(section.hits, section.first):
            yield "\n" + "\n".join(_hit_lines(number, hit)) + "\n"


def _hit_lines(number: int, hit: Hit) -> Iterator[str]:
    article, below = hit.article, "   "
    title = on_a_line(article.title).strip() or "(no title)"
    yield _wrapped(f"{number}. {title}", behind=below)
    yield _wrapped(" · ".join(byline_of(article)), below) or below + article.id
    if article.link:
        yield below + article.link
    speaker = said_by(hit)
    said = f"{speaker}: " if speaker else ""
    text = "".join(f"*{each.text}*" if each.asked else each.text for each in in_context(hit))
    if text.strip():
        yield _wrapped(said + text, below)
    if hit.copies:
        yield _wrapped(also_in(article, hit.copies), below)


def _wrapped(text: str, before: str = "", behind: str = "") -> str:
    return textwrap.fill(
        on_a_line(text).strip(),
        _WIDTH,
        initial_indent=before,
        subsequent_indent=before or behind,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _line(text: str) -> str:
    return escaped(on_a_line(text))
