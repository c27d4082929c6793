"""What a request may ask for, declared once: the conditions and options of the command line."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from index.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.search import Conditions
    from index.server.settings import Settings

_BY_PATH = re.compile(r"(?:^|[\s(+-])path:", re.IGNORECASE)
"""A mark of the query language that asks for files."""


def _split(value: Any) -> Any:
    """Return values one by one that stand with commas between them."""
    values = [value] if isinstance(value, str) else value
    return [part for each in values for part in each.split(",") if part]


_HIDDEN = ProblemError(
    HTTPStatus.FORBIDDEN, "this server does not show in which files articles are"
)

CommaSeparated = Annotated[list[str], BeforeValidator(_split)]


PATH = "path"
"""The field of where articles were found."""


def check_fields(names: Iterable[str], settings: Settings) -> None:
    """Refuse to count by files that are not shown.

    Raises:
        ProblemError: a field is that of where articles were found.
    """
    if not settings.show_paths and any(name.strip().lower() == PATH for name in names):
        raise _HIDDEN


class ConditionParameters(BaseModel):
    """The conditions that a question may come with; a form sends empty those not filled in."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["hybrid", "keyword", "dense"] = Field(
        "hybrid", description="Keywords and meaning, or one of them alone."
    )
    since: str | None = Field(
        None,
        description="Published then or later: a day, month, year or moment, or words as "
        "`yesterday`, `3 days ago`.",
        examples=["2021-03-18"],
    )
    until: str | None = Field(
        None, description="Published then or before; a month or year counts to its end."
    )
    on: str | None = Field(None, description="Published on this day, or in this month or year.")
    source: list[str] = Field([], description="Only of this source, or of one of several.")
    author: list[str] = Field([], description="Only with these words in the byline.")
    section: list[str] = Field([], description="Only of this section, or of one of several.")
    language: list[str] = Field([], description="Only in this language, as `en` or `en-GB`.")
    where: list[str] = Field(
        [],
        description="`FIELD=VALUE`: only with this value of a field that `/api/fields` lists.",
        examples=[["topics=grain"]],
    )
    path: str | None = Field(
        None, description="Only found in such files; where the server shows paths."
    )
    copies: Literal["first", "all"] = Field(
        "first", description="Show a story that several articles print once, or all of them."
    )
    today: date | None = Field(
        None, description="The day that `yesterday` and `last week` are counted from."
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        """Leave out what says nothing."""
        kept = {}
        for name, value in dict(values).items():
            said = [each for each in value if each != ""] if isinstance(value, list) else value
            if said not in ("", []):
                kept[name] = said
        return kept

    def conditions(self) -> Conditions:
        """Return them as the methods of `NewsIndex` take them.

        Raises:
            ProblemError: a pair is none.
        """
        asked: dict[str, list[str]] = {}
        for pair in self.where:
            field, equals, value = pair.partition("=")
            if not equals or not field.strip() or not value.strip():
                raise ProblemError(
                    HTTPStatus.BAD_REQUEST, f"where: {pair!r} is not FIELD=VALUE, as topics=grain"
                )
            asked.setdefault(field.strip(), []).append(value)
        return {
            "mode": self.mode,
            "since": self.since,
            "until": self.until,
            "on": self.on,
            "source": self.source or None,
            "author": self.author or None,
            "section": self.section or None,
            "language": self.language or None,
            "where": asked or None,
            "path": self.path,
            "copies": self.copies,
            "today": self.today,
        }

    def check(self, settings: Settings) -> None:
        """Refuse what a server does not let strangers ask for.

        Raises:
            ProblemError: a question is too long, or asks by files that are not shown.
        """
        for question in self.questions():
            if len(question) > settings.longest_question:
                raise ProblemError(
                    HTTPStatus.BAD_REQUEST,
                    f"a question has {settings.longest_question:,} characters at most; "
                    f"this one has {len(question):,}",
                )
            if not settings.show_paths and (self.path or _BY_PATH.search(question)):
                raise _HIDDEN

    def questions(self) -> list[str]:
        """Return what is asked, in words."""
        return [""]


class QuestionParameters(ConditionParameters):
    """A question, with the conditions that it comes with."""

    q: str = Field(
        "",
        description="The question: words rank; marks bind, as `+with`, `-without`, `source:NAME`.",
        examples=["why did the ferry sink"],
    )

    def questions(self) -> list[str]:
        """Return what is asked, in words."""
        return [self.q]


class SearchParameters(QuestionParameters):
    """All that a search takes."""

    limit: int = Field(10, ge=1, description="Most hits, passages of articles; see `offset`.")
    offset: int = Field(0, ge=0, le=2**31, description="Leave out the first so many.")
    sort: Literal["relevance", "newest", "oldest"] = Field(
        "relevance", description="The best first, or all that matches by date."
    )
    group: Literal["story"] | None = Field(
        None, description="Show a running story by its best article."
    )
    per_article: int = Field(
        2, ge=0, le=2**31, description="Most passages of one article; 0 for any number."
    )
    recent: float | None = Field(
        None, gt=0, description="Prefer new articles: after so many days newness counts half."
    )
    explain: bool = Field(default=False, description="Also tell how scores came about.")
    rerank: str | None = Field(
        None, description="Order the first 50 anew by a CrossEncoder that the server was given."
    )
    facets: CommaSeparated = Field(
        [], description="Also count all that matches by these fields, as `source,month`."
    )
    everything: bool = Field(
        default=False,
        alias="all",
        description="All that matches, however much it is; with `csv` and `jsonl`.",
    )
    fields: CommaSeparated = Field([], description="Only these names of each hit.")
    meta: bool = Field(
        default=False, description="With `jsonl`: begin with a line of what is said of all hits."
    )
    zone: Literal["utc", "local"] | None = Field(
        None, description="Tell times by UTC or by the server's clock, not as written."
    )
    format: Literal["json", "jsonl", "csv", "md", "html", "bibtex", "ris", "trec"] = Field(
        "json", description="How hits come."
    )

    def check(self, settings: Settings) -> None:
        """Refuse what a server does not let strangers ask for.

        Raises:
            ProblemError: as for any question, or a page is too long, a reranker is none of its.
        """
        super().check(settings)
        check_fields(self.facets, settings)
        if self.limit > settings.most:
            raise ProblemError(
                HTTPStatus.BAD_REQUEST,
                f"limit: a page has {settings.most} hits at most; offset asks for the next, "
                "and all=true with format=csv or jsonl for everything",
            )
        if self.rerank and self.rerank not in settings.rerankers:
            there = ", ".join(settings.rerankers) or "none; newsdex serve --rerank names one"
            raise ProblemError(
                HTTPStatus.BAD_REQUEST, f"rerank: no {self.rerank!r}; there are: {there}"
            )
        if self.everything and self.format not in {"csv", "jsonl"}:
            raise ProblemError(HTTPStatus.BAD_REQUEST, "all goes with format=csv or jsonl")
        if self.fields and self.format not in {"csv", "json", "jsonl"}:
            raise ProblemError(HTTPStatus.BAD_REQUEST, "fields goes with format=csv, json or jsonl")
        if self.meta and self.format != "jsonl":
            raise ProblemError(HTTPStatus.BAD_REQUEST, "meta goes with format=jsonl")

    def options(self) -> dict[str, Any]:
        """Return what `NewsIndex.search` takes beside conditions, `limit` and `offset`."""
        return {
            "sort": self.sort,
            "group": self.group,
            "per_article": self.per_article,
            "recent": self.recent,
            "explain": self.explain,
            "rerank": self.rerank,
            "facets": self.facets or None,
        }
