"""An entry of a feed, of whichever format, to an item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import split_byline
from corpus.fields.document_properties import real_name
from corpus.found.findings import Item, Value
from corpus.markup.html_fragments import line_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Placed = tuple[Any, str]
"""A value as it is written, and the place where it is."""

_FULL_WORDS = 250
"""Words from which a description is taken for the whole story: no summary is that long."""

_NO_SECTION = re.compile(r"keyword|tag|person|people|organi[sz]ation|geo|place", re.IGNORECASE)
_ADDRESS = re.compile(r"[(<]?\s*(?:mailto:)?[^\s<>()@]+@[^\s<>()@]+\s*[)>]?")
_MOST_CATEGORIES = 100
_LONGEST_CATEGORY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What feeds say of an entry; `contents`, `summaries` and titles are HTML."""

    id: Placed
    url: Placed
    title: str
    contents: Sequence[Placed]
    """The story itself, where the feed carries it."""
    summaries: Sequence[Placed]
    """What stands for it elsewhere, the best first."""
    published: Sequence[Placed]
    updated: Sequence[Placed]
    moments: Sequence[Placed] = ()
    """Those that the feed states of itself."""
    authors: Sequence[str]
    source: Sequence[Placed]
    """Candidates, as HTML; the first that isn't empty counts."""
    language: str
    section: str
    categories: Sequence[tuple[str, str]]
    """Names, each with its scheme."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()


def entry_item(entry: Entry) -> Item:
    """Make an item of an entry; one without the story itself is marked as a summary."""
    contents = [Value(text_of(value), place) for value, place in entry.contents]
    summaries = [Value(text_of(value), place) for value, place in entry.summaries if value]
    content = max(contents, key=_length, default=Value("", ""))
    summary = next((value for value in summaries if value.value), Value("", ""))
    # Some feeds put the story into the description, and less of it into the content.
    text = content if _length(content) >= _length(summary) else summary
    categories = [(line_of(name)[:_LONGEST_CATEGORY], scheme) for name, scheme in entry.categories]
    categories = [category for category in categories if category[0]][:_MOST_CATEGORIES]
    fields = {
        "id": _id(entry),
        "title": Value(line_of(entry.title), "title"),
        "text": text,
        "source": _first(entry.source),
        "section": _section(entry.section, categories),
        "language": Value(entry.language, "language"),
        "url": Value(*entry.url),
        "authors": Value(_names(entry.authors), "author"),
    }
    short = text is summary and len(str(text.value).split()) < _FULL_WORDS
    apart = text is content and not str(text.value).startswith(str(summary.value).rstrip(" .…[]"))
    return Item(
        fields={name: value for name, value in fields.items() if value.value},
        published=[Value(*date) for date in entry.published],
        updated=[Value(*date) for date in entry.updated],
        moments=[Value(*date) for date in entry.moments],
        extra={
            "summary_only": True if text.value and short else None,
            "summary": summary.value if apart else "",
            "categories": list(dict.fromkeys(name for name, _ in categories)),
            **entry.extra,
        },
        warnings=entry.warnings,
    )


def _length(value: Value) -> int:
    return len(value.value)


def _id(entry: Entry) -> Value:
    """Return the entry's own id; a mere number names it in its feed only, so its link counts."""
    written, place = entry.id
    if entry.url[0] and (not written or written.isdecimal()):
        return Value(*entry.url)
    return Value(written, place)


def _first(candidates: Sequence[Placed]) -> Value:
    named = (Value(line_of(value), place) for value, place in candidates if value)
    return next((value for value in named if value.value), Value("", ""))


def _section(section: str, categories: Sequence[tuple[str, str]]) -> Value:
    if section:
        return Value(line_of(section), "section")
    named = [name for name, scheme in categories if not _NO_SECTION.search(scheme)]
    return Value(named[0] if named else "", "first category")


def _names(authors: Sequence[str]) -> list[str]:
    """Return names of people without their addresses."""
    lines = (line_of(_ADDRESS.sub(" ", author)) for author in authors)
    names = [name.strip(" ()<>\"'") for line in lines for name in split_byline(line)]
    return list(dict.fromkeys(filter(None, map(real_name, names))))
