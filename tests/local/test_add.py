"""Adding articles: new ones, known ones, changed ones, many, and when something goes wrong."""

from dataclasses import replace
from itertools import islice

import pytest

from corpus import Article
from index import AddInterruptedError, AddReport, NewsIndex

MODES = ["keyword", "dense", "hybrid"]

OLD = Article(id="story", text="The walrus Fridolin escaped from the harbour zoo on Sunday.")
NEW = Article(id="story", text="The council voted to build a tramway along the northern ring road.")


def one_line_articles(count):
    """Yield articles of one passage; the only word that is in no other is their name."""
    return (
        Article(id=f"item-{number}", text=f"Parcel number{number}x arrived.")
        for number in range(count)
    )


def files(folder):
    """Return what is in an index directory, byte for byte.

    The lock is no content, and neither are vectors kept for when the same add comes again.
    """
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"lock", "embedded"}
    }


def texts_found(index, id_, question, mode):
    hits = index.search(question, limit=1000, per_article=0, mode=mode)
    return {hit.passage.text for hit in hits if hit.article.id == id_}


def test_a_report_says_what_was_added(empty, articles):
    report = empty.add(articles)

    assert report == AddReport(added=14, replaced=0, unchanged=0, passages=18, embedded=18)
    assert (empty.status().articles, empty.status().passages) == (14, 18)
    assert empty.status().generation == 1


def test_what_was_added_comes_back_to_the_letter(news, articles):
    assert [news.article(article.id) for article in articles] == list(articles)


def test_another_process_finds_what_was_added(empty, tmp_path):
    empty.add([OLD])

    with NewsIndex.open(tmp_path / "empty") as index:
        assert [hit.article for hit in index.search("walrus")] == [OLD]


def test_progress_counts_every_passage(empty, articles):
    embedded = []

    report = empty.add(articles, on_embedded=lambda *counts: embedded.append(counts))

    assert embedded[-1] == (18, 18)
    assert report.passages == 18
    assert [done for done, _ in embedded] == sorted({done for done, _ in embedded})
    assert {total for _, total in embedded} == {18}


def test_adding_again_changes_nothing(news, folder, articles):
    before, stored = news.status(), files(folder)

    report = news.add(articles)

    assert report == AddReport(added=0, replaced=0, unchanged=14, passages=0)
    assert news.status() == before
    assert files(folder) == stored


def test_adding_nothing_changes_nothing(news):
    before = news.status()

    assert news.add([]) == AddReport(0, 0, 0, 0)
    assert news.status() == before


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_a_changed_article_replaces_the_old_and_none_of_its_text_is_found(news, articles, mode):
    levy = articles[-1]
    short = replace(levy, text="The harbour levy will be abolished in May, the treasury said.")

    report = news.add([short])

    assert report == AddReport(added=0, replaced=1, unchanged=0, passages=1, embedded=1)
    assert news.status().articles == 14
    assert news.article("levy") == short
    for question in ("harbour levy", levy.text[:200], levy.text[-200:]):
        assert texts_found(news, "levy", question, mode) == {short.text}
    assert not texts_found(news, "levy", "crowns quays lights", "keyword")


@pytest.mark.parametrize(
    "change", [{"title": "Another title"}, {"section": "Water"}, {"extra": {"words": 35}}]
)
def test_changed_metadata_replace_an_article_too(news, articles, change):
    changed = replace(articles[0], **change)

    assert news.add([changed]) == AddReport(
        added=0, replaced=1, unchanged=0, passages=1, embedded=1
    )
    assert news.article("dam-1") == changed
    assert news.status().articles == 14


@pytest.mark.slow
def test_an_article_can_change_many_times(empty):
    for number in range(12):
        empty.add([replace(OLD, title=f"Edition {number}")])

    assert [hit.article.title for hit in empty.search("walrus edition")] == ["Edition 11"]
    assert empty.status().articles == 1


def test_the_same_article_twice_in_one_add_goes_in_once(empty):
    assert empty.add([OLD, OLD]) == AddReport(
        added=1, replaced=0, unchanged=1, passages=1, embedded=1
    )
    assert len(empty.search("walrus")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("atomic", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_of_two_texts_for_one_id_in_one_add_the_last_wins(empty, atomic, mode):
    report = empty.add([OLD, NEW], atomic=atomic)

    assert report == AddReport(added=1, replaced=1, unchanged=0, passages=2, embedded=1)
    assert (empty.status().articles, empty.status().passages) == (1, 1)
    assert empty.article("story") == NEW
    assert texts_found(empty, "story", "walrus tramway", mode) == {NEW.text}


@pytest.mark.slow
def test_an_article_that_changes_and_changes_back_in_one_add_is_as_it_was(empty):
    empty.add([OLD])

    empty.add([NEW, OLD])

    assert texts_found(empty, "story", "walrus tramway", "dense") == {OLD.text}
    assert empty.status().articles == 1


def broken_off(articles, *, after):
    yield from islice(articles, after)
    raise RuntimeError("the wire went dead")


@pytest.mark.slow
def test_an_atomic_add_that_fails_in_the_middle_leaves_everything_as_it_was(
    news, folder, monkeypatch
):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 2)
    before, stored = news.status(), files(folder)
    changed = [replace(news.article("dam-1"), text="Changed."), *one_line_articles(20)]

    with pytest.raises(RuntimeError, match="wire went dead"):
        news.add(broken_off(changed, after=15), atomic=True)

    assert news.status() == before
    assert files(folder) == stored
    assert news.search("spillway gates")[0].article.id == "dam-1"
    assert not news.search("parcel", mode="keyword")


@pytest.mark.slow
def test_an_atomic_add_is_one_generation(empty, monkeypatch):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 2)

    report = empty.add(one_line_articles(20), atomic=True)

    assert report == AddReport(added=20, replaced=0, unchanged=0, passages=20, embedded=20)
    assert empty.status().generation == 1
    assert len(empty.search("parcel", limit=100, mode="keyword")) == 20


def test_a_long_add_commits_as_it_goes(empty, monkeypatch):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 5)

    report = empty.add(one_line_articles(23))

    assert report == AddReport(added=23, replaced=0, unchanged=0, passages=23, embedded=23)
    assert empty.status().generation == 5
    assert len(empty.search("parcel", limit=100, mode="keyword")) == 23


def test_a_long_add_that_fails_keeps_what_it_had_read(news, folder, monkeypatch):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 5)

    with pytest.raises(AddInterruptedError, match="the wire went dead; the 12 before"):
        news.add(broken_off(one_line_articles(23), after=12))

    with NewsIndex.open(folder) as index:
        assert index.status().articles == 14 + 12
        assert len(index.search("parcel", limit=100, mode="keyword")) == 12


@pytest.mark.slow
def test_after_an_add_that_failed_the_same_index_still_answers(news, monkeypatch):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 1)

    with pytest.raises(AddInterruptedError, match="wire went dead"):
        news.add(broken_off(one_line_articles(23), after=20))

    assert news.search("spillway gates")[0].article.id == "dam-1"
    assert len(news.search("parcel", limit=100, mode="keyword")) == 20
    assert news.add(one_line_articles(23)).added == 3


@pytest.mark.slow
def test_many_small_adds_leave_few_parts_and_every_article_findable(empty):
    parts = []
    for article in one_line_articles(40):
        empty.add([article])
        parts.append(empty.status().parts)

    assert max(parts) < 8
    assert empty.status().articles == 40
    for article in one_line_articles(40):
        assert empty.article(article.id) == article
        word = article.text.split()[1]
        assert [hit.article.id for hit in empty.search(word, mode="keyword")] == [article.id]
    assert len(empty.search("parcel", limit=100, mode="dense")) == 40


def test_what_a_crash_left_over_is_cleared_away(news, folder):
    left_over = folder / "parts" / "0123456789ab"
    left_over.mkdir()
    (left_over / "vectors.faiss").write_bytes(b"half a file")

    news.add([OLD])

    assert not left_over.exists()
    assert news.status().articles == 15


def test_a_headline_without_a_text_is_found(news):
    (hit,) = news.search("lighthouse keeper", mode="keyword")

    assert (hit.article.id, hit.passage.text) == ("headline", "")


def test_text_that_is_no_proper_unicode_goes_in_like_any_other(empty):
    empty.add([Article(id="torn", text="A torn \ud83c character in a report on penguins.")])

    assert [hit.article.id for hit in empty.search("penguins")] == ["torn"]
