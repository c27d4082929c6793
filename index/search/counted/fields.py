"""What articles can be asked for by: the fields of an index, with their values."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from index.query import OWN, folded, no_field
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import FieldSummary, FieldValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces import ArticleStore

OTHER_NAMES = {"lang": "language", "authors": "author"}
"""What people call fields besides."""

MOST_FREQUENT = 10
"""Values that a summary of all fields has of each."""


def all_fields(store: ArticleStore) -> list[FieldSummary]:
    """Return each field that an article has, with its most frequent values; its own fields first.

    Those are source, author, section, language, published and path.
    """
    summaries = (field_summary(store, name, MOST_FREQUENT) for name in _names(store))
    return [summary for summary in summaries if summary.articles]


def one_field(store: ArticleStore, name: str) -> FieldSummary:
    """Return one field with all its values.

    Raises:
        QuestionError: there is no such field.
    """
    names = _names(store)
    asked = OTHER_NAMES.get(folded(name), folded(name))
    for each in names:
        if folded(each) == asked:
            return field_summary(store, each)
    raise QuestionError(no_field(name, names))


def field_summary(store: ArticleStore, name: str, most: int | None = None) -> FieldSummary:
    """Return a field with its values, the most frequent first, or days in their order.

    Args:
        store: the articles.
        name: of the field, as written.
        most: values; None for all.
    """
    found = store.field(name)
    days = sorted(found.values) if name == "published" else []
    counts = found.values if days or name == "path" else spellings(found.values)
    shown = days if days and most is None else _by_frequency(counts)[:most]
    return FieldSummary(
        name,
        found.articles,
        len(counts),
        tuple(FieldValue(value, counts[value]) for value in shown),
        date.fromisoformat(days[0]) if days else None,
        date.fromisoformat(days[-1]) if days else None,
    )


def spellings(counts: Mapping[str, int]) -> dict[str, int]:
    """Return values that are compared as the same as one, by the spelling that most have."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for value in counts:
        groups[folded(value)].append(value)
    return {
        _by_frequency({each: counts[each] for each in group})[0]: sum(
            counts[each] for each in group
        )
        for group in groups.values()
    }


def _by_frequency(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _names(store: ArticleStore) -> list[str]:
    others = [name for name in store.field_names() if name not in OWN]
    return [*OWN, "published", "path", *others]
