"""The conditions that a question comes with, and the question."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from index.query import check_patterns
from index.server.parameters.files import asks_for_files, hidden
from index.server.parameters.given import Day, Given
from index.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.search import Conditions
    from index.server.settings import Settings


def check_questions(questions: Sequence[str], settings: Settings) -> None:
    """Refuse questions that cost more than a server gives to strangers.

    Raises:
        ProblemError: one is too long.
        QuestionError: they have too many patterns.
    """
    for question in questions:
        if len(question) > settings.longest_question:
            raise ProblemError(
                HTTPStatus.BAD_REQUEST,
                f"q: a question has {settings.longest_question:,} characters at most; "
                f"this one has {len(question):,}",
            )
    check_patterns("q", questions, settings.most_patterns)


class ConditionParameters(Given):
    """The conditions that a question may come with."""

    mode: Literal["hybrid", "keyword", "dense"] = Field(
        "hybrid", description="Keywords and meaning, or one of them alone.", examples=["keyword"]
    )
    since: str | None = Field(
        None,
        description="Published then or later: a day, month, year or moment, or words as "
        "`yesterday`, `3 days ago`.",
        examples=["2021-03-18"],
    )
    until: str | None = Field(
        None,
        description="Published then or before; a month or year counts to its end.",
        examples=["2021-04"],
    )
    on: str | None = Field(
        None,
        description="Published on this day, or in this month or year.",
        examples=["2021-03-18"],
    )
    source: list[str] = Field(
        [], description="Only of this source, or of one of several.", examples=[["Coastal Wire"]]
    )
    author: list[str] = Field(
        [], description="Only with these words in the byline.", examples=[["Mira Holt"]]
    )
    section: list[str] = Field(
        [], description="Only of this section, or of one of several.", examples=[["Politics"]]
    )
    language: list[str] = Field(
        [], description="Only in this language, as `en` or `en-GB`.", examples=[["en"]]
    )
    where: list[str] = Field(
        [],
        description="`FIELD=VALUE`: only with this value of a field that `/api/fields` lists.",
        examples=[["topics=grain"]],
    )
    path: str | None = Field(
        None,
        description="Only found in such files; where the server shows paths.",
        examples=["reports/2024/*"],
    )
    copies: Literal["first", "all"] = Field(
        "first",
        description="Show a story that several articles print once, or all of them.",
        examples=["all"],
    )
    today: Day | None = Field(
        None,
        description="The day that `yesterday` and `last week` are counted from.",
        examples=["2021-03-19"],
    )

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
            QuestionError: it has too many patterns.
        """
        check_questions(self.questions(), settings)
        for question in self.questions():
            if not settings.show_paths and (self.path or asks_for_files(question)):
                raise hidden()

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
