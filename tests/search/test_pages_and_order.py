"""Hits page by page, and by date."""

import re
from datetime import UTC, datetime, timedelta
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from index import NewsIndex, QuestionError

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


@pytest.mark.parametrize("per_article", [0, 1, 2])
@pytest.mark.parametrize("question", [QUESTION, 'source:"Coastal Wire"', "+dam", "harbour"])
@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_each_page_says_where_the_next_begins_until_all_is_told(
    archive, question, per_article, sort
):
    asked = {"per_article": per_article, "sort": sort}
    offset, told, ranks = 0, set(), []
    while offset is not None:
        page = archive.search(question, limit=2, offset=offset, **asked)
        told |= set(ids(page))
        ranks += [hit.rank for hit in page]
        offset = page.next_offset

    assert ranks == list(range(1, len(ranks) + 1))
    assert len(told) == page.total
    assert archive.search(question, limit=1000, **asked).next_offset is None
    assert archive.search(question, offset=1000, **asked).next_offset is None


@pytest.mark.slow
def test_a_page_is_full_though_each_article_matches_in_many_passages(empty):
    story = "The ferry to Colvik was late again. The harbour board asked the ferry line why. " * 400
    empty.add(
        [Article(id=f"f{n}", title=f"Ferry {n}", text=f"Ferry {n}. {story}") for n in range(12)]
    )

    pages = [
        empty.search("ferry", mode="keyword", limit=4, offset=offset, per_article=1, copies="all")
        for offset in (0, 4, 8)
    ]

    assert [len(page) for page in pages] == [4, 4, 4]
    assert [page.next_offset for page in pages] == [4, 8, None]


HARBOUR = "boat barge pier rope crane load tide quay dock mast hull".split()


def against_words(texts):
    """Return vectors, (n, 2): the more ferries a text has, the further it is from a question."""
    cosines = np.array([_cosine(text) for text in texts])
    return np.stack([cosines, np.sqrt(1 - cosines**2)], axis=1)


def _cosine(text):
    number = re.match(r"Number (\d+)", text)
    if not number:
        return 1.0
    return 0.9 - text.lower().count("ferry") / 70 + int(number[1]) * 7919 % 1000 / 10_000


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """More than a first page ranks; what one leg finds best the other one finds last."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    articles = []
    for number in range(2400):
        ferries = 1 + number % 12
        others = [HARBOUR[crc32(b"%d %d" % (number, step)) % 11] for step in range(ferries, 40)]
        text = f"{'Ferry ' * ferries}{' '.join(others)} lot{number}."
        published = first + timedelta(hours=number * 7919 % 5000) if number % 17 else None
        articles.append(
            Article(id=f"a{number}", title=f"Number {number}", text=text, published=published)
        )
        if number % 9 == 0:
            earlier = first + timedelta(hours=number * 7919 % 5000 - 3)
            again = {"title": f"Number {number}", "text": text, "published": earlier}
            articles.append(Article(id=f"copy-{number}", **again))
    folder = tmp_path_factory.mktemp("many") / "index"
    with NewsIndex.create(folder, embed=against_words, dimension=2) as news:
        news.add(articles)
        yield news


@pytest.mark.slow
@settings(max_examples=5)
@given(
    step=st.integers(100, 700),
    offset=st.integers(1, 300),
    question=st.sampled_from(["ferry", "ferry crane", "ferr*", "-lot7"]),
    asked=st.fixed_dictionaries(
        {
            "per_article": st.sampled_from([None, 0, 1]),
            "mode": st.sampled_from(["hybrid", "keyword"]),
            "sort": st.sampled_from(["relevance", "newest"]),
            "group": st.sampled_from([None, "story"]),
            "copies": st.sampled_from(["first", "all"]),
        }
    ),
)
def test_pages_of_any_size_are_pieces_of_one_list_however_deep(many, step, offset, question, asked):
    whole = [hit for lot in many.search_all(question, **asked) for hit in lot]
    told = list(many.search(question, limit=offset, **asked))
    page = offset
    while page is not None:
        hits = many.search(question, limit=step, offset=page, **asked)
        told, page = [*told, *hits], hits.next_offset

    assert told == whole
    passages = [(hit.article.id, hit.passage.start) for hit in whole]
    assert len(passages) == len(set(passages))
    if asked["group"] is None:
        assert len({hit.article.id for hit in whole}) == hits.total
    elif asked["sort"] == "relevance":
        assert [hit.rank for hit in whole] == list(range(1, len(whole) + 1))
    scores = [hit.ranking_score for hit in whole]
    assert asked["sort"] == "newest" or scores == sorted(scores, reverse=True)


def test_every_page_tells_whether_a_word_of_the_question_occurs(archive):
    last = archive.search(QUESTION, limit=1).total - 1
    for offset in (0, last, 1000):
        assert archive.search(QUESTION, offset=offset, per_article=1).matched
    assert all(lot.matched for lot in archive.search_all(QUESTION, offset=last))
    for offset in (0, 1, 1000):
        assert not archive.search("xyzzyx plughq", offset=offset).matched


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
