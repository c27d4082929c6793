"""Vectors of a large part, found by an index beside its table."""

import hashlib

import numpy as np
import pytest

from corpus import Article
from index import NewsIndex

MANY = 600

pytestmark = pytest.mark.slow  # the index of vectors is trained


def embed(texts):
    """Return a vector for each text, the same wherever it is made."""
    seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts)
    return np.stack([np.random.default_rng(seed).standard_normal(24) for seed in seeds])


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The same news with an index of vectors, in tables, and without, in a directory."""
    here = tmp_path_factory.mktemp("vectors")
    articles = [
        Article(id=f"{n}", text=f"Ferry {n} left.", source="Wire" if n % 3 else "Post")
        for n in range(MANY)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.engines.cluster.writing.parts.INDEXED_FROM", 256)
        patch.setattr("index.engines.cluster.dense.writing._ROWS_OF_A_PARTITION", 128)
        patch.setattr("index.engines.cluster.dense.vectors.COMPARED_WHOLE", 64)
        patch.setattr("index.ranking.engine.CANDIDATES", 20)
        options = {"dimension": 24, "embed": embed}
        with (
            NewsIndex.create(f"lance://{here}/news", **options) as tables,
            NewsIndex.create(here / "files", **options) as files,
        ):
            for index in (tables, files):
                index.add(articles)
            yield tables, files


def test_status_says_that_an_index_is_asked(two):
    tables, _ = two
    assert tables.status().dense.startswith(f"by an index: {MANY} vectors")


@pytest.mark.parametrize("conditions", [{}, {"source": "Wire"}, {"source": "Post"}])
def test_what_is_near_is_found_by_the_index_as_without(two, conditions):
    shared = 0
    for question in ("harbour", "quay", "tide", "pilot", "crane"):
        ours, theirs = (
            [hit.article.id for hit in each.search(question, mode="dense", **conditions)]
            for each in two
        )
        assert len(ours) == len(theirs)
        shared += len({*ours} & {*theirs}) / len(theirs)
    assert shared / 5 >= 0.9


def test_few_that_may_be_found_are_compared_each(two):
    ours, theirs = (
        [hit.article.id for hit in each.search("+7 harbour", mode="dense")] for each in two
    )
    assert ours == theirs == ["7"]


def test_vectors_of_some_passages_are_read_by_themselves(two):
    tables, files = two
    assert [each.article.id for each in tables.similar("7", limit=3)] == [
        each.article.id for each in files.similar("7", limit=3)
    ]
