"""What leads on from an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results import columns
from index.vocabulary.results.in_notebooks import also_in, entry, in_brief
from index.vocabulary.results.rows import article_row, piece_row, rounded
from index.vocabulary.results.tables import Results, Tabular

if TYPE_CHECKING:
    from corpus import Article, Passage
    from index.vocabulary.results.copies import Copy


@dataclass(frozen=True, slots=True, repr=False)
class Related:
    """An article that has to do with another one."""

    rank: int
    """From 1."""
    score: float
    """How near its matter is, from 0 to 1, which is that of the other article itself."""
    article: Article
    sentence: Passage | None
    """The sentence that shares most with the other article, with its offsets in the text; None
    for a headline without text."""
    copies: tuple[Copy, ...] = ()
    """Other articles of the index that print the same story."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a row, as `RelatedArticles.to_dicts` does."""
        return {
            "rank": self.rank,
            "score": rounded(self.score),
            **article_row(self.article),
            **piece_row("sentence", self.sentence),
            "copies": [copy.id for copy in self.copies],
        }

    def __repr__(self) -> str:
        """Return it in one line."""
        return f"Related({self.rank}, {self.score:.2f}, {in_brief(self.article)})"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        told = plain(self.sentence.text) if self.sentence else ""
        return entry(self.article, f"{self.rank}.", told, also_in(c.source for c in self.copies))


class RelatedArticles(Results[Related]):
    """Articles that have to do with another one, the nearest first."""

    COLUMNS = columns.RELATED


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """An article of a running story."""

    number: int
    """From 1, the oldest."""
    article: Article
    new: Passage | None
    """The sentence that tells what is new in it, with its offsets in the text; None for a headline
    without text."""
    novelty: float | None
    """How little of that sentence earlier steps tell, 0 to 1; None without one."""
    asked: bool
    """Whether it is the article that was asked for."""
    copies: tuple[Copy, ...] = ()
    """Other articles of the index that print the same."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a row, as `Story.to_dicts` does."""
        return {
            "step": self.number,
            "asked": self.asked,
            **article_row(self.article),
            **piece_row("new", self.new),
            "novelty": rounded(self.novelty),
            "copies": [copy.id for copy in self.copies],
        }

    def __repr__(self) -> str:
        """Return it in one line."""
        return f"Step({self.number}, {in_brief(self.article)})"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        told = plain(self.new.text) if self.new else ""
        return entry(self.article, f"{self.number}.", told, also_in(c.source for c in self.copies))


@dataclass(frozen=True, slots=True, repr=False)
class Story(Tabular):
    """A running story."""

    COLUMNS = columns.STEP

    steps: tuple[Step, ...]
    """The oldest first."""
    total: int
    """Steps that the story has, however few are given."""

    def __repr__(self) -> str:
        """Return in one line how many steps there are, and of how many."""
        return f"<Story: {len(self.steps)} of {self.total}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a row for each step; dates are dates."""
        return [step.to_dict() for step in self.steps]

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it, the oldest step first."""
        return "".join(step._repr_html_() for step in self.steps)
