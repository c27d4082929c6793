"""A question of two subjects is answered for both on the first page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus import Article
from index import NewsIndex
from index.ranking.subjects import chosen_to_cover, names_several

LOUD = [
    f"The grain harvest of {place} was poor, and grain prices rose as grain traders bought."
    for place in (
        "Orrenland Estrava Varde Lunde Pendra Merrin Lenneford Skarn Tolve Brannock Ister Quillan"
    ).split()
]
QUIET = "A mine in the hills closed after its owner sold the last copper for less than it cost."


@pytest.fixture(scope="module")
def archive(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    with NewsIndex.create(tmp_path_factory.mktemp("subjects") / "news") as index:
        index.add(Article(id=f"grain-{n}", text=text) for n, text in enumerate(LOUD))
        index.add(Article(id="copper", text=QUIET))
        yield index


@pytest.mark.parametrize(
    "question",
    ["grain harvest and copper", "copper or grain harvest", "grain versus copper"],
)
@pytest.mark.parametrize("mode", ["hybrid", "keyword"])
def test_the_quiet_subject_stands_beside_the_loud_one(archive, question, mode):
    found = archive.search(question, mode=mode, copies="all")

    assert "copper" in [hit.article.id for hit in found[:3]]
    scores = [hit.ranking_score for hit in found]
    assert scores == sorted(scores, reverse=True)
    relevance = [hit.score for hit in found]
    assert relevance == sorted(relevance, reverse=True)


def test_articles_rank_in_evaluations_as_readers_see_them(archive):
    ranked = archive.rank_articles("grain harvest and copper", limit=5, copies="all")
    found = archive.search("grain harvest and copper", limit=5, copies="all")

    assert [id_ for id_, _ in ranked] == [hit.article.id for hit in found]


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("troops in Viet Nam and West Germany", True),
        ("Weizen oder Mais", True),
        ("grèves à Lyon et Marseille", True),
        ("copper", False),
        ("and copper", False),
        ("what did the minister say", False),
        ("sandy and", False),
    ],
)
def test_what_joins_two_subjects(question, several):
    assert names_several(question) is several


@given(
    st.integers(0, 30).flatmap(
        lambda n: st.tuples(
            arrays(np.float32, n, elements=st.floats(0, 1, width=32)),
            arrays(np.bool_, (3, n)),
        )
    )
)
def test_a_page_has_each_passage_once_and_the_best_of_those_that_say_the_same(given_):
    scores, held = given_
    scores = -np.sort(-scores)

    chosen = chosen_to_cover(scores, held, np.array([0.5, 0.3, 0.2], np.float32)).tolist()

    assert len(set(chosen)) == len(chosen) == min(10, len(scores))
    for place, one in enumerate(chosen):
        alike = [n for n in range(one) if (held[:, n] == held[:, one]).all()]
        assert set(alike) <= set(chosen[:place])
