"""Searching: what comes back in each mode, in which order, and for odd questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import NewsIndex, QuestionError
from index.query import has_words
from index.ranking.fusion import ARTICLE, DENSE, KEYWORD
from index.ranking.matching import NEAR

MODES = ["keyword", "dense", "hybrid"]


def key(hit):
    return hit.article.id, hit.passage.start


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("spillway gates not tested", "dam-1"),
        ("dockers strike over remote cranes", "strike-1"),
        ("lanterns for everyone", "festival"),
        ("levy in Quarn", "levy"),
        ("lighthouse keeper retires", "headline"),
    ],
)
def test_the_article_that_answers_comes_first(archive, question, id_, mode):
    assert archive.search(question, mode=mode)[0].article.id == id_


def test_the_passage_that_answers_comes_first_and_not_only_its_article(archive):
    first, *_ = archive.search("levy in Yarrow")

    assert first.article.id == "levy"
    assert "Yarrow" in first.passage.text
    assert "Ardal" not in first.passage.text


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("boat race", "undated"),
        ("fireworks and celebrations", "festival"),
        ("jurists probe a burst reservoir", "dam-1"),
        ("blockade of territory by foreign powers", "us-1"),
    ],
)
def test_meaning_finds_what_shares_no_word_with_the_question(archive, question, id_):
    assert archive.search(question, mode="keyword") == []
    assert archive.search(question, mode="dense")[0].article.id == id_
    assert archive.search(question)[0].article.id == id_


@pytest.mark.parametrize("mode", MODES)
def test_hits_are_ranked_from_one_by_falling_score(archive, mode):
    hits = archive.search("the inquiry into the dam", mode=mode, limit=1000, per_article=0)

    assert len(hits) >= 3
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    scores = [hit.ranking_score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_keyword_mode_scores_by_bm25_alone(archive):
    hits = archive.search("dam inquiry", mode="keyword")

    assert {hit.article.id for hit in hits} == {"dam-1", "dam-2", "dam-3"}
    assert all(hit.ranking_score == hit.keyword_score > 0 for hit in hits)
    assert all(hit.dense_score is None for hit in hits)


def test_dense_mode_finds_what_is_near_and_scores_it_by_cosine_alone(archive):
    hits = archive.search("dam inquiry", mode="dense", limit=1000, per_article=0)

    assert 0 < len(hits) < archive.status().passages
    assert all(hit.dense_score >= NEAR for hit in hits)
    assert all(hit.keyword_score is None for hit in hits)
    assert all(hit.ranking_score == hit.dense_score for hit in hits)
    assert all(-1 <= hit.ranking_score <= 1 for hit in hits)


def test_hybrid_mode_shows_what_each_leg_says(archive):
    question = "dam inquiry"
    keyword = {
        key(hit): hit.ranking_score
        for hit in archive.search(question, mode="keyword", limit=1000, per_article=0)
    }
    dense = {
        key(hit): hit.ranking_score
        for hit in archive.search(question, mode="dense", limit=1000, per_article=0)
    }

    for hit in archive.search(question, limit=1000, per_article=0):
        assert hit.keyword_score == keyword.get(key(hit), 0)
        assert hit.dense_score == pytest.approx(dense.get(key(hit), hit.dense_score), abs=1e-6)
        assert (key(hit) in dense) == (hit.dense_score >= NEAR)


def test_a_hybrid_score_combines_both_legs_and_the_mean_of_the_article(archive):
    # No title holds a word of this question, and it names neither a source nor a time.
    hits = archive.search("new quays and lights in Yarrow", limit=1000, per_article=0)
    best = max(hit.keyword_score for hit in hits)
    cosines = {}
    for hit in hits:
        cosines.setdefault(hit.article.id, []).append(hit.dense_score)

    assert len(cosines["levy"]) == 5
    mean = sum(cosines["levy"]) / 5
    assert next(hit for hit in hits if hit.article.id == "levy").article_score == pytest.approx(
        mean, abs=1e-5
    )
    for hit in hits:
        mean = hit.article_score
        legs = DENSE * hit.dense_score + KEYWORD * hit.keyword_score / best
        assert hit.ranking_score == pytest.approx(legs + ARTICLE * mean, abs=1e-5)


@pytest.mark.parametrize("mode", MODES)
def test_offsets_slice_the_passage_out_of_its_article(archive, mode):
    hits = archive.search("levy lantern dam", mode=mode, limit=1000, per_article=0)

    assert len({hit.article.id for hit in hits}) >= 2
    for hit in hits:
        passage = hit.passage
        assert hit.article.text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("mode", MODES)
def test_a_hit_carries_the_whole_article(archive, articles, mode):
    first, *_ = archive.search("spillway", mode=mode)

    assert first.article == articles[0]


@pytest.mark.parametrize("mode", MODES)
def test_a_limit_cuts_the_ranking_and_changes_nothing_else(archive, mode):
    everything = archive.search("the dam inquiry", mode=mode, limit=1000, per_article=0)

    for limit in (1, 2, 3):
        hits = archive.search("the dam inquiry", mode=mode, limit=limit, per_article=0)
        assert hits == everything[:limit]


def test_ten_hits_are_enough_unless_more_are_asked_for(archive):
    question = "the harbour dam, its levy, the inquiry, ferry, mayor, council, minister and lantern"
    everything = archive.search(question, limit=10**9, per_article=0)

    assert len(archive.search(question, per_article=0)) == 10
    assert len(archive.search(question, limit=11, per_article=0)) == min(11, len(everything))


@pytest.mark.parametrize("mode", MODES)
def test_equal_passages_come_in_the_order_in_which_they_were_added(empty, mode):
    copies = [Article(id=id_, text="The mayor opened the bridge.") for id_ in "cab"]
    empty.add(copies)

    hits = empty.search("mayor of the bridge", mode=mode)

    assert len({hit.ranking_score for hit in hits}) == 1
    assert [hit.article.id for hit in hits] == ["c", "a", "b"]


@pytest.mark.parametrize("mode", MODES)
def test_no_article_takes_more_than_its_share_of_the_hits(archive, mode):
    question = "levy of the harbour"
    everything = archive.search(question, mode=mode, limit=1000, per_article=0)
    assert [hit.article.id for hit in everything].count("levy") == 5

    for most in (1, 2, 3):
        hits = archive.search(question, mode=mode, limit=1000, per_article=most)
        kept = [
            hit
            for place, hit in enumerate(everything)
            if [other.article.id for other in everything[:place]].count(hit.article.id) < most
        ]
        assert [key(hit) for hit in hits] == [key(hit) for hit in kept]
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert archive.search(question, mode=mode, limit=1000) == archive.search(
        question, mode=mode, limit=1000, per_article=2
    )


@pytest.mark.parametrize("mode", MODES)
def test_articles_are_ranked_by_their_best_passage(archive, mode):
    hits = archive.search("levy in Yarrow and the dam", mode=mode, limit=1000, per_article=0)
    best = {}
    for hit in hits:
        best.setdefault(hit.article.id, hit.ranking_score)

    assert archive.rank_articles("levy in Yarrow and the dam", mode=mode)[: len(best)] == list(
        best.items()
    )
    assert archive.rank_articles("levy in Yarrow and the dam", mode=mode, limit=1) == [
        next(iter(best.items()))
    ]


@pytest.mark.parametrize("mode", MODES)
def test_the_same_question_gets_the_same_answer(archive, archive_folder, mode):
    first = archive.search("what did the minister know", mode=mode, limit=1000, per_article=0)

    assert (
        archive.search("what did the minister know", mode=mode, limit=1000, per_article=0) == first
    )
    with NewsIndex.open(archive_folder) as opened_anew:
        assert (
            opened_anew.search("what did the minister know", mode=mode, limit=1000, per_article=0)
            == first
        )


@pytest.mark.parametrize("mode", MODES)
def test_an_empty_index_has_no_answer(empty, mode):
    assert empty.search("what did the minister know", mode=mode) == []
    assert empty.rank_articles("what did the minister know", mode=mode) == []
    assert empty.search("dam", mode=mode, source="Coastal Wire", since="2024-01-01") == []


@pytest.mark.parametrize("question", ["", "  \n", "?", "?!", "...", "—", '""', "( )", "¿?"])
def test_a_question_without_words_asks_for_nothing(archive, question):
    with pytest.raises(QuestionError, match="the question is empty; write words, or conditions"):
        archive.search(question)
    with pytest.raises(QuestionError, match="the question is empty"):
        archive.rank_articles(question)


@pytest.mark.parametrize("question", ["", "?", " ! "])
def test_conditions_without_words_list_articles_the_newest_first(archive, question):
    hits = archive.search(question, source="Evening Post", per_article=1)
    dates = [hit.article.published for hit in hits]
    assert {hit.article.id for hit in hits} == {"dam-2", "us-2", "un-1", "festival"}
    assert dates == sorted(dates, reverse=True)


def test_pictures_are_no_keywords(archive):
    assert archive.search("🗳️ dam 🎈", mode="keyword") == archive.search("dam", mode="keyword")


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
@pytest.mark.parametrize("question", ["🙂", "\ufffd\ufffd", "™ © §", "-🙂", "\u0301", "ʼ"])
def test_a_question_without_a_word_is_empty(archive, question, mode):
    with pytest.raises(QuestionError, match="the question is empty"):
        archive.search(question, mode=mode)

    listed = archive.search(question, mode=mode, source="Evening Post")
    assert listed == archive.search("", mode=mode, source="Evening Post") != []
    assert listed.confidence is None


def test_stop_words_count_for_nothing_beside_others(archive):
    plain = archive.search("dam inquiry", mode="keyword")

    assert archive.search("what was it about the dam, and the inquiry?", mode="keyword") == plain


def test_a_question_of_nothing_but_stop_words_is_still_answered(archive):
    hits = archive.search("the of and", mode="keyword", limit=1000, per_article=0)

    assert len(hits) > 5
    assert all({"the", "of", "and"} & set(hit.passage.text.lower().split()) for hit in hits)


def test_a_word_in_another_form_is_found(archive):
    assert {hit.article.id for hit in archive.search("inquiries", mode="keyword")} == {
        "dam-1",
        "dam-2",
        "dam-3",
    }


def test_upper_and_lower_case_are_alike(archive):
    assert archive.search("TORVIK DAM", mode="keyword") == archive.search(
        "torvik dam", mode="keyword"
    )


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.slow
def test_a_question_of_ten_thousand_words_is_answered(archive, mode):
    question = "what did the minister know of cracks in the dam " * 1000

    assert archive.search(question, mode=mode)[0].article.id == "dam-2"


def test_repeating_a_word_changes_no_keyword_score(archive):
    assert archive.search("dam dam dam inquiry", mode="keyword") == archive.search(
        "dam inquiry", mode="keyword"
    )


@pytest.mark.parametrize("mode", MODES)
def test_a_question_that_is_no_proper_unicode_is_answered_like_any_other(archive, mode):
    hits = archive.search("spillway gates \udcff", mode=mode)

    assert hits[0].article.id == "dam-1"


def test_a_mode_that_is_none_is_refused(archive):
    with pytest.raises(QuestionError, match="no mode 'sparse'; modes are hybrid, keyword, dense"):
        archive.search("dam", mode="sparse")


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_that_asks_for_nothing_is_refused(archive, limit):
    with pytest.raises(QuestionError, match=f"a limit of {limit} asks for nothing"):
        archive.search("dam", limit=limit)
    with pytest.raises(QuestionError, match=f"a limit of {limit} asks for nothing"):
        archive.rank_articles("dam", limit=limit)


def test_status_says_what_is_in_an_index(archive, archive_folder):
    status = archive.status()

    assert (status.path, status.generation, status.parts) == (archive_folder, 1, 1)
    assert (status.articles, status.passages, status.removed) == (14, 18, 0)
    assert (status.model, status.dimension) == ("all-MiniLM-L6-v2", 384)
    assert status.sources == 4
    assert status.oldest.isoformat() == "2024-02-01T00:00:00+00:00"
    assert status.newest.isoformat() == "2024-08-20T18:00:00+00:00"
    parts = [path for path in archive_folder.rglob("parts/**/*") if path.is_file()]
    assert status.size == sum(path.stat().st_size for path in parts)


@pytest.mark.parametrize("days", [0, -1, float("nan")])
def test_a_half_life_that_is_none_is_refused(archive, days):
    with pytest.raises(QuestionError, match="recent"):
        archive.search("dam", recent=days)


PIECES = (
    'dam spillway Coastal Wire AND OR NOT ( ) + - * ~ " “ ” : .. title: source: author: lang: '
    "published: 2024-03 0000 99999 \\ ? ^2 [a TO b] {x <1 && || ! dam~ dam~9 d* *m -dam +dam -( "
    "日本 🎈"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
def test_whatever_is_typed_is_answered_or_found_nowhere(archive, pieces, between):
    question = between.join(pieces)
    if not has_words(question):
        return
    for hit in archive.search(question, mode="keyword", limit=3):
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
