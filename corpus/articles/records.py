"""A record of named fields, as JSON and CSV files hold them, to an article."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from corpus.articles.dates_of_file import DatesOfArticle, DatesOfFile
from corpus.articles.outcome import Reading, RecordError
from corpus.fields.bylines import split_byline
from corpus.fields.dates import latest_believed
from corpus.fields.invisible import without_invisible
from corpus.fields.names import _KNOWN, FieldMap, _key
from corpus.files.encodings import repaired
from corpus.markup.markup_in_text import undeclared_line_of, undeclared_text_of
from corpus.vocabulary.article import Article
from corpus.vocabulary.exported import MARKER, article_of
from corpus.vocabulary.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from corpus.vocabulary.origin import Origin


_SAYING = ("rendered", "name", "title", "text", "value")
"""Where an object that stands for a text has it; `rendered` is WordPress's."""


def read_record(
    record: Mapping[str, Any],
    fields: FieldMap,
    dates: DatesOfFile | None = None,
    *,
    origins: tuple[Origin, ...] = (),
) -> Reading:
    """Make an article of a record whose field names are usual ones or named in `fields`.

    Fields that no name explains go to `extra` unchanged, but for numbers that JSON doesn't have,
    which become null; a date that can't be read or lies in the future goes there too. HTML in
    texts and names becomes plain text. A row of an export is read as it stands, also in where its
    article was found.

    Args:
        record: as a reader found it.
        fields: names that are not usual.
        dates: how those of its file are read.
        origins: where it was found.

    Raises:
        RecordError: there is no text field, or nothing in it and no title, or too much; or the
            row of an export is not as it was written.
    """
    if MARKER in record:
        return Reading(_exported(record), places={"id": MARKER})
    if _too_deep(record):
        raise RecordError("JSON nested too deeply", "mend or remove this record")
    found = _assign(record, fields)
    if "text" not in found:
        named = ", ".join(map(str, record)) or "none"
        raise RecordError(f"record without text (fields: {named[:200]})", "try --map text=FIELD")
    text = _as_text(found["text"][1])
    title = _as_text(found.get("title", ("", ""))[1])
    if len(text) > LONGEST_TEXT or len(title) > LONGEST_TEXT:
        size = max(len(text), len(title))
        raise RecordError(
            f"text of {size:,} characters, more than {LONGEST_TEXT:,}", "split it into articles"
        )
    text = without_invisible(undeclared_text_of(repaired(text)))
    title = without_invisible(undeclared_line_of(repaired(title)))
    if not text.strip() and not title:
        raise RecordError("record without text (text and title are empty)")
    used = {name for name, _ in found.values()}
    extra = {name: value for name, value in record.items() if name not in used and value != ""}
    warnings = [] if text.strip() else ["no text, only a headline"]

    def words(field: str) -> str:
        return " ".join(repaired(_as_text(found[field][1])).split()) if field in found else ""

    def name(field: str) -> str:
        return without_invisible(undeclared_line_of(words(field)))

    dates = dates or DatesOfFile()
    language, url = words("language"), words("url")
    dating = dates.of(record, language, url, warnings)
    published = _date("published", found, dating, extra)
    if published:
        extra.setdefault("date_from", found["published"][0])
    updated = _date("updated", found, dating, extra)
    article = Article(
        id=words("id"),
        title=title,
        text=text,
        published=published,
        updated=updated,
        source=name("source"),
        authors=_authors(found["authors"][1]) if "authors" in found else (),
        section=name("section"),
        language=language,
        url=url,
        extra=_finite(extra),
        origins=origins,
    )
    places = {field: name for field, (name, _) in found.items() if getattr(article, field)}
    return Reading(article, tuple(warnings), places)


def _exported(record: Mapping[str, Any]) -> Article:
    try:
        return article_of(record)
    except ValueError as error:
        raise RecordError(
            f"not as newsdex exports an article ({str(error)[:100]})",
            f"mend it, or remove {MARKER!r} to have it read as any other record",
        ) from error


def _assign(record: Mapping[str, Any], fields: FieldMap) -> dict[str, tuple[str, Any]]:
    """Find for each field of an article the record's name and value that it goes by."""
    by_key = {_key(str(name)): str(name) for name in reversed(list(record))}
    found: dict[str, tuple[str, Any]] = {}
    for field, names in _KNOWN.items():
        if field in fields:
            path = fields[field]
            value = _at_path(record, path)
            if value is not None:
                found[field] = (path, value)
            continue
        present = [by_key[key] for key in names if key in by_key]
        if len(present) > 1:
            present = [name for name in present if record[name] is not None]
            present = [n for n in present if _as_text(record[n]).strip()] or present
        if present and record[present[0]] is not None:
            found[field] = (present[0], record[present[0]])
    return found


def _at_path(record: Mapping[str, Any], path: str) -> Any:
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _too_deep(value: Mapping[str, Any] | list[Any], room: int = 100) -> bool:
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list) and (not room or _too_deep(one, room - 1)):
            return True
    return False


def _finite(value: Any) -> Any:
    """Return a value as JSON has it: Python reads `NaN` and `1e999` there, and writes no JSON."""
    if isinstance(value, str):
        return value  # nearly all of them are
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list) else value


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(_as_text, value)))
    if isinstance(value, dict):
        return next((_as_text(value[k]) for k in _SAYING if k in value), "")
    return "" if value is None else str(value)


def _date(
    field: str,
    found: dict[str, tuple[str, Any]],
    dating: DatesOfArticle,
    extra: dict[str, Any],
) -> datetime | None:
    """Return the date in a field; one that is not to be believed goes to `extra`."""
    name, value = found.get(field, ("", None))
    if value is None or value == "":
        return None
    shown = str(value)[:80]
    try:
        moment, assumed = dating.read(value, name)
    except ValueError as error:
        dating.told.append(f"unreadable date {shown!r} in {name!r} ({error})")
    else:
        if moment <= latest_believed():
            if assumed:
                extra.setdefault("zone", "assumed")
            return moment
        dating.told.append(f"{field} {shown!r} in {name!r} lies in the future")
    extra[name] = value
    return None


def _authors(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list | tuple) else split_byline(_named(value))
    cleaned = map(_named, names)
    return tuple(dict.fromkeys(filter(None, cleaned)))


def _named(value: Any) -> str:
    return without_invisible(undeclared_line_of(repaired(_as_text(value))))
