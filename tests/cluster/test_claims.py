"""Several writers embed one index in tables: each run of passages once, whoever goes."""

import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from conftest import for_children

from index import NewsIndex

ARTICLES = [{"id": f"{n}", "text": f"The ferry left quay {n} at noon."} for n in range(40)]

SHARING = "index.engines.cluster.writing.sharing"
RUN = "index.engines.cluster.writing.claims.RUN"
EXPIRY = "index.engines.cluster.writing.claims.EXPIRY"


class Embedder:
    """Makes vectors, notes of which texts, and does what a test wants before the first ones."""

    def __init__(self, at_first=lambda: None):
        self.texts = []
        self._at_first = at_first

    def __call__(self, texts):
        if not self.texts:
            self._at_first()
        self.texts += texts
        return [[1.0, len(text), sum(map(ord, text))] for text in texts]


@pytest.fixture
def url(tmp_path, monkeypatch):
    """Return an index in tables whose 40 passages lack vectors, to be embedded ten at a time."""
    monkeypatch.setattr(RUN, 10)
    monkeypatch.setattr(f"{SHARING}._MOST_RUNS", 1)
    monkeypatch.setattr(f"{SHARING}._PAUSE", 0)
    url = f"lance://{tmp_path}/news"
    with NewsIndex.create(url, dimension=3, embed=Embedder()) as index:
        index.add(ARTICLES, embed=False)
    return url


def claims(tmp_path):
    return [path.name for path in (tmp_path / "news" / "claims").glob("*")]


def vectors(index):
    index.refresh()
    assert index.status().embedded == index.status().passages == len(ARTICLES)
    return {article.id: rows.tobytes() for article, _, rows in index.vectors()}


def test_writers_share_the_work_and_embed_nothing_twice(url, tmp_path):
    both = threading.Barrier(2, timeout=60)
    embedders = [Embedder(both.wait), Embedder(both.wait)]
    made = []

    def embed(embedder):
        with NewsIndex.open(url, embed=embedder, wait=60) as index:
            made.append(index.embed())

    threads = [threading.Thread(target=embed, args=(each,)) for each in embedders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    texts = [text for each in embedders for text in each.texts]
    assert len(texts) == len(set(texts)) == sum(made) == len(ARTICLES)
    assert min(made) >= 10
    assert claims(tmp_path) == []
    with (
        NewsIndex.open(url) as index,
        NewsIndex.create(f"lance://{tmp_path}/alone", dimension=3, embed=Embedder()) as alone,
    ):
        alone.add(ARTICLES)
        assert vectors(index) == vectors(alone)


KILLED = """
import os, signal, sys
from index import NewsIndex
from index.engines.cluster.writing import claims, sharing
claims.RUN, sharing._MOST_RUNS = 10, 1
calls = []
def embed(texts):
    calls.append(texts)
    if len(calls) > 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return [[1.0, 2.0, 3.0] for _ in texts]
with NewsIndex.open(sys.argv[1], embed=embed) as index:
    index.embed()
"""


@pytest.mark.slow
def test_what_a_writer_claims_that_is_killed_is_taken_over_when_it_expires(
    url, tmp_path, monkeypatch
):
    command = [sys.executable, "-c", KILLED, url]
    killed = subprocess.run(command, env=for_children(__file__), check=False)

    assert killed.returncode < 0
    assert len(claims(tmp_path)) == 1
    embedder = Embedder()
    with NewsIndex.open(url, embed=embedder) as index:
        assert index.status().embedded == 20

        def looked(_seconds):
            assert index.refresh()
            assert index.status().embedded == 30  # all but what the other claims
            monkeypatch.setattr(EXPIRY, timedelta(0))

        monkeypatch.setattr(f"{SHARING}.time.sleep", looked)
        assert index.embed() == 20
        assert len(vectors(index)) == len(set(embedder.texts)) + 20
    assert claims(tmp_path) == []


def test_a_writer_that_fails_lets_its_claim_go(url, tmp_path):
    def fail():
        raise RuntimeError("out of memory")

    with NewsIndex.open(url, embed=Embedder(fail)) as index:
        with pytest.raises(RuntimeError, match="out of memory"):
            index.embed()
        assert claims(tmp_path) == []
    with NewsIndex.open(url, embed=Embedder()) as index:
        assert index.embed() == len(ARTICLES)


def test_what_is_claimed_in_parts_that_were_merged_is_embedded_once(url):
    with NewsIndex.open(url) as other:
        embedder = Embedder(other.compact)
        other.remove(["0"])
        with NewsIndex.open(url, embed=embedder) as index:
            index.embed()
            assert index.status().embedded == index.status().passages == len(ARTICLES) - 1
    assert len(embedder.texts) == len(set(embedder.texts))
