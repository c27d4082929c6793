"""An article as one cites it, and what is to be said of all that was found."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer

from corpus import Article
from index.formats import embargo_of, web_link
from index.vocabulary.results import Copy, Hits, Quotes


class Answer(BaseModel):
    """What leaves out what it has no value for, unless that is always there."""

    @model_serializer(mode="wrap")
    def _said(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        return {
            name: value
            for name, value in whole(self).items()
            if fields[name].is_required() or value not in (None, "", [], {})
        }


class Cited(Answer):
    """An article, as one cites it."""

    id: str
    title: str = ""
    source: str = ""
    authors: list[str] = []
    published: str | None = None
    section: str = ""
    language: str = ""
    url: str = Field("", description="http or https; link to it.")
    embargoed: str = Field("", description="Until when it is not to be published.")
    files: list[str] = Field([], description="Where it was found on the server's disk.")


class Copied(Answer):
    """Another article that prints or tells the same."""

    id: str
    source: str = ""
    published: str | None = None


class Said(Answer):
    """What is to be said of all that was found."""

    total: int
    missing: list[str] = Field([], description="Words of the question that no article has.")
    corrections: dict[str, str] = Field({}, description="Words as they were read instead.")
    read_as: dict[str, str] = Field({}, description="Times in the question, as understood.")
    note: str = ""
    unembedded: int | None = Field(
        None, description="Passages that are found by their words alone, since vectors are lacking."
    )


def facts_of(article: Article, *, show_paths: bool) -> dict[str, Any]:
    """Return what `Cited` says of an article.

    Args:
        article: that is cited.
        show_paths: say where on this machine's disk it was found, too.
    """
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "authors": list(article.authors),
        "published": moment(article.published),
        "section": article.section,
        "language": article.language,
        "url": web_link(article),
        "embargoed": embargo_of(article),
        "files": list(map(str, article.origins)) if show_paths else [],
    }


def cited(article: Article, *, show_paths: bool) -> Cited:
    """Return an article as one cites it; see `facts_of`."""
    return Cited(**facts_of(article, show_paths=show_paths))


def copied(copies: Iterable[Copy]) -> list[Copied]:
    """Return articles that print or tell the same."""
    return [
        Copied(id=copy.id, source=copy.source, published=moment(copy.published)) for copy in copies
    ]


def said_of(found: Hits | Quotes, *, show_paths: bool) -> dict[str, Any]:
    """Return what `Said` says of all that was found."""
    return {
        "total": found.total,
        "missing": list(found.missing),
        "corrections": dict(found.corrections),
        "read_as": {reading.words: reading.meaning for reading in found.read_as},
        "note": found.note if show_paths else _without_paths(found.note),
        "unembedded": found.unembedded or None,
    }


def moment(moment: datetime | None) -> str | None:
    """Return a moment as answers have it."""
    return None if moment is None else moment.isoformat()


def _without_paths(note: str) -> str:
    """Return what is to be said without what names files there are: `no path 'x'; …`."""
    return "\n".join(
        line.partition(";")[0] if line.startswith("no path ") else line
        for line in note.splitlines()
    )
