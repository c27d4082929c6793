"""Articles on their way in, up to where what gives them fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from corpus import ArgumentError, Article, CorpusError, FileState, split_passages
from corpus.vocabulary.errors import shown
from index.models import unit_rows
from index.vocabulary.errors import AddInterruptedError
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Passage, Withdrawal
    from index.models import GivenVectors
    from index.vocabulary.results import AddReport

    OwnVectors = Mapping[str, Any] | Callable[[Article, list[Passage]], Any]
    """Vectors of passages from outside, by the id of the article, or by a function."""


def bringing(
    items: Iterable[Article | Withdrawal | FileState], vectors: OwnVectors, encoder: GivenVectors
) -> Iterator[Article | Withdrawal | FileState]:
    """Yield items as they come, once the vectors that an article brings are given to an encoder.

    Args:
        items: articles, and what comes with them.
        vectors: of passages, by article.
        encoder: that is to have them.

    Raises:
        ArgumentError: they are not what they should be.
    """
    for item in items:
        if isinstance(item, Article):
            texts, rows = _brought(item, vectors, encoder)
            if rows is not None:
                encoder.give(texts, rows)
        yield item


def _brought(
    article: Article, vectors: OwnVectors, encoder: GivenVectors
) -> tuple[list[str], NDArray[np.float32] | None]:
    """Return an article's passages as they are read, and their vectors, if it brings them."""

    def read(text: str) -> str:
        return render(article.own_title, text)

    passages = split_passages(article.text, fits=lambda text: encoder.fits(read(text)))
    if isinstance(vectors, Mapping):
        brought = vectors.get(article.id)
    elif callable(vectors):
        brought = vectors(article, passages)
    else:
        raise ArgumentError(f"vectors: {shown(vectors)} is neither a mapping nor a function")
    if brought is None:
        return [], None
    try:
        rows = unit_rows(brought, len(passages), encoder.settings.dimension)
    except ValueError as error:
        raise ArgumentError(f"vectors of the article {article.id!r}: {error}") from error
    return [read(passage.text) for passage in passages], rows


class UpToError:
    """An iterable that ends where the one it goes through raises, and keeps the error."""

    def __init__(self, items: Iterable[Article | Withdrawal | FileState]) -> None:
        self._items = items
        self._taken = 0
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[Article | Withdrawal | FileState]:
        try:
            for item in self._items:
                yield item
                self._taken += not isinstance(item, FileState)
        except Exception as error:  # noqa: BLE001 - whatever a script's own code may raise
            self._error = error

    def raise_error(self, report: AddReport) -> None:
        """Raise that it ended early, if it did.

        Args:
            report: what came of what was before.

        Raises:
            AddInterruptedError: from the error that ended it.
        """
        error = self._error
        if error:
            said = " ".join(str(error).split())
            kind = "" if said and isinstance(error, CorpusError) else type(error).__name__
            what = ": ".join(filter(None, (kind, said)))
            raise AddInterruptedError(what, self._taken, report) from error
