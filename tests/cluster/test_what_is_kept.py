"""What was read of an object store is kept, in memory and in a cache folder, up to a bound.

A folder stands in for the store: it is only said that reading it is dear.
"""

import shutil
import stat

import pytest
from conftest import ARTICLES

from corpus import Article
from index import NewsIndex, NewsIndexError

pytestmark = pytest.mark.slow  # articles are embedded for each

QUESTIONS = ["dam inquiry", "harb*", '"port strike"', 'source:"Evening Post" +minister']


@pytest.fixture
def cache(tmp_path, monkeypatch, prepared_encoder):  # noqa: ARG001 - made before the folder changes
    """Return the cache folder of an index whose reads are requests to an object store."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("index.engines.cluster.objects.Objects.in_a_store", True)
    monkeypatch.setattr("index.engines.cluster.kept.kept.user_cache_path", lambda _: folder)
    return folder


@pytest.fixture
def url(tmp_path, cache):  # noqa: ARG001 - kept from the first article on
    url = f"lance://{tmp_path}/news"
    with NewsIndex.create(url) as index:
        index.add(ARTICLES)
    return url


def asked(url):
    with NewsIndex.open(url) as index:
        return [
            [(hit.article.id, hit.passage.text, hit.score) for hit in index.search(each)]
            for each in QUESTIONS
        ]


def test_what_was_read_once_is_not_asked_of_the_store_again(url, tmp_path):
    first = asked(url)
    shutil.rmtree(tmp_path / "news" / "parts")

    assert any(first)
    assert asked(url) == first


def test_what_is_kept_is_for_its_owner_alone(url, cache):
    asked(url)

    (folder,) = cache.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_no_more_is_kept_than_is_told(url, cache, monkeypatch):
    shutil.rmtree(cache)
    monkeypatch.setenv("NEWSDEX_CACHE_DISK", "150KB")
    monkeypatch.setenv("NEWSDEX_CACHE_MEMORY", "0")

    first = asked(url)
    for number in range(5):
        with NewsIndex.open(url) as index:
            index.add([Article(id=f"more-{number}", text=f"The dam held, told {number}.")])
            index.search("dam")

    (kept,) = cache.glob("tables/*.sqlite")
    assert 0 < kept.stat().st_size <= 200_000
    monkeypatch.setenv("NEWSDEX_CACHE_DISK", "0")
    shutil.rmtree(cache)
    assert [len(hits) for hits in asked(url)] >= [len(hits) for hits in first]
    assert not cache.exists()


def test_a_bound_that_is_no_size_is_told(url, monkeypatch):
    monkeypatch.setenv("NEWSDEX_CACHE_DISK", "much")

    with pytest.raises(NewsIndexError, match="NEWSDEX_CACHE_DISK is 'much'; say a size, as 4GB"):
        NewsIndex.open(url)


def test_what_is_damaged_on_disk_is_read_again(url, cache):
    first = asked(url)
    (kept,) = cache.glob("tables/*.sqlite")
    for harm in (b"", b"plugh" * 5000):
        kept.write_bytes(harm)
        assert asked(url) == first
    assert asked(url) == first


def test_a_reader_keeps_what_is_the_same_in_the_next_generation(url, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSDEX_CACHE_DISK", "0")
    with NewsIndex.open(url) as reader, NewsIndex.open(url) as writer:
        before = reader.search("dam inquiry")
        assert not reader.search("+ferry +sold +Lunde")
        there = {path.name for path in (tmp_path / "news" / "parts").iterdir()}
        writer.add([Article(id="new", text="A ferry was sold at Lunde.")])
        for name in there:
            shutil.rmtree(tmp_path / "news" / "parts" / name)

        assert reader.refresh()
        assert [hit.article.id for hit in reader.search("+ferry +sold +Lunde")] == ["new"]
        assert [hit.article.id for hit in reader.search("dam inquiry")] == [
            hit.article.id for hit in before
        ]
