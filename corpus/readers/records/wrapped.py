"""Records out of what publishing systems and search engines put around them in JSON.

A post of WordPress with what it refers to, an export of Ghost, resources of JSON:API (Drupal,
Strapi), hits of Elasticsearch, answers of the Guardian's, the New York Times' and Event Registry's
interfaces, nodes of GraphQL.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.fields.names import fields_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Fields = dict[str, Any]

LISTS = frozenset(
    "articles items docs documents results data hits entries stories news posts".split()
)
"""Names under which an object around the articles holds them."""

_AROUND_LISTS = (*sorted(LISTS), *"response result query feed nodes edges records rows".split())
_AROUND_ONE = ("_source", "attributes", "fields", "node")
_SIGNS = frozenset([*_AROUND_LISTS, *_AROUND_ONE, "db", "_embedded", "_links"])
_DEEPEST = 4
_NOT_FIELDS = ("_links", "_embedded", "mobiledoc", "lexical")
"""Addresses of an interface, and texts once more as a program of its own has them."""


def records_in(value: Fields, room: int = _DEEPEST) -> Iterator[Fields]:
    """Yield the records that an object holds, to a depth; itself, where it is one."""
    if not room or _SIGNS.isdisjoint(value):
        yield value
        return
    if (posts := _ghost(value)) is not None:
        yield from posts
        return
    single = value.get("data")
    if isinstance(single, dict) and isinstance(single.get("attributes"), dict):
        value = single
    inner = None if "text" in fields_named(value) else _listed(value, _DEEPEST)
    if inner is None:
        yield _unwrapped(value, _DEEPEST)
    else:
        for record in inner:
            yield from records_in(record, room - 1)


def _listed(value: Fields, room: int) -> list[Fields] | None:
    """Return the objects in the first list that an object is around; None if it is around none."""
    if not room:
        return None
    for name in _AROUND_LISTS:
        held = value.get(name)
        if isinstance(held, list) and held and all(isinstance(one, dict) for one in held):
            return held
        if isinstance(held, dict) and (found := _listed(held, room - 1)) is not None:
            return found
    return None


def _unwrapped(record: Fields, room: int) -> Fields:
    """Return a record with the fields that an object within it has, in place of that object."""
    if "_embedded" in record or "_links" in record:
        record = _of_wordpress(record)
    for name in _AROUND_ONE if room else ():
        inner = record.get(name)
        if isinstance(inner, dict) and fields_named(inner) & {"text", "title"}:
            if "text" in fields_named(set(record) - {name}):
                break
            outer = {key: value for key, value in record.items() if key != name}
            return _unwrapped({**outer, **inner}, room - 1)
    return record


def _of_wordpress(post: Fields) -> Fields:
    """Return a post with the names of what it refers to by number, if they came with it."""
    embedded = post.get("_embedded")
    fields = {name: value for name, value in post.items() if name not in _NOT_FIELDS}
    if not isinstance(embedded, dict):
        return fields
    if names := _names(embedded.get("author")):
        fields["author"] = names
    lists = embedded.get("wp:term")
    terms = [term for one in (lists if isinstance(lists, list) else []) for term in _objects(one)]
    for taxonomy, name in (("category", "categories"), ("post_tag", "tags")):
        if named := _names([term for term in terms if term.get("taxonomy") == taxonomy]):
            fields[name] = named
    if (
        "categories" in fields
        and "section" not in fields
        and isinstance(fields["categories"], list)
    ):
        first = fields["categories"][:1]
        fields |= {"section": first[0]} if first and isinstance(first[0], str) else {}
    return fields


def _ghost(value: Mapping[str, Any]) -> Iterator[Fields] | None:
    """Return the posts of an export of Ghost; None if it isn't one."""
    exports = value.get("db", [value])
    found = [one["data"] for one in _objects(exports) if isinstance(one.get("data"), dict)]
    found = [data for data in found if _objects(data.get("posts")) and "users" in data]
    return (post for data in found for post in _posts_of_ghost(data)) if found else None


def _posts_of_ghost(data: Mapping[str, Any]) -> Iterator[Fields]:
    authors = _related(data, "posts_authors", "author_id", "users")
    tags = _related(data, "posts_tags", "tag_id", "tags")
    settings = {str(one.get("key")): one.get("value") for one in _objects(data.get("settings"))}
    for post in _objects(data["posts"]):
        fields = {name: value for name, value in post.items() if name not in _NOT_FIELDS}
        if post.get("html"):  # of which the plain text is made, with addresses in it
            fields.pop("plaintext", None)
        key = str(post.get("id"))
        if key in authors:
            fields["authors"] = authors[key]
        if key in tags:
            fields |= {"section": tags[key][0], "tags": tags[key]}
        if settings.get("title"):
            fields["source"] = settings["title"]
        yield fields


def _related(data: Mapping[str, Any], table: str, column: str, named: str) -> dict[str, list[str]]:
    """Return the names that posts refer to by a table, in the order that it gives them."""
    names = {str(one.get("id")): one.get("name") for one in _objects(data.get(named))}
    rows = sorted(
        _objects(data.get(table)), key=lambda row: str(row.get("sort_order", "")).zfill(9)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        name = names.get(str(row.get(column)))
        if isinstance(name, str) and name:
            found.setdefault(str(row.get("post_id")), []).append(name)
    return found


def _objects(value: Any) -> list[Fields]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _names(value: Any) -> list[str]:
    named = (one.get("name") for one in _objects(value))
    return list(islice((name for name in named if isinstance(name, str) and name), 100))
