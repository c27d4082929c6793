"""Which of some articles tell of one running story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.threads.matter import article_vectors
from index.threads.membership import DAY, links

if TYPE_CHECKING:
    from index.interfaces import Numbers, Snapshot


def by_story(articles: Numbers, snapshot: Snapshot) -> list[Numbers]:
    """Part articles by the running stories that they tell of.

    Each joins the first story whose best article is near enough to it; nearness to any other of
    them would let one story run into the next. An article without a date or a vector is a story
    of its own.

    Args:
        articles: each once, the best first.
        snapshot: of them.

    Returns:
        For each story the places of its articles, ascending, in the order of the first of each.
    """
    days = snapshot.store.published(articles) / DAY
    linked = links(article_vectors(articles, snapshot), days)
    stories: list[list[int]] = []
    for place in range(len(articles)):
        joined = next((story for story in stories if linked[place, story[0]]), None)
        if joined is None:
            stories.append([place])
        else:
            joined.append(place)
    return [np.array(story, np.int64) for story in stories]
