"""Vectors from outside: a function of one's own in place of a model, or vectors with articles."""

import numpy as np
import pytest

from newsdex import (
    AddInterruptedError,
    ArgumentError,
    Article,
    EncoderError,
    EncoderMismatchError,
    NewsIndex,
    QuestionError,
    repair,
    split_passages,
    verify,
)

MATTERS = ("ship", "dam", "fire")
STORIES = (
    Article(id="ferry", title="Ferry sinks", text="The ferry went down off the cape."),
    Article(id="dam", title="Dam breaks", text="The reservoir emptied in an hour."),
    Article(id="mill", title="Mill burns", text="Nothing is left of the mill but ashes."),
)
MEANT = {"ferry": "ship", "vessel": "ship", "dam": "dam", "flood": "dam", "mill": "fire"}


def embed(texts):
    """Return of each text how much it is about each matter, of no length in particular."""
    rows = np.full((len(texts), len(MATTERS)), 0.01)
    for row, text in zip(rows, texts, strict=True):
        for word, matter in MEANT.items():
            row[MATTERS.index(matter)] += 5 * (word in text.lower())
    return rows


def own(path, **options):
    return NewsIndex.create(path / "own", dimension=len(MATTERS), **options)


def test_a_function_of_ones_own_embeds_passages_and_questions(tmp_path):
    with own(tmp_path, embed=embed, model="matters") as news:
        report = news.add(STORIES)
        hits = news.search("flood", mode="dense")
        status = news.status()

    assert report.embedded == 3
    assert (hits[0].article.id, status.model, status.dimension) == ("dam", "matters", 3)
    assert hits[0].dense_score == pytest.approx(1, abs=0.01)


def test_it_gets_passages_with_their_headline(tmp_path):
    seen = []

    def noting(texts):
        seen.extend(texts)
        return embed(texts)

    with own(tmp_path, embed=noting) as news:
        news.add(STORIES[0])

    assert seen == ["Ferry sinks. The ferry went down off the cape."]


def test_whoever_opens_the_index_gives_it_again(tmp_path):
    own(tmp_path, embed=embed).close()

    with NewsIndex.open(tmp_path / "own", embed=embed) as news:
        news.add(STORIES)
        assert news.search("vessel")[0].article.id == "ferry"


def test_without_it_keywords_are_found_and_the_rest_says_what_is_missing(tmp_path):
    with own(tmp_path, embed=embed, model="matters") as news:
        news.add(STORIES)

    with NewsIndex.open(tmp_path / "own") as news:
        assert news.search("reservoir", mode="keyword")[0].article.id == "dam"
        for ask in (lambda: news.search("flood"), lambda: news.add(STORIES), news.embed):
            with pytest.raises(EncoderError, match=r"'matters'.* embed=…"):
                ask()
        assert news.add(Article(id="fire", text="A barn burned."), embed=False).added == 1
        assert len(news) == 4
        assert news.foreign_languages() == {}


def test_vectors_may_come_with_the_articles(tmp_path):
    vectors = {each.id: embed([each.text]) for each in STORIES}

    with own(tmp_path) as news:
        report = news.add(STORIES, vectors=vectors)
        for article, passages, rows in news.vectors():
            assert passages == split_passages(article.text)
            expected = vectors[article.id] / np.linalg.norm(vectors[article.id])
            np.testing.assert_allclose(rows, expected, atol=1e-3)

    assert report.embedded == 3


def test_vectors_of_long_articles_are_one_for_each_passage(tmp_path, articles):
    [levy] = [each for each in articles if each.id == "levy"]
    asked = []

    def vectors(article, passages):
        asked.append((article.id, len(passages)))
        return np.eye(len(passages), 3) + 0.1

    with own(tmp_path) as news:
        news.add(levy, vectors=vectors)
        [(_, passages, rows)] = news.vectors()

    assert asked == [("levy", len(passages))]
    assert len(passages) > 1
    assert rows[0] @ rows[1] < 0.5


def test_vectors_of_some_articles_leave_the_others_to_the_encoder(tmp_path):
    with own(tmp_path, embed=embed) as news:
        news.add(STORIES, vectors={"ferry": [[0.0, 0.0, 9.0]]})

        burning = {hit.article.id for hit in news.search("mill", mode="dense", limit=2)}

    assert burning == {"ferry", "mill"}


def test_vectors_are_given_to_an_index_of_a_model_too(empty):
    [article] = [Article(id="a", text="The ferry sank off the cape in a storm at night.")]
    vector = np.zeros(empty.status().dimension)
    vector[7] = 3

    empty.add(article, vectors=lambda *_: [vector])

    [(_, _, rows)] = empty.vectors()
    assert rows[0, 7] == pytest.approx(1)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([[1.0, 2.0]], r"shape \(1, 2\), not \(1, 3\)"),
        ([[1.0, 2.0, 3.0]] * 2, r"shape \(2, 3\)"),
        ([[1.0, float("nan"), 3.0]], "not finite"),
        ([[0.0, 0.0, 0.0]], "length 0"),
        ("vectors", "no array of numbers"),
    ],
)
def test_wrong_vectors_are_refused_and_named(tmp_path, wrong, told):
    with own(tmp_path, embed=lambda _: wrong) as news:
        with pytest.raises(ArgumentError, match=f"'ferry': .*{told}"):
            news.add(STORIES, vectors={"ferry": wrong}, atomic=True)
        with pytest.raises(AddInterruptedError, match=told):
            news.add(STORIES, vectors={"ferry": wrong})
        with pytest.raises(EncoderError, match=f"'own' gave .*{told}"):
            news.add(STORIES[0])


@pytest.mark.parametrize(
    "options", [{"embed": embed}, {"embed": embed, "dimension": 0}, {"dimension": -1}]
)
def test_a_function_needs_its_dimension(tmp_path, options):
    with pytest.raises(QuestionError, match="dimension"):
        NewsIndex.create(tmp_path / "own", **options)
    assert not (tmp_path / "own").exists()


def test_a_function_is_none_for_an_index_of_a_model(archive_folder):
    with pytest.raises(EncoderMismatchError, match="leave embed out"):
        NewsIndex.open(archive_folder, embed=embed)


def test_such_an_index_is_verified_and_repaired_as_any_other(tmp_path):
    with own(tmp_path, embed=embed) as news:
        news.add(STORIES)

    report = verify(tmp_path / "own")

    assert not report.faults
    assert report.note == "no passage was embedded anew: the vectors come from outside"
    assert not repair(tmp_path / "own").lost


def test_vectors_from_outside_that_are_damaged_are_told_and_everything_else_is_kept(tmp_path):
    with own(tmp_path, embed=embed) as news:
        news.add(STORIES)
        news.watch_add("ships", "ferry")
    (path,) = (tmp_path / "own").glob("parts/*/vectors.faiss")
    path.write_bytes(path.read_bytes()[:-4] + b"gone")

    report = repair(tmp_path / "own")

    (line,) = report.done
    assert "those came from outside, and can't be made anew here" in line
    assert report.lost == ()
    assert not verify(tmp_path / "own").faults
    with NewsIndex.open(tmp_path / "own", embed=embed) as news:
        assert [watch.name for watch in news.watches()] == ["ships"]
        assert news.search("mill", mode="keyword")[0].article == STORIES[2]
        assert news.embed() == len(STORIES)
        assert news.search("vessel", mode="dense")[0].article == STORIES[0]
