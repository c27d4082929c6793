"""A record of named fields, as JSON and CSV files hold them, to an article."""

from __future__ import annotations

import json
import math
import re
from ast import literal_eval
from typing import TYPE_CHECKING, Any

from corpus.articles.assignment import as_text, assigned
from corpus.articles.dates_of_file import DatesOfArticle, DatesOfFile
from corpus.articles.outcome import Reading, RecordError
from corpus.articles.stand_in_titles import entitle
from corpus.fields.bylines import split_byline
from corpus.fields.dates import latest_believed
from corpus.fields.invisible import without_invisible
from corpus.files.encodings import repaired
from corpus.markup.markup_in_text import undeclared_line_of, undeclared_text_of
from corpus.vocabulary.article import Article
from corpus.vocabulary.exported import MARKER, article_of
from corpus.vocabulary.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from corpus.fields.names import FieldMap
    from corpus.vocabulary.origin import Origin

_WORDS_OF_A_TEXT = 15
_NUMBER = re.compile(r"\s*[-+]?\d+(?:\.0)?\s*")
_LISTED = re.compile(r"\s*\[.{0,5000}\]\s*", re.DOTALL)
"""A list as Python and JSON write it, in a cell."""
_TIME_TAG = re.compile(r"<time\s[^<>]{0,300}?\bdatetime\s?=\s?[\"']([^\"'<>]{4,60})", re.IGNORECASE)
_SITE = re.compile(r"https?://(?:www\.)?([^/\s?#]+)/?", re.IGNORECASE)


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
    found = assigned(record, fields)
    if "text" not in found and not _is_headline_alone(record, found):
        named = ", ".join(map(str, record)) or "none"
        raise RecordError(f"record without text (fields: {named[:200]})", "try --map text=FIELD")
    text = as_text(found.get("text", ("", ""))[1])
    title = as_text(found.get("title", ("", ""))[1])
    if len(text) > LONGEST_TEXT or len(title) > LONGEST_TEXT:
        size = max(len(text), len(title))
        raise RecordError(
            f"text of {size:,} characters, more than {LONGEST_TEXT:,}", "split it into articles"
        )
    text = without_invisible(undeclared_text_of(repaired(text)))
    title = without_invisible(undeclared_line_of(repaired(title)))
    if not text.strip() and not title:
        raise RecordError("record without text (text and title are empty)")
    said = _Said(found)
    authors, source, section = said.authors(), said.source(), said.name("section")
    extra = {name: value for name, value in record.items() if name not in said.used and value != ""}
    warnings = [] if text.strip() else ["no text, only a headline"]
    dates = dates or DatesOfFile()
    language, url = said.words("language"), said.words("url")
    dating = dates.of(record, language, url, warnings)
    published = _date("published", found, dating, extra)
    if published:
        extra.setdefault("date_from", found["published"][0])
    updated = _date("updated", found, dating, extra)
    title, stands_in = entitle(title, text, origins, extra)
    article = Article(
        id=said.words("id"),
        title=title,
        text=text,
        published=published,
        updated=updated,
        source=source,
        authors=authors,
        section=section,
        language=language,
        url=url,
        extra=_finite(extra),
        origins=origins,
    )
    places = {field: name for field, (name, _) in found.items() if getattr(article, field)}
    if stands_in:
        places["title"] = stands_in
    return Reading(article, tuple(warnings), places)


def _is_headline_alone(record: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Tell whether a record is a headline with its address and nothing that may be its text.

    Lists of what was published where are such: GDELT's, Media Cloud's.
    """
    if "title" not in found or "url" not in found:
        return False
    used = {name for name, _ in found.values()}
    others = (value for name, value in record.items() if name not in used)
    return not any(isinstance(one, str) and one.count(" ") >= _WORDS_OF_A_TEXT for one in others)


def _exported(record: Mapping[str, Any]) -> Article:
    try:
        return article_of(record)
    except ValueError as error:
        raise RecordError(
            f"not as newsdex exports an article ({str(error)[:100]})",
            f"mend it, or remove {MARKER!r} to have it read as any other record",
        ) from error


_HOLDING = (dict, list)


def _too_deep(value: Mapping[str, Any] | list[Any], room: int = 100) -> bool:
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, _HOLDING) and (not room or _too_deep(one, room - 1)):
            return True
    return False


def _finite(value: Any) -> Any:
    """Return a value as JSON has it: Python reads `1e999` there, and writes no JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list) else value


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
        moment, assumed = dating.read(_date_in(value), name)
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


def _date_in(value: Any) -> Any:
    """Return a date out of the object, the list of one or the tag that a system gives it in."""
    if isinstance(value, dict) or (isinstance(value, list) and len(value) == 1):
        return as_text(value)
    if isinstance(value, str) and "<" in value:
        stated = _TIME_TAG.search(value)
        return stated[1] if stated else undeclared_line_of(value)
    return value


class _Said:
    """What a record says in the fields of an article that are short.

    Attributes:
        used: the record's names that the article's fields are taken from.
    """

    def __init__(self, found: dict[str, tuple[str, Any]]) -> None:
        self.used = {name for name, _ in found.values()}
        self._found = found

    def words(self, field: str) -> str:
        """Return a field as one line."""
        return (
            " ".join(repaired(as_text(self._found[field][1])).split())
            if field in self._found
            else ""
        )

    def name(self, field: str) -> str:
        """Return a name that may be HTML; a bare number stands for one that is elsewhere."""
        name = without_invisible(undeclared_line_of(self.words(field)))
        if name and _NUMBER.fullmatch(name):
            self.used.discard(self._found[field][0])
            return ""
        return name

    def source(self) -> str:
        """Return the name of the source, of the address of a site its host."""
        name = self.name("source")
        site = _SITE.fullmatch(name)
        return site[1].lower() if site else name

    def authors(self) -> tuple[str, ...]:
        """Return the names of the authors; numbers of theirs stay where they are."""
        if "authors" not in self._found:
            return ()
        name, value = self._found["authors"]
        names = list(filter(None, map(_named, _listed(value))))
        people = [one for one in names if not _NUMBER.fullmatch(one)]
        if names and not people:
            self.used.discard(name)
        return tuple(dict.fromkeys(people))


def _listed(value: Any) -> Sequence[Any]:
    """Return the authors that a value names, each for itself."""
    if isinstance(value, list | tuple):
        return value
    line = _named(value)
    if _LISTED.fullmatch(line):
        for read in (json.loads, literal_eval):
            try:
                listed = read(line)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            return listed if isinstance(listed, list) else [line]
    return list(split_byline(line))


def _named(value: Any) -> str:
    if isinstance(value, dict) and (parts := _name_in_parts(value)):
        value = parts
    return without_invisible(undeclared_line_of(repaired(as_text(value))))


def _name_in_parts(person: Mapping[str, Any]) -> str:
    """Return the name of a person whose first and last names are apart."""
    by_key = {re.sub(r"[\W_]+", "", str(name)).lower(): value for name, value in person.items()}
    parts = [
        next((by_key[name] for name in names.split() if isinstance(by_key.get(name), str)), "")
        for names in ("firstname first givenname given", "lastname last surname familyname family")
    ]
    return " ".join(parts).strip() if all(parts) else ""
