"""Hits page by page, and by date."""

import pytest

from index import QuestionError

QUESTION = "dam inquiry strike harbour observers lantern"


def ids(hits):
    return [hit.article.id for hit in hits]


def test_pages_are_the_pieces_of_one_list(archive):
    whole = archive.search(QUESTION, limit=9)

    pages = [archive.search(QUESTION, limit=3, offset=offset) for offset in (0, 3, 6)]

    assert [hit for page in pages for hit in page] == whole
    assert [hit.rank for page in pages for hit in page] == list(range(1, 10))
    assert {page.total for page in pages} == {whole.total}


def test_a_page_behind_the_last_is_empty_and_says_how_many_there_are(archive):
    page = archive.search(QUESTION, offset=1000)

    assert page == []
    assert page.total == archive.search(QUESTION, limit=1).total > 1


def test_all_that_matches_may_begin_later(archive):
    (whole,) = archive.search_all(QUESTION)
    (rest,) = archive.search_all(QUESTION, offset=2)

    assert rest == whole[2:]


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
def test_all_that_matches_comes_by_date_the_undated_last(archive, mode):
    (found,) = archive.search_all("inquiry strike regatta", mode=mode, per_article=1)
    dated = sorted(
        (hit for hit in found if hit.article.published), key=lambda hit: hit.article.published
    )
    undated = [hit.article.id for hit in found if not hit.article.published]

    newest = archive.search("inquiry strike regatta", mode=mode, per_article=1, sort="newest")
    oldest = archive.search("inquiry strike regatta", mode=mode, per_article=1, sort="oldest")

    assert undated == ["undated"]
    assert ids(newest) == [*ids(dated[::-1]), *undated][:10]
    assert ids(oldest) == [*ids(dated), *undated][:10]
    assert [hit.rank for hit in oldest] == list(range(1, len(oldest) + 1))


def test_the_oldest_come_first_where_conditions_alone_are_asked(archive):
    newest = archive.search('source:"Coastal Wire"', limit=2)
    oldest = archive.search('source:"Coastal Wire"', limit=2, sort="oldest")

    assert ids(newest) == ["levy", "un-2"]
    assert ids(oldest) == ["headline", "dam-1"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"offset": -1}, "offset: -1 is below 0"),
        ({"offset": 1.5}, "offset: 1.5 is not a whole number"),
        ({"sort": "date"}, "sort: 'date' is neither of relevance, newest, oldest"),
    ],
)
def test_a_page_or_an_order_that_means_nothing_is_refused(archive, asked, said):
    with pytest.raises(QuestionError, match=said):
        archive.search(QUESTION, **asked)
