"""Removing articles: gone from every leg, told apart from those that never were there."""

import pytest

from index import AddReport, ArticleNotFoundError, RemoveReport

MODES = ["keyword", "dense", "hybrid"]


def ids_found(index, question, mode):
    return {hit.article.id for hit in index.search(question, limit=1000, per_article=0, mode=mode)}


@pytest.mark.parametrize("mode", MODES)
def test_a_removed_article_is_found_no_more(news, mode):
    assert "dam-1" in ids_found(news, "Torvik dam inquiry", mode)

    report = news.remove(["dam-1"])

    assert report == RemoveReport(removed=("dam-1",), missing=())
    assert "dam-1" not in ids_found(news, "Torvik dam inquiry", mode)
    assert {"dam-2", "dam-3"} <= ids_found(news, "Torvik dam inquiry", mode)
    assert "dam-1" not in [id_ for id_, _ in news.rank_articles("spillway", mode=mode)]
    with pytest.raises(ArticleNotFoundError, match="no article has the id 'dam-1'"):
        news.article("dam-1")


@pytest.mark.parametrize("mode", MODES)
def test_a_removed_article_passes_no_filter(news, mode):
    news.remove(["dam-1"])

    hits = news.search(
        "dam", mode=mode, limit=1000, per_article=0, source="Coastal Wire", section="politics"
    )

    assert {hit.article.id for hit in hits} == {"dam-3"}


def test_status_counts_what_was_removed(news):
    before = news.status()

    news.remove(["levy", "headline"])

    after = news.status()
    assert (after.articles, after.passages) == (before.articles - 2, before.passages - 6)
    assert (after.generation, after.removed) == (before.generation + 1, 2)


def test_ids_that_are_not_there_are_reported_and_the_others_go(news):
    report = news.remove(["nobody", "dam-1", "dam-1", "nothing"])

    assert report == RemoveReport(removed=("dam-1",), missing=("nobody", "nothing"))
    assert news.status().articles == 13


def test_removing_nothing_changes_nothing(news):
    before = news.status()

    assert news.remove(["nobody"]) == RemoveReport(removed=(), missing=("nobody",))
    assert news.status() == before


def test_one_id_needs_no_list(news):
    assert news.remove("us-1").removed == ("us-1",)


def test_removing_twice_finds_it_gone(news):
    news.remove(["us-1"])

    assert news.remove(["us-1"]) == RemoveReport(removed=(), missing=("us-1",))


def test_a_removed_article_can_be_added_again(news, articles):
    news.remove(["dam-1"])

    assert news.add(articles) == AddReport(1, replaced=0, unchanged=13, passages=1, embedded=1)
    assert news.search("spillway gates")[0].article.id == "dam-1"
    assert news.status().articles == 14


def test_space_is_freed_when_most_of_a_part_is_gone(news, articles):
    size = news.status().size

    news.remove([article.id for article in articles[3:]])

    assert (news.status().articles, news.status().removed) == (3, 0)
    assert news.status().size < size
    assert ids_found(news, "dam", "dense") == {"dam-1", "dam-2", "dam-3"}


@pytest.mark.parametrize("mode", MODES)
def test_an_index_can_be_emptied_and_filled_again(news, articles, mode):
    news.remove([article.id for article in articles])

    assert (news.status().articles, news.status().passages) == (0, 0)
    assert news.search("dam", mode=mode) == []
    news.add(articles[:1])
    assert ids_found(news, "dam", mode) == {"dam-1"}
