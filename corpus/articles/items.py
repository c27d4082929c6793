"""An item as a format for news holds it, to an article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.articles.dates_of_file import DatesOfArticle, DatesOfFile
from corpus.articles.outcome import Reading, RecordError, Withdrawal
from corpus.articles.stand_in_titles import entitle
from corpus.fields.dates import latest_believed
from corpus.fields.invisible import without_invisible
from corpus.files.encodings import repaired
from corpus.vocabulary.article import Article
from corpus.vocabulary.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from corpus.found.findings import Item, Value
    from corpus.vocabulary.origin import Origin

LONGEST_LINE = 10_000
"""Characters of a title, a name or an address; what is longer is cut."""


def read_item(
    item: Item,
    known: Mapping[str, Value],
    dates: DatesOfFile | None = None,
    now: datetime | None = None,
    *,
    origins: tuple[Origin, ...] = (),
) -> Reading | Withdrawal:
    """Make an article of an item, or word of its withdrawal.

    Args:
        item: as a reader found it.
        known: fields to take where the item doesn't say; `published` comes after all others.
        dates: how those of its file are read.
        now: what is more than a day later is not a date of publication; without it the clock says.
        origins: where the item was found.

    Raises:
        RecordError: there is neither text nor title, or too much of them.
    """
    fields = {**known, **{name: value for name, value in item.fields.items() if value.value}}
    last = [fields.pop("published")] if "published" in fields else []
    version = str(item.extra.get("version", ""))
    line = {
        name: _line(value.value)
        for name, value in fields.items()
        if isinstance(value.value, str) and name != "text"
    }
    if item.withdrawn:
        if not line.get("id"):
            raise RecordError(f"{item.withdrawn} item without an id")
        dating = _dating(item, line, dates, [])
        issued = _issued(item, last, dating, latest_believed(now))
        return Withdrawal(line["id"], item.withdrawn, version, line.get("title", ""), issued)
    text = without_invisible(repaired(fields["text"].value)) if "text" in fields else ""
    if len(text) > LONGEST_TEXT:
        raise RecordError(
            f"text of {len(text):,} characters, more than {LONGEST_TEXT:,}",
            "split it into articles",
        )
    if not text.strip() and not line.get("title"):
        raise RecordError("no text and no title")
    warnings = list(item.warnings)
    if not text.strip():
        warnings.append("no text, only a headline")
    extra = {name: value for name, value in item.extra.items() if value not in ("", None, [], {})}
    latest = latest_believed(now)
    places = {name: value.place for name, value in fields.items()}
    dating = _dating(item, line, dates, warnings)

    def first(candidates: Sequence[Value], field: str) -> tuple[datetime | None, str]:
        return _first_date(candidates, field, dating, latest, extra)

    published, place = first([*item.published, *last], "published")
    if published:
        places["published"] = extra["date_from"] = place
    updated, place = first(item.updated, "updated")
    if updated:
        places["updated"] = place
    authors = fields["authors"].value if "authors" in fields else ()
    names = (_line(name) for name in authors)
    line["title"], stands_in = entitle(line.get("title", ""), text, origins, extra)
    if stands_in:
        places["title"] = stands_in
    article = Article(
        text=text,
        published=published,
        updated=updated,
        authors=tuple(dict.fromkeys(filter(None, names))),
        extra=json.loads(json.dumps(extra, default=str)),
        origins=origins,
        **{
            name: line.get(name, "")
            for name in ("id", "title", "source", "section", "language", "url")
        },
    )
    return Reading(article, tuple(warnings), places)


def _dating(
    item: Item, line: Mapping[str, str], dates: DatesOfFile | None, warnings: list[str]
) -> DatesOfArticle:
    file = dates or DatesOfFile()
    return file.of(item, line.get("language", ""), line.get("url", ""), warnings)


def _issued(
    item: Item, last: Sequence[Value], dating: DatesOfArticle, latest: datetime
) -> datetime | None:
    """Return the last day that an item which withdraws another names, None if it names none."""
    fields = (("updated", item.updated), ("published", [*item.published, *last]))
    found = (_first_date(values, field, dating, latest, {})[0] for field, values in fields)
    return max(filter(None, found), default=None)


def _line(text: str) -> str:
    line = without_invisible(repaired(text[:LONGEST_LINE]))
    return " ".join(line.replace("\0", " ").split())


def _first_date(
    candidates: Sequence[Value],
    field: str,
    dating: DatesOfArticle,
    latest: datetime,
    extra: dict[str, Any],
) -> tuple[datetime | None, str]:
    """Return the first candidate that is a date and not in the future, and its place."""
    for candidate in candidates:
        shown, place = str(candidate.value)[:80], candidate.place
        try:
            moment, assumed = dating.read(candidate.value, place)
        except ValueError as error:
            dating.told.append(f"unreadable date {shown!r} in {place} ({error})")
            extra.setdefault(f"{field}_unreadable", shown)
            continue
        if moment > latest:
            dating.told.append(f"{field} {shown!r} in {place} lies in the future")
            extra.setdefault(f"{field}_in_future", shown)
            continue
        if assumed:
            extra.setdefault("zone", "assumed")
        return moment, place
    return None, ""
