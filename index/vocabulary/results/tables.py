"""Results as tables, for scripts and data frames, and lists of them that notebooks show."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, SupportsIndex, TypeVar, overload

if TYPE_CHECKING:
    from pandas import DataFrame

    from index.vocabulary.results.columns import Columns


class Tabular(ABC):
    """What can be given as rows."""

    __slots__ = ()

    COLUMNS: ClassVar[Columns]
    """The names in its rows, in their order, with the types of data frames."""

    @abstractmethod
    def to_dicts(self) -> list[dict[str, Any]]:
        """Return it as rows with the names and values of `--format json`; but dates are dates."""

    def to_frame(self) -> DataFrame:
        """Return its rows as a data frame of pandas, moments in UTC.

        It has the same columns of the same types where there are no rows.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            from pandas import DataFrame
        except ImportError as error:
            reason = "data frames need pandas: pip install newsdex[pandas]"
            raise ImportError(reason, name="pandas") from error
        rows = DataFrame(self.to_dicts(), columns=list(self.COLUMNS), dtype=object)
        return rows.astype(self.COLUMNS)


class Shown(Protocol):
    """What a notebook can show, and a row can stand for."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a row."""

    def _repr_html_(self) -> str:
        """Return it as HTML."""


Item = TypeVar("Item", bound=Shown)


class Results(list[Item], Tabular):
    """A list of results; a slice of it keeps what is said of the whole."""

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> Item: ...
    @overload
    def __getitem__(self, key: slice, /) -> Self: ...
    def __getitem__(self, key: SupportsIndex | slice, /) -> Item | Self:
        """Return one of them, or those of a slice with all that is said of the whole."""
        if not isinstance(key, slice):
            return super().__getitem__(key)
        piece = type(self)(super().__getitem__(key))
        vars(piece).update(vars(self))
        return piece

    def __repr__(self) -> str:
        """Return in one line how many they are, and of how many."""
        total = vars(self).get("total")
        of_all = "" if total is None else f" of {total:,}"
        return f"<{type(self).__name__}: {len(self):,}{of_all}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a row for each, with the names and values of `--format json`; but dates are dates.

        Of an article there is what is known of it, without its text.
        """
        return [each.to_dict() for each in self]

    def _repr_html_(self) -> str:
        """Return them as a notebook shows them, one below the other."""
        return "".join(each._repr_html_() for each in self) or "<p>nothing found</p>"
