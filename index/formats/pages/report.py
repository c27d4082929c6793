"""Questions and what was found for each, as one page to mail around: no script, one file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from index.formats.pages.html import html_page, letters_of
from index.formats.pages.report_style import REPORT_STYLE
from index.formats.pages.timeline_svg import period_name, timeline_svg
from index.formats.wording.hit_facts import also_in, byline_of
from index.formats.wording.pieces import in_context, on_a_line, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.formats.markdown.sections import Section
    from index.formats.wording.pieces import Piece
    from index.vocabulary.results import Burst, Hit, Timeline

_BURSTS = 3
"""Bursts that are told of beside a timeline, those with most articles."""


def report(title: str, sections: Sequence[Section], made: str, told: str = "") -> Iterator[str]:
    """Yield a page that stands alone: contents, then each question with what was found for it.

    Args:
        title: of the page.
        sections: one for each question.
        made: when it was made, and of what.
        told: a line on all of it.
    """
    yield from html_page(title, _body(title, sections, (told, made)), style=REPORT_STYLE)


def _body(title: str, sections: Sequence[Section], told: Sequence[str]) -> Iterator[str]:
    yield f"<header><h1>{_line(title)}</h1>"
    for line in filter(None, told):
        yield f'<p class="told">{_line(line)}</p>'
    yield "</header>"
    if len(sections) > 1:
        yield from _contents(sections)
    yield "<main>"
    for number, section in enumerate(sections, 1):
        yield from _section(number, section, alone=len(sections) == 1 and section.heading == title)
    yield "</main>"


def _contents(sections: Sequence[Section]) -> Iterator[str]:
    yield '<nav aria-label="Contents"><ol>'
    for number, section in enumerate(sections, 1):
        told = "".join(f' <span class="told">{_line(each)}</span>' for each in section.told[:1])
        heading = _line(section.heading)
        yield f'<li><a href="#q{number}" dir="auto">{heading}</a>{told}</li>'
    yield "</ol></nav>"


def _section(number: int, section: Section, *, alone: bool) -> Iterator[str]:
    """Yield a section; without heading where the page has the same."""
    yield f'<section id="q{number}">'
    if not alone:
        yield f'<h2 dir="auto">{_line(section.heading)}</h2>'
    if section.question:
        yield f'<p class="question" dir="auto">{_line(section.question)}</p>'
    if section.told:
        yield f'<p class="told">{_line(" · ".join(section.told))}</p>'
    if section.timeline and section.timeline.periods:
        yield from _figure(section.timeline)
    if section.hits:
        yield f'<ol class="hits" start="{section.first}">'
        yield from map(_hit, section.hits)
        yield "</ol>"
    yield "</section>"


def _figure(timeline: Timeline) -> Iterator[str]:
    """Yield a timeline: the highest number above its bars, the ends of its time below them."""
    (line,) = timeline.lines
    first, last = timeline.periods[0], timeline.periods[-1]
    names = [period_name(timeline, each.first) for each in (first, last)]
    highest = max(line.counts)
    told = f"{line.articles:,} articles by {timeline.by}, from {names[0]} to {names[1]}"
    yield f'<figure><div class="highest">at most {highest:,} a {timeline.by}</div>'
    yield timeline_svg(timeline, told)
    ends = [f"<span>{escape(name)}</span>" for name in dict.fromkeys(names)]
    yield f'<div class="ends">{"".join(ends)}</div>'
    largest = sorted(line.bursts, key=lambda burst: -burst.articles)[:_BURSTS]
    captions = [_burst(timeline, each) for each in sorted(largest, key=lambda each: each.first)]
    if not all(period.articles for period in timeline.periods):
        captions.append('<span class="nothing">■</span> no articles at all')
    if captions:
        yield f"<figcaption>{''.join(f'<p>{each}</p>' for each in captions)}</figcaption>"
    yield "</figure>"


def _burst(timeline: Timeline, burst: Burst) -> str:
    when = period_name(timeline, burst.peak)
    return (
        f'<span class="burst">▲</span> {escape(when)}, {burst.articles:,} articles: '
        f"<bdi>{_line(burst.title)}</bdi>"
    )


def _hit(hit: Hit) -> str:
    article = hit.article
    title = _line(article.title) or "(no title)"
    letters = letters_of(article.language)
    if article.link:
        title = f'<a href="{escape(article.link)}" rel="noreferrer">{title}</a>'
    speaker = said_by(hit)
    said = f'<b class="speaker">{_line(speaker)}:</b> ' if speaker else ""
    text = "".join(map(_marked, in_context(hit))).strip()
    facts = " · ".join(f"<bdi>{_line(each)}</bdi>" for each in (*byline_of(article), article.id))
    parts = [f"<h3{letters}>{title}</h3>", f'<p class="byline">{facts}</p>']
    if text:
        around = ' class="around"' if hit.answer else ""
        parts.append(f"<blockquote{around}{letters}>{said}{text}</blockquote>")
    if hit.copies:
        parts.append(f'<p class="byline">{_line(also_in(article, hit.copies))}</p>')
    return f"<li>{''.join(parts)}</li>"


def _marked(piece: Piece) -> str:
    text = escape(piece.text)
    marked = f"<mark>{text}</mark>" if piece.asked else text
    return f"<b>{marked}</b>" if piece.answer else marked


def _line(text: str) -> str:
    return escape(on_a_line(text).strip())
