"""A record of named fields, as JSON and CSV files hold them, to an article."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from corpus.article import Article
from corpus.bylines import split_byline
from corpus.dates import latest_believed, parse_date
from corpus.encodings import repaired
from corpus.errors import FieldMapError
from corpus.exported import MARKER, article_of
from corpus.outcome import Reading, RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_TEXT = 4 * 1024 * 1024
"""Characters. The longest news texts (laws, court rulings, transcripts) stay far below."""

LONGEST_LINE = 16 * LONGEST_TEXT
"""Bytes: room for the longest text with every character escaped, and for other fields."""

_NAMES = {
    "id": "id _id guid uuid article_id doc_id docid docno identifier",
    "title": "title headline head heading name",
    "text": "text body content article_body full_text main_text story article "
    "content_text body_text description summary abstract",
    "published": "published published_at date_published pub_date publication_date publish_date "
    "publish_time first_published date datetime created_at created timestamp time",
    "updated": "updated updated_at date_updated date_modified modified modified_at last_modified",
    "source": "source publisher outlet publication newspaper source_name site site_name provider "
    "agency",
    "authors": "authors author byline by creator writers writer",
    "section": "section category desk rubric department",
    "language": "language lang locale",
    "url": "url link canonical_url permalink web_url href uri",
}
"""Field of an article: the names it goes by, the surest first."""


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


_KNOWN = {field: tuple(_key(name) for name in names.split()) for field, names in _NAMES.items()}

TEXT_NAMES = tuple(_NAMES["text"].split())
"""What the text of an article is called in records."""

FieldMap = dict[str, str]
"""Field of an article: the record's own name for it, dotted where it is nested."""


def field_map(pairs: Mapping[str, str]) -> FieldMap:
    """Check a mapping from fields of an article to a record's own names.

    Raises:
        FieldMapError: a key is no field of an article.
    """
    for field in pairs:
        if field not in _KNOWN:
            raise FieldMapError(f"no field {field!r}; an article has {', '.join(_KNOWN)}")
    return dict(pairs)


def read_record(record: Mapping[str, Any], fields: FieldMap) -> Reading:
    """Make an article of a record whose field names are usual ones or named in `fields`.

    Fields that no name explains go to `extra` unchanged, but for numbers that JSON doesn't have,
    which become null; a date that can't be read or lies in the future goes there too. A row of an
    export is read as it stands.

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
    text, title = repaired(text), " ".join(repaired(title).split())
    if not text.strip() and not title:
        raise RecordError("record without text (text and title are empty)")
    used = {name for name, _ in found.values()}
    extra = {name: value for name, value in record.items() if name not in used and value != ""}
    warnings = [] if text.strip() else ["no text, only a headline"]
    published = _date("published", found, extra, warnings)
    if published:
        extra.setdefault("date_from", found["published"][0])
    updated = _date("updated", found, extra, warnings)

    def words(field: str) -> str:
        return " ".join(repaired(_as_text(found[field][1])).split()) if field in found else ""

    article = Article(
        id=words("id"),
        title=title,
        text=text,
        published=published,
        updated=updated,
        source=words("source"),
        authors=_authors(found["authors"][1]) if "authors" in found else (),
        section=words("section"),
        language=words("language"),
        url=words("url"),
        extra=_finite(extra),
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
        present = [name for name in present if record[name] is not None]
        if present:
            name = next((n for n in present if _as_text(record[n]).strip()), present[0])
            found[field] = (name, record[name])
    return found


def _at_path(record: Mapping[str, Any], path: str) -> Any:
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _too_deep(value: Any, room: int = 100) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, list) and (not room or any(_too_deep(v, room - 1) for v in value))


def _finite(value: Any) -> Any:
    """Return a value as JSON has it: Python reads `NaN` and `1e999` there, and writes no JSON."""
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
        return next(
            (_as_text(value[k]) for k in ("name", "title", "text", "value") if k in value), ""
        )
    return "" if value is None else str(value)


def _date(
    field: str,
    found: dict[str, tuple[str, Any]],
    extra: dict[str, Any],
    warnings: list[str],
) -> datetime | None:
    name, value = found.get(field, ("", None))
    if value is None or value == "":
        return None
    shown = str(value)[:80]
    try:
        moment = parse_date(value)
    except ValueError as error:
        warnings.append(f"unreadable date {shown!r} in {name!r} ({error})")
    else:
        if moment <= latest_believed():
            return moment
        warnings.append(f"{field} {shown!r} in {name!r} lies in the future")
    extra[name] = value
    return None


def _authors(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list | tuple) else split_byline(_as_text(value))
    cleaned = (" ".join(repaired(_as_text(name)).split()) for name in names)
    return tuple(dict.fromkeys(filter(None, cleaned)))
