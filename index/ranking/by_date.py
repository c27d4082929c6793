"""Hits in the order in which their articles were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Numbers


def by_date(articles: Numbers, store: ArticleStore, *, newest_first: bool) -> Numbers:
    """Return the positions of hits by date; those of one moment keep their order.

    Those without a date come last, whichever way.

    Args:
        articles: of each hit, in the order of the hits.
        store: that knows the articles.
        newest_first: whether the last that was published comes first.
    """
    published = store.published(articles)
    return np.argsort(
        np.nan_to_num(-published if newest_first else published, nan=np.inf), kind="stable"
    )
