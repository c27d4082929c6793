"""Articles on their way into a part, prepared and placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.engines.parts.store.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus import Article
    from index.copies import Placed
    from index.engines.parts.writing.preparing import Prepared


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles; those of a part come in one batch after the other."""

    articles: Sequence[Article]
    prepared: Prepared
    placed: Sequence[Placed]

    def kept(self, generations: Iterable[int]) -> Iterator[Kept]:
        """Yield what is kept of each article, of the generations that they came in with."""
        made = self.prepared
        columns = made.digests, made.passages, made.quotations, made.values
        found_out = zip(*columns, strict=True)
        for article, found, placed, came_in in zip(
            self.articles, found_out, self.placed, generations, strict=False
        ):
            digest, passages, quotations, values = found
            told = placed.story, placed.day, came_in
            yield Kept(article, digest, passages, quotations, values, *told)
