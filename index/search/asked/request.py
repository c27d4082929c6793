"""What is asked for, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from corpus.vocabulary.errors import shown
from index.interfaces import Copies, Group, Mode, Sort
from index.query import Filters, filters, has_words
from index.ranking import RankingOptions
from index.vocabulary.arguments import check_day, check_number, check_text, check_whole_number
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from datetime import date

    from index.interfaces import Numbers


@dataclass(frozen=True, slots=True)
class Request:
    """One question with its conditions.

    Raises:
        QuestionError: a mode, limit or preference that means nothing, or nothing is asked.
    """

    question: str
    limit: int
    mode: Mode = "hybrid"
    conditions: Filters = filters()  # noqa: RUF009 - frozen
    per_article: int = 0
    copies: Copies = "first"
    recent: float | None = None
    today: date | None = None
    offset: int = 0
    sort: Sort = "relevance"
    of_all: bool = False
    """Whether a question without words and conditions means every article."""
    explain: bool = False
    within: Numbers | None = None
    """The articles that may be found at all; None for those that are in the index."""
    group: Group | None = None

    def __post_init__(self) -> None:
        check_text("question", self.question)
        self._check_numbers()
        if self.today is not None:
            check_day("today", self.today)
        if self.mode not in get_args(Mode):
            raise QuestionError(
                f"no mode {shown(self.mode)}; modes are {', '.join(get_args(Mode))}"
            )
        for name, choices in (("copies", get_args(Copies)), ("sort", get_args(Sort))):
            if (chosen := getattr(self, name)) not in choices:
                raise QuestionError(f"{name}: {shown(chosen)} is neither of {', '.join(choices)}")
        if self.group not in {None, *get_args(Group)}:
            raise QuestionError(f"group: {shown(self.group)} is not {' or '.join(get_args(Group))}")
        # Halves of surrogate pairs no library takes.
        proper = self.question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        object.__setattr__(self, "question", proper)
        if not (self.of_all or self.conditions or has_words(self.question)):
            raise QuestionError(
                "the question is empty; write words, or conditions such as source:NAME"
            )

    def _check_numbers(self) -> None:
        for name in ("limit", "offset", "per_article"):
            check_whole_number(name, getattr(self, name))
        if self.limit < 1:
            raise QuestionError(f"a limit of {self.limit} asks for nothing; it must be 1 or more")
        if self.offset < 0:
            raise QuestionError(f"offset: {self.offset} is below 0, where the first hit is")
        if self.per_article < 0:
            raise QuestionError(f"per_article: {self.per_article} is below 0, which is any number")
        if self.recent is not None:
            check_number("recent", self.recent, "days above 0")
            if not self.recent > 0:
                raise QuestionError(f"recent: {self.recent} is not a number of days above 0")

    @property
    def options(self) -> RankingOptions:
        """How it is to be ranked."""
        return RankingOptions(self.mode, half_life=self.recent, explain=self.explain)
