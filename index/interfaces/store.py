"""The articles, and which passage is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, FileState
    from index.interfaces.arrays import Allowed, Numbers
    from index.interfaces.fields import FieldValues, Holdings
    from index.interfaces.quotations import QuotationTable
    from index.interfaces.searchable import Searchable
    from index.query import Filters
    from index.quotations import Quoted
    from index.vocabulary.results import Copy, WithdrawnArticle


class ArticleStore(Protocol):
    """Keeps the articles and knows which passage is whose; both are known by number, from 0 on."""

    @property
    def passages(self) -> int:
        """How many passages there are, those removed included."""

    @property
    def articles(self) -> int:
        """How many articles there are, those removed included."""

    def searchable(self) -> Searchable | None:
        """Return the passages of articles that are in the index; None where none was removed."""

    def meeting(self, filters: Filters) -> Searchable:
        """Return the passages whose article is in the index and passes the filters."""

    def of_articles(self, articles: Numbers) -> Searchable:
        """Return the passages of some articles, by their numbers."""

    def count(self, filters: Filters) -> int:
        """Return how many articles in the index pass the filters."""

    def field_names(self) -> list[str]:
        """Return the fields by which articles can be asked for, beside time and path, sorted.

        They are those that `query.values_in` finds in articles, as written, and `speaker`: who is
        quoted in them by name.
        """

    def field(self, name: str) -> FieldValues:
        """Return the values of a field: of one of `field_names`, or of `published` or `path`.

        Those of `published` are days, those of `path` files as they were given; none is there
        for another name.
        """

    def holdings(self, name: str) -> Holdings:
        """Return which articles have which values of a field, those removed included.

        That is one of `field_names`, or `path`; none is there for another name.
        """

    def quotations(self, speaker: str = "") -> QuotationTable:
        """Return the quotations in articles that are in the index, as `quotations_of` finds them.

        Args:
            speaker: words of a name, one after the other; of those who have them, if it is given.
        """

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""

    def newest(self, searchable: Searchable | None, limit: int) -> Numbers:
        """Return the first searchable passage of articles, by date, newest first, at most `limit`.

        Of one date, and without a date, the lower number comes first.
        """

    def articles_with(self, searchable: Searchable | None) -> Numbers:
        """Return the articles with a searchable passage, ascending; None allows all."""

    def articles_of(self, passages: Numbers) -> Numbers:
        """Return for each passage the number of its article."""

    def passages_of(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Return for each article its first passage and how many it has."""

    def source_names(self) -> list[str]:
        """Return the names of all sources, as written, each once."""

    def from_sources(self, articles: Numbers, names: Collection[str]) -> NDArray[np.bool_]:
        """Return for each article whether its source is one of these."""

    def published(self, articles: Numbers) -> NDArray[np.float64]:
        """Return when articles were published, in seconds since 1970; NaN where unknown."""

    def wall_clock(self, articles: Numbers) -> NDArray[np.float64]:
        """Return what the clock showed where articles were published; NaN where unknown.

        That is seconds since 1 January 1970, 0:00, of that clock: its days are those shown.
        """

    def article(self, number: int) -> Article:
        """Return the article with this number, and where it was found."""

    def article_by_id(self, id_: str) -> Article | None:
        """Return the article with this id, if it is in the index."""

    def files(self, under: str) -> Mapping[str, FileState]:
        """Return what is known of the files in a folder, or of one file, by absolute path.

        Those that are gone are left out.

        Args:
            under: absolute path, parted by `/`.
        """

    def withdrawn(self) -> Iterator[WithdrawnArticle]:
        """Yield the articles that were withdrawn and are not in the index, by id."""

    def number_of(self, id_: str) -> int | None:
        """Return the number of the article with this id, if it is in the index."""

    def holds(self, id_: str) -> bool:
        """Tell whether an article with this id is in the index."""

    def ids_beginning(self, text: str, limit: int) -> list[str]:
        """Return ids of articles in the index that begin with a text, sorted, at most `limit`."""

    def ids(self, articles: Numbers) -> list[str]:
        """Return the ids of articles by number."""

    def spans(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each passage its start and end in its article's text."""

    @property
    def printed_alone(self) -> Allowed:
        """Whether no other article, removed ones included, prints a story: (articles,)."""

    def stories_of(self, articles: Numbers) -> Numbers:
        """Return for each article the story that it prints."""

    def copies(self, story: int) -> Numbers:
        """Return the articles in the index that print a story, the one to show first."""

    def by_completeness(self, articles: Numbers) -> Numbers:
        """Return articles story by story: complete ones first, each kind by when it was published.

        Complete is what is .9 times as long or longer than the longest of those given.
        """

    def groups(self) -> list[Numbers]:
        """Return the copies of each story that several articles print, as `copies` orders them.

        The largest groups come first.
        """

    def printings(self, articles: Numbers) -> list[Copy]:
        """Return what there is to say of articles that print one story, without their text."""
