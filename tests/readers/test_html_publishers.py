"""Pages built as publishers of several kinds build them; their stories are invented."""

import pytest
from one_file import CASES

from corpus import read_articles


@pytest.mark.parametrize(
    "page", sorted(CASES.glob("publishers/*.html")), ids=lambda page: page.stem
)
def test_nothing_but_the_story_is_read(page):
    [article] = read_articles([page])
    lines = article.text.casefold().split("\n")
    for words in ("advert", "publicidad", "newsletter", "photo", "foto:", "lee también", "teilen"):
        assert not any(words in line for line in lines)
    for words in ("share", "related", "most read", "scroll down", "loaded", "don't miss", "©"):
        assert not any(line.startswith(words) for line in lines)
