"""Keywords first: articles are found as soon as they are read, and vectors follow."""

import shutil
from datetime import UTC, date, datetime

import numpy as np
import pytest
from conftest import TOWNS
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import NewsIndex, NotEmbeddedError, repair, verify
from index.engines.choosing import open_index
from index.engines.local.dense import scanning
from index.models import load_encoder
from index.models.encoder import OnnxEncoder
from index.query import Filters
from index.ranking.fusion import estimated

NEWS = [
    Article(
        id=f"wire-{n}",
        title=f"{TOWNS[n % 24]} votes",
        text=f"{TOWNS[n % 24]} reports number{n}x: {TOWNS[n // 24]} has won the vote.",
    )
    for n in range(60)
]
QUESTION = "who won the vote in Gorsk"


def hits(index, mode="hybrid"):
    found = index.search(QUESTION, mode=mode, limit=30)
    return [(hit.article.id, hit.passage, hit.ranking_score, hit.dense_score) for hit in found]


@pytest.fixture
def whole(place_of):
    with NewsIndex.open(place_of("whole")) as index:
        index.add(NEWS)
        yield index


@pytest.fixture
def bare(place_of):
    """Return an index whose passages have no vectors."""
    with NewsIndex.open(place_of("bare")) as index:
        index.add(NEWS, embed=False)
        yield index


@pytest.fixture
def place_of(empty_folder, tmp_path):
    return lambda name: shutil.copytree(empty_folder, tmp_path / name)


def test_without_vectors_articles_are_found_by_their_words(bare, whole):
    assert hits(bare, "keyword") == hits(whole, "keyword")
    assert bare.status().embedded == 0
    found = bare.search(QUESTION)
    assert found.unembedded == 60
    assert [hit.dense_score for hit in found] == [None] * 10
    assert found[0].keyword_score == max(hit.keyword_score for hit in found)
    assert bare.search(QUESTION, mode="dense") == []


@pytest.mark.slow
def test_embedding_later_gives_the_same_index(bare, whole):
    assert bare.embed() == 60

    assert bare.status().embedded == 60
    for mode in ("keyword", "dense", "hybrid"):
        assert hits(bare, mode) == hits(whole, mode)
    assert bare.embed() == 0
    assert bare.search(QUESTION).unembedded == 0


def test_an_add_makes_the_vectors_that_were_left(bare):
    report = bare.add([Article(id="more", text="A kite festival at Lunde.")])

    assert (report.added, report.embedded) == (1, 61)
    assert bare.status().embedded == 61


@pytest.mark.slow
def test_a_stop_keeps_the_vectors_of_earlier_commits(bare, monkeypatch):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 20)
    monkeypatch.setattr("index.engines.local.writing.embedding.EMBED_PASSAGES", 10)
    passages, batches = OnnxEncoder.passages, []

    def three_batches(self, texts, on_batch=None):
        batches.append(len(texts))
        if len(batches) == 4:
            raise KeyboardInterrupt
        return passages(self, texts, on_batch)

    with monkeypatch.context() as patch:
        patch.setattr(OnnxEncoder, "passages", three_batches)
        with pytest.raises(KeyboardInterrupt):
            bare.embed()

    assert bare.status().embedded == 20
    assert {hit.dense_score is None for hit in bare.search(QUESTION, limit=60)} == {True, False}
    told = []
    assert bare.embed(on_embedded=lambda *counts: told.append(counts)) == 40
    assert told[0] == (10, 40)  # which the journal had
    assert told[-1] == (40, 40)
    assert verify(bare.status().path).faults == ()


def test_vectors_that_were_made_run_by_run_lie_in_one_file_at_the_end(bare, monkeypatch):
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 20)
    folder = bare.status().path

    bare.embed()
    bare.remove(["nobody", NEWS[0].id])  # a writer clears away what no reader holds

    assert [path.name for path in folder.glob("parts/*/vectors*")] == ["vectors.faiss"]
    assert verify(folder).faults == ()


def test_a_long_add_is_found_by_keywords_before_its_vectors_are_made(place_of, monkeypatch):
    monkeypatch.setattr("index.engines.local.writing.writer.AT_ONCE", 10)
    folder = place_of("news")
    passages, seen = OnnxEncoder.passages, []

    def looking(self, texts, on_batch=None):
        with NewsIndex.open(folder) as other:
            seen.append((other.status().articles, other.status().embedded))
        return passages(self, texts, on_batch)

    monkeypatch.setattr(OnnxEncoder, "passages", looking)
    with NewsIndex.open(folder) as index:
        assert index.add(NEWS).embedded == 60
        assert index.status().embedded == 60
    assert seen == [(60, 0)]


def test_a_partly_embedded_index_ranks_both_kinds_fairly(place_of):
    with NewsIndex.open(place_of("partly")) as index:
        index.add(NEWS[:30])
        index.add(NEWS[30:], embed=False)

        found = index.search("who has won the vote", limit=60)
        ranks = {hit.article.id: hit.rank for hit in found}

    late = [ranks[article.id] for article in NEWS[30:]]
    assert abs(np.mean(late) - 30.5) < 10


@pytest.mark.slow
def test_removed_compacted_and_partly_embedded_parts_keep_their_vectors(place_of, whole):
    with NewsIndex.open(place_of("mixed")) as index:
        index.add(NEWS[:20])
        index.add(NEWS[20:40], embed=False)
        index.remove([article.id for article in NEWS[5:15]])
        index.compact()
        assert index.status().parts == 1
        assert (index.status().passages, index.status().embedded) == (30, 10)
        assert index.embed() == 20
        index.add([*NEWS[5:15], *NEWS[40:]])
        expected = {article.id: rows.tobytes() for article, _, rows in whole.vectors()}
        assert {article.id: rows.tobytes() for article, _, rows in index.vectors()} == expected
        assert verify(index.status().path).faults == ()


def test_vectors_that_are_not_there_are_not_exported(bare):
    with pytest.raises(NotEmbeddedError, match="first run: newsdex embed"):
        list(bare.vectors())


def test_a_damaged_part_without_vectors_is_mended_and_embedded_later(bare):
    folder = bare.status().path
    bare.close()
    for path in folder.glob("parts/*/keyword/postings"):
        path.write_bytes(b"?" + path.read_bytes()[1:])

    assert verify(folder).faults
    assert repair(folder).lost == ()

    assert verify(folder).faults == ()
    with NewsIndex.open(folder) as index:
        assert index.status().embedded == 0
        assert index.embed() == 60


@pytest.mark.slow
def test_many_passages_are_searched_by_cells_with_hardly_a_loss(place_of, monkeypatch, articles):
    texts = [f"{a.title} {town}. {a.text[:80]}" for town in TOWNS for a in articles]
    days = [datetime(2024, 1, 1 + n % 8, tzinfo=UTC) for n in range(len(texts))]
    many = [
        Article(id=f"many-{n}", text=text, published=day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    folder = place_of("cells")
    with NewsIndex.open(place_of("exact")) as exact, NewsIndex.open(folder) as cells:
        exact.add(many)
        monkeypatch.setattr("index.engines.local.writing.staging.CELLS_FROM", 200)
        cells.add(many)
        assert exact.status().dense.startswith("exact: ")
        assert cells.status().dense.startswith("by cells: 336 vectors")
        assert verify(cells.status().path).faults == ()
        cells.remove([f"many-{n}" for n in range(0, 336, 9)])
        exact.remove([f"many-{n}" for n in range(0, 336, 9)])

        def nearest(index, question, **conditions):
            found = index.search(question, mode="dense", limit=10, **conditions)
            return {(hit.article.id, hit.ranking_score) for hit in found}

        for mode in ({}, {"since": "2024-01-05"}, {"since": "2024-01-08", "until": "2024-01-08"}):
            recalls = []
            for article in articles:
                found, true = (nearest(index, article.title, **mode) for index in (cells, exact))
                recalls.append(len(found & true) / len(true))
            assert np.mean(recalls) >= 0.9

    for conditions in (Filters(), Filters(since=date(2024, 1, 5))):
        check_what_is_found_together(folder, articles, conditions)


def check_what_is_found_together(folder, articles, conditions):
    """The best and all that are near come of one look at the cells, where enough are near."""
    index = open_index(folder, wait=1)
    encoder = load_encoder(*index.model)
    with index.use() as snapshot:
        searchable = snapshot.store.meeting(conditions)
        recalls, shares = [], []
        for article in articles:
            vector = encoder.question(article.title)
            answer, alone = snapshot.dense.ask(vector, 0.3), snapshot.dense.ask(vector)
            near, true = answer.above(0.3, searchable), alone.above(0.3, searchable)
            assert (np.diff(near) > 0).all()
            assert (answer.scores(near) >= 0.29).all()
            shares.append(np.isin(near, true).sum() / len(true))
            best, others = answer.best(10, searchable), alone.best(10, searchable)
            assert (np.diff(answer.scores(best)) <= 0).all()
            recalls.append(np.isin(best, others).mean())
        assert np.mean(recalls) >= 0.9
        assert np.mean(shares) >= 0.7
    index.close()


@given(
    st.lists(
        st.tuples(st.floats(-1, 1, width=32) | st.just(float("nan")), st.floats(0, 30, width=32)),
        min_size=1,
    )
)
def test_an_estimate_lies_among_the_cosines_that_are_known(pairs):
    dense, keyword = (np.array(column, np.float32) for column in zip(*pairs, strict=True))
    known = ~np.isnan(dense)

    filled = estimated(dense, keyword)

    assert (filled[known] == dense[known]).all()
    assert not np.isnan(filled).any()
    with_words = dense[known & (keyword > 0)]
    if len(with_words):
        assert (filled[~known] >= with_words.min() - 1e-6).all()
        assert (filled[~known] <= with_words.max() + 1e-6).all()


@given(st.integers(0, 2**32), st.integers(0, 70), st.floats(-1, 1))
def test_vectors_compare_alike_wherever_they_stand_and_all_that_are_near_are_found(seed, n, least):
    chance = np.random.default_rng(seed)
    drawn = chance.standard_normal((n + 1, 24)).astype(np.float32)
    vector, *others = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    rows = np.array(others, np.float16).reshape(n, 24)

    cosines = scanning.cosines(vector, rows)

    assert cosines == pytest.approx(rows.astype(np.float64) @ vector.astype(np.float64), abs=1e-4)
    assert (scanning.cosines(vector, rows[::-1].copy())[::-1] == cosines).all()
    for each in (least, *cosines[:1]):  # just as near as one of them
        found = scanning.above(vector, rows, each)
        assert found.tolist() == np.flatnonzero(cosines >= np.float32(each)).tolist()


@pytest.mark.parametrize("damage", [np.nan, np.inf, -np.inf])
def test_a_vector_that_is_damaged_is_as_far_as_can_be_or_as_near(damage):
    rows = np.eye(4, dtype=np.float16)
    rows[1, 0] = damage
    vector = np.array([1, 0, 0, 0], np.float32)

    cosines = scanning.cosines(vector, rows)

    assert cosines[[0, 2, 3]].tolist() == [1, 0, 0]
    assert cosines[1] in {-1, np.inf}
    assert 2 not in scanning.above(vector, rows, 0.5)


@pytest.mark.slow
def test_the_command_line_splits_the_work(newsdex, tmp_path):
    (tmp_path / "here" / "a.txt").write_text(
        "A kite festival drew crowds to Lunde.", encoding="utf-8"
    )

    added = newsdex("add", "a.txt", "--no-embed")
    assert added.stdout == (
        "added 1, replaced 0, unchanged 0 (0 passages embedded; 1 have no vector yet: "
        "newsdex embed); 1 articles in .newsdex\n"
    )
    found = newsdex("search", "kite")
    assert "1 passages are found by keywords alone, until: newsdex embed" in found.stderr
    assert "Lunde" in found.stdout
    made = newsdex("embed", "--jobs", "1")
    assert made.stdout == "1 passages embedded; all 1 in .newsdex have their vectors\n"
    assert "keywords alone" not in newsdex("search", "kite").stderr
