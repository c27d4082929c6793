"""What the fields of an article are called in records of named fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.vocabulary.errors import ArgumentError, FieldMapError, shown

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


_LONGEST_NAME = 100
"""Characters; no name that is known is nearly as long."""


def _key(name: str) -> str:
    """Return a name as it is compared, or nothing of one that is too long to be known."""
    return _short_key(name) if len(name) <= _LONGEST_NAME else ""


@lru_cache(maxsize=1024)
def _short_key(name: str) -> str:  # the records of a file have the same names, over and over
    return re.sub(r"[\W_]+", "", name).lower()


_KNOWN = {field: tuple(_key(name) for name in names.split()) for field, names in _NAMES.items()}

TEXT_NAMES = tuple(_NAMES["text"].split())
"""What the text of an article is called in records."""


def fields_named(names: Iterable[str]) -> set[str]:
    """Return the fields of an article that names in a record, such as a header, stand for."""
    keys = {_key(name) for name in names}
    return {field for field, known in _KNOWN.items() if not keys.isdisjoint(known)}


FieldMap = dict[str, str]
"""Field of an article: the record's own name for it, dotted where it is nested."""


def field_map(pairs: Mapping[str, str]) -> FieldMap:
    """Check a mapping from fields of an article to a record's own names.

    Raises:
        FieldMapError: a key is not a field of an article.
        ArgumentError: it is not a mapping of names to names.
    """
    if not isinstance(pairs, Mapping):
        raise ArgumentError(f"fields: {shown(pairs)} is not a mapping such as {{'text': 'story'}}")
    for field, name in pairs.items():
        if not isinstance(name, str):
            raise ArgumentError(f"fields: {shown(name)} is not a name of a field")
        if field not in _KNOWN:
            raise FieldMapError(f"no field {shown(field)}; an article has {', '.join(_KNOWN)}")
    return dict(pairs)
