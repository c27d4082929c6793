"""Articles prepared to go in: all that an index makes of them without looking at what it holds.

Most of the work of an `add`. It is a pure function of the articles, so that it can be done
anywhere, in any order, twice; what comes of it can be handed to another process or machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from corpus import split_passages
from index.copies import KEYS, keys_of, printed
from index.engines.parts.keyword.taking import take_apart
from index.intake import digest_of
from index.query import SPEAKER, values_in
from index.quotations import quotations_of, speakers_named
from index.vocabulary.rendering import render
from index.vocabulary.words import language_of, lead_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from corpus import Article, Passage
    from index.engines.parts.keyword.taking import Taken
    from index.quotations import Quoted

    Fits = Callable[[str], bool]
    """Whether an encoder reads all of a passage's text."""
    Values = tuple[tuple[str, str], ...]
    """Fields with values, as written, each pair once."""
    Searched = Iterator[tuple[str, str, str, str | None]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an index keeps of some articles, in their order, besides what they say themselves."""

    digests: list[bytes]
    """Of all that each says."""
    passages: list[list[tuple[int, int]]]
    """Where the passages of each begin and end in its text; at least one."""
    quotations: list[list[Quoted]]
    """What is said in each, and by whom."""
    values: list[Values]
    """By which each can be asked for, its speakers among them."""
    keys: NDArray[np.uint64]
    """By what copies of each are found: (articles, KEYS)."""
    words: Taken
    """The words of all passages, one article after the other."""

    def __len__(self) -> int:
        return len(self.digests)

    def only(self, rows: Sequence[int]) -> Prepared:
        """Return what is kept of some of the articles, ascending."""
        if len(rows) == len(self):
            return self
        kept = np.zeros(len(self), np.bool_)
        kept[list(rows)] = True
        return Prepared(
            [self.digests[row] for row in rows],
            [self.passages[row] for row in rows],
            [self.quotations[row] for row in rows],
            [self.values[row] for row in rows],
            self.keys[kept],
            self.words.only(np.repeat(kept, list(map(len, self.passages)))),
        )

    def with_digests(self, digests: list[bytes]) -> Prepared:
        """Return it with other digests: articles may go in under another id."""
        return self if digests == self.digests else replace(self, digests=digests)


def prepare(articles: Sequence[Article], fits: Fits) -> Prepared:
    """Prepare articles.

    Args:
        articles: in the order in which they come.
        fits: whether the encoder reads all of a passage, given as both legs see it.
    """
    return prepared_of([(article, split(article, fits)) for article in articles])


def split(article: Article, fits: Fits) -> list[Passage]:
    """Return the passages of an article: whole sentences that an encoder reads to their end."""
    title = article.own_title
    return split_passages(article.text, fits=lambda text: fits(render(title, text)))


def prepared_of(articles: Sequence[tuple[Article, list[Passage]]]) -> Prepared:
    """Prepare articles that are split already."""
    quotations = [quotations_of(article.text, article.language) for article, _ in articles]
    keys = [keys_of(article.own_title, printed(article.text)) for article, _ in articles]
    return Prepared(
        [digest_of(article) for article, _ in articles],
        [[(passage.start, passage.end) for passage in passages] for _, passages in articles],
        quotations,
        [values_of(each, said) for (each, _), said in zip(articles, quotations, strict=True)],
        np.array(keys, np.uint64).reshape(-1, KEYS),
        take_apart(_as_searched(articles)),
    )


def values_of(article: Article, quotations: Iterable[Quoted]) -> Values:
    """Return each field by which an article can be asked for, with a value, each once."""
    speakers = ((SPEAKER, name) for name in speakers_named(quotations))
    return tuple(dict.fromkeys((*values_in(article), *speakers)))


def _as_searched(articles: Iterable[tuple[Article, list[Passage]]]) -> Searched:
    """Yield passages as they are searched: a title, a passage, the language of both, a lead."""
    for article, passages in articles:
        language = language_of(article.language, article.text or article.title)
        lead = None if article.own_title else lead_of(article.text)
        for passage in passages:
            yield article.title, render(article.own_title, passage.text), language, lead
