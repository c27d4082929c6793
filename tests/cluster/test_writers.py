"""Several writers of one index in tables, and writers that are stopped: all of it or nothing."""

import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from conftest import ARTICLES, for_children

from corpus import Article
from index import IndexLockedError, IndexWriteError, NewsIndex, Watch
from index.engines.cluster import ClusterIndex

FIRST, SECOND, *OTHERS = ARTICLES[:6]


@pytest.fixture
def url(tmp_path, prepared_encoder):  # noqa: ARG001 - made before
    """Return the URL of an index in tables with one article."""
    url = f"lance://{tmp_path}/news"
    with NewsIndex.create(url) as index:
        index.add([FIRST])
    return url


@pytest.fixture
def two(url):
    """Return an index in tables, opened twice."""
    with NewsIndex.open(url) as one, NewsIndex.open(url) as other:
        yield one, other


def ids_in(index):
    index.refresh()
    return [article.id for article in index.articles()]


def test_a_writer_who_is_second_begins_anew_and_embeds_nothing_twice(two):
    one, other = two
    embedded = []

    def in_the_middle(done, total):
        if not embedded:
            other.add(OTHERS[:1])
        embedded.append((done, total))

    done = one.add([SECOND], on_embedded=in_the_middle)

    assert (done.added, len(embedded)) == (1, 1)
    assert ids_in(one) == ids_in(other) == [FIRST.id, OTHERS[0].id, SECOND.id]
    assert one.status().embedded == one.status().passages


def test_what_another_has_added_meanwhile_is_known(two):
    one, other = two

    done = one.add([SECOND], on_embedded=lambda *_: other.holds(SECOND.id) or other.add([SECOND]))

    assert (done.added, done.unchanged) == (0, 1)
    assert ids_in(one) == [FIRST.id, SECOND.id]


@pytest.mark.slow
def test_what_another_has_removed_meanwhile_stays_removed(two):
    one, other = two

    one.add([SECOND], on_embedded=lambda *_: other.remove([FIRST.id]))

    assert ids_in(one) == [SECOND.id]


def test_a_reader_stays_where_it_is_until_it_moves_on(two):
    one, other = two
    other.add([SECOND])

    assert len(one) == 1
    assert one.refresh()
    assert len(one) == 2
    assert not one.refresh()


def test_writers_at_the_same_time_all_get_through(url, monkeypatch):
    monkeypatch.setattr("index.engines.cluster.writing.commits._PAUSE", 0)

    def write(name):
        with NewsIndex.open(url) as index:
            for n in range(3):
                index.add([Article(id=f"{name}-{n}", text=f"{name} {n} is out.")], embed=False)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("dawn", "noon")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with NewsIndex.open(url) as index:
        expected = {f"{name}-{n}" for name in ("dawn", "noon") for n in range(3)}
        assert sorted(ids_in(index)) == sorted({FIRST.id, *expected})
        assert index.status().generation == 1 + len(expected)


def test_who_is_never_quick_enough_gives_up(url, monkeypatch):
    monkeypatch.setattr("index.engines.cluster.writing.commits._PAUSE", 0)

    with closing(ClusterIndex.open(url, wait=0)) as one, NewsIndex.open(url) as other:

        def change(there):
            other.watch_add(f"other-{len(there)}", "dam")
            return (*there, Watch("mine", "ferry", {}))

        with pytest.raises(IndexLockedError, match="were quicker 5 times; try again later"):
            one.change_watches(change)
        assert [watch.name for watch in other.watches()] == [f"other-{n}" for n in range(5)]


def in_tables(tmp_path):
    """Return the folders of parts and of the ledger that are there."""
    folders = (tmp_path / "news" / name for name in ("parts", "ledger"))
    return {path.name for folder in folders if folder.exists() for path in folder.iterdir()}


def test_an_error_at_any_write_leaves_the_index_as_it_was(url, tmp_path, monkeypatch):
    import lance

    write = lance.write_dataset
    left, there = [0], in_tables(tmp_path)

    def failing(*given, **options):
        left[0] -= 1
        if left[0] < 0:
            raise OSError("no space left on device")
        return write(*given, **options)

    monkeypatch.setattr(lance, "write_dataset", failing)
    with NewsIndex.open(url) as index:
        for stop in range(100):
            left[0] = stop
            try:
                index.add([SECOND], embed=False)
            except IndexWriteError:
                assert ids_in(index) == [FIRST.id]
                assert in_tables(tmp_path) == there
            else:
                break
        assert stop > 5
        assert ids_in(index) == [FIRST.id, SECOND.id]


KILLED = """
import os, signal, sys
from conftest import ARTICLES
from index import NewsIndex
def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)
with NewsIndex.open(sys.argv[1]) as index:
    index.add(ARTICLES[1:4], on_embedded=kill)
"""


@pytest.mark.slow
def test_nothing_is_seen_of_a_writer_that_is_killed_and_the_same_goes_on(
    url, tmp_path, monkeypatch
):
    there = in_tables(tmp_path)
    command = [sys.executable, "-c", KILLED, url]
    killed = subprocess.run(command, env=for_children(__file__), check=False)

    assert killed.returncode < 0
    assert in_tables(tmp_path) > there
    with NewsIndex.open(url) as index:
        assert ids_in(index) == [FIRST.id]
        assert index.add(ARTICLES[1:4]).added == 3
        monkeypatch.setattr("index.engines.cluster.writing.cleaning.KEPT_FOR", timedelta(0))
        index.compact()
        assert ids_in(index) == [article.id for article in ARTICLES[:4]]
        assert len(in_tables(tmp_path)) == 1


WRITING = """
import sys
from corpus import Article
from index import NewsIndex
with NewsIndex.open(sys.argv[1], wait=60) as index:
    for n in range(6):
        id_ = f"{sys.argv[2]}-{n}"
        both = Article(id=f"both-{n}", text="Both read it.")
        index.add([Article(id=id_, text=f"{id_} was read."), both])
"""


@pytest.mark.slow
def test_writers_in_processes_of_their_own_all_get_through(url):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITING, url, name], env=for_children(__file__))
        for name in ("dawn", "noon")
    ]
    seen = 1
    with NewsIndex.open(url) as index:
        while any(writer.poll() is None for writer in writers):
            now = len(ids_in(index))
            assert now >= seen
            assert index.status().embedded == index.status().passages
            seen = now
        assert [writer.returncode for writer in writers] == [0, 0]
        expected = {f"{name}-{n}" for name in ("dawn", "noon", "both") for n in range(6)}
        assert sorted(ids_in(index)) == sorted({FIRST.id, *expected})
