"""Questions that ask for articles of a time, or for the latest of a story."""

from datetime import date

import pytest

from corpus import Article
from newsdex import NewsIndex

TODAY = date(2024, 6, 1)


def story(id_, published, title, text):
    return Article(id=id_, published=published, title=title, text=text)


NEWS = [
    story("may", "2021-01-10", "Ferry may stop", "The ferry may stop in the new year, it said."),
    story("dam", "2021-05-04", "Dam closed", "The Torvik dam was closed on Tuesday by its owner."),
    story("vote", "2021-05-17", "Lunde votes", "Voters in Lunde chose a new mayor on Sunday."),
    story("fire", "2022-08-20", "Fire in Lunde", "A fire burnt down the old town hall of Lunde."),
    story("sale", "2023-03-30", "Lumora sold", "Lumora, a maker of satellites, will be bought."),
    story(
        "pad",
        "2023-07-11",
        "Lumora rocket explodes on the pad",
        "A rocket with four satellites of Lumora exploded; a fuel leak was the cause.",
    ),
    *(
        story(
            f"police-{month}",
            f"2023-{month:02}-15",
            f"Police report number {month}",
            f"Police were called {month + 2} times at the weekend, mostly about noise.",
        )
        for month in (9, 2, 12, 5, 7)
    ),
    story("beavers", "2024-04-15", "Beavers return", "Beavers have come back to the river Aune."),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("times") / "index") as index:
        index.add(NEWS)
        yield index


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what happened in May 2021", ["vote", "dam"]),
        ("What happened in the first week of May 2021?", ["dam"]),
        ("what happened on 15 February 2023", ["police-2"]),
        ("what was reported in 2021", ["vote", "dam", "may"]),
        ("news of March 2023", ["sale"]),
        ("show me the main stories before June 2021", ["vote", "dam", "may"]),
        ("May 2021", ["vote", "dam"]),
        ("news on 15 April", ["beavers"]),
        ("what's new since April 2024", ["beavers"]),
        ("what happened on 4 May 2021 and on 20 August 2022", ["fire", "dam"]),
        ("latest news of 2021", ["vote", "dam", "may"]),
        ("what took place in May 2021 -Torvik", ["vote"]),
        ("news on 2 April 2024", []),
        ("what happened yesterday", []),
    ],
)
def test_a_question_of_a_time_alone_lists_its_articles(news, question, found):
    hits = news.search(question, today=TODAY)

    assert [hit.article.id for hit in hits] == found
    assert (hits.total, hits.weak, hits.missing) == (len(found), False, ())
    assert {reading.words for reading in hits.read_as}


def test_a_time_without_articles_is_told(news):
    (line,) = news.search("what happened on 2 April 2024", today=TODAY).note.splitlines()

    assert line.startswith("no article is published on 2024-04-02; the archive runs from 2021-01")


@pytest.mark.parametrize("question", ["news of Lunde in May 2021", "what was closed in May 2021"])
def test_words_that_are_left_rank_and_hide_nothing(news, question):
    hits = news.search(question, today=TODAY)

    assert hits.total > 1
    assert hits[0].article.id == ("vote" if "Lunde" in question else "dam")


def test_history_is_looked_for_as_words(news):
    hits = news.search("what happened in 1945", today=TODAY)

    assert hits.missing == ("1945",)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("latest on Lumora", ["pad", "sale"]),
        ("the most recent Lumora news", ["pad", "sale"]),
        ("news of Lunde, newest", ["fire", "vote"]),
        ("latest police reports", [f"police-{month}" for month in (12, 9, 7, 5, 2)]),
    ],
)
def test_the_latest_of_what_matches_comes_first(news, question, found):
    hits = news.search(question, today=TODAY)

    assert [hit.article.id for hit in hits][: len(found)] == found
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_new_articles_of_an_old_story_are_preferred(news):
    assert news.search("Lumora satellites bought")[0].article.id == "sale"
    assert news.search("Lumora satellites", recent=30)[0].article.id == "pad"


@pytest.mark.parametrize("question", ["latest", "latest news", "what is the newest"])
def test_the_latest_alone_is_a_list_by_date(news, question):
    hits = news.search(question)

    assert [hit.article.id for hit in hits][:2] == ["beavers", "police-12"]
    assert (hits.total, hits.weak) == (len(NEWS), False)


def test_the_latest_of_one_article_is_no_weak_hit(tmp_path):
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(NEWS[:1])

        assert not index.search("latest").weak
