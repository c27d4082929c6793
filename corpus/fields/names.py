"""What the fields of an article are called in records of named fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corpus.vocabulary.errors import ArgumentError, FieldMapError, shown

_NAMES = {
    "id": "id _id guid uuid article_id doc_id docid docno identifier accession_number an "
    "stories_id nid",
    "title": "title headline head heading headline_main title_rss title_page hd name",
    "text": "text body content article_body full_text main_text story article "
    "content_text body_text plaintext text_content full_content cleaned_text body_html "
    "content_html html td transcript description summary abstract lead_paragraph lead "
    "standfirst teaser trail_text excerpt snippet",
    "published": "published published_at date_published pub_date "
    "publication_date publish_date published_date publish_time publishing_date date_publish "
    "date_time_pub first_published first_publish_date first_published_at issue_date datetime "
    "date_time date created_at created date_created creation_date timestamp time seen_date "
    "load_date date_gmt pd",
    "updated": "updated updated_at date_updated date_modified date_modify modified "
    "modified_at last_modified last_updated modified_gmt changed",
    "source": "source publisher outlet publication newspaper source_name source_title site "
    "site_name publication_title pub_title media_name media_outlet provider agency source_domain "
    "domain sn",
    "authors": "authors author byline by creator writers writer author_name author_names bylines "
    "journalist journalists reporter contributors contributor written_by",
    "section": "section category desk rubric department section_name news_desk se",
    "language": "language lang locale lang_code language_code meta_lang la",
    "url": "url link canonical_url permalink web_url href canonical_link canonical document_url "
    "original_url uri",
}
"""Field of an article: the names it goes by, the surest first, in the exports of publishing
systems, of crawlers (newspaper, news-please), of archives (Media Cloud, ProQuest, LexisNexis; the
codes of two letters are Factiva's) and of interfaces to all of these."""

_PREFIXES = "article content doc field item meta news node page post story web wp".split()
"""What stands before a usual name in databases and forms: `post_title`, `field_body`."""


_LONGEST_NAME = 100
"""Characters; no name that is known is nearly as long."""


def _key(name: str) -> str:
    """Return a name as it is compared, or nothing of one that is too long to be known."""
    return _short_key(name) if len(name) <= _LONGEST_NAME else ""


@lru_cache(maxsize=1024)
def _short_key(name: str) -> str:  # the records of a file have the same names, over and over
    return re.sub(r"[\W_]+", "", name).lower()


_KNOWN = {field: tuple(_key(name) for name in names.split()) for field, names in _NAMES.items()}
_ALL_KNOWN = frozenset(name for names in _KNOWN.values() for name in names)

TEXT_NAMES = tuple(_NAMES["text"].split())
"""What the text of an article is called in records."""


def candidates(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each field of an article the names of a record that may be its, the surest first.

    A name with a usual prefix (`post_title`) comes after all those without one.
    """
    by_key: dict[str, str] = {}
    prefixed: dict[str, str] = {}
    for name in names:
        key = _key(name)
        by_key.setdefault(key, name)
        if key not in _ALL_KNOWN and (bare := _without_prefix(key)):
            prefixed.setdefault(bare, name)
    return {
        field: tuple(
            dict.fromkeys(
                holder[key] for holder in (by_key, prefixed) for key in known if key in holder
            )
        )
        for field, known in _KNOWN.items()
    }


def _without_prefix(key: str) -> str:
    bare = (key[len(prefix) :] for prefix in _PREFIXES if key.startswith(prefix))
    return next((name for name in bare if name in _ALL_KNOWN), "")


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
