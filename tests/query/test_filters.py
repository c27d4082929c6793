"""Filters: hard conditions, exact in both legs, that hold before anything is ranked."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import QuestionError
from index.ranking.fusion import ARTICLE, DENSE, KEYWORD

MODES = ["keyword", "dense", "hybrid"]


def ids(index, **conditions):
    """Return the ids of all articles that pass; the dense leg leaves out none that may be found."""
    hits = index.search("news", mode="dense", limit=1000, per_article=0, **conditions)
    return {hit.article.id for hit in hits}


def test_without_a_filter_every_article_may_be_found(archive, articles):
    assert ids(archive) == {article.id for article in articles}
    assert ids(archive, source="", author=None, section="  ") == ids(archive)


@pytest.mark.parametrize("name", ["Evening Post", "evening post", " EVENING   POST "])
def test_a_source_is_named_without_regard_to_case_and_space(archive, name):
    assert ids(archive, source=name) == {"dam-2", "us-2", "un-1", "festival"}


def test_a_source_whose_articles_spell_it_in_two_ways_is_one(archive):
    assert ids(archive, source="Harbour Gazette") == {"strike-1", "strike-2", "undated"}


@pytest.mark.parametrize("name", ["Evening", "Post", "Evening Postt", "%", "_"])
def test_part_of_a_source_is_no_source(archive, name):
    assert ids(archive, source=name) == set()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Mira Holt", {"dam-1", "dam-2"}),
        ("holt", {"dam-1", "dam-2", "undated"}),
        ("Jonas Reed", {"dam-2", "strike-1"}),
        ("STRÖM", {"strike-2"}),
        ("jörg weiss", {"de-1"}),
        ("Hol", set()),
        ("Holt Mira", set()),
        ("Holt Jonas", set()),
    ],
)
def test_an_author_is_whole_words_of_one_name(archive, name, found):
    assert ids(archive, author=name) == found


def test_an_author_is_never_made_of_two_names(archive):
    assert ids(archive, author="|") == set()
    assert ids(archive, author="Holt | Jonas") == set()


def test_a_section_is_named_without_regard_to_case(archive):
    assert ids(archive, section="politics") == {"dam-1", "dam-2", "dam-3"}
    assert ids(archive, section="Polit") == set()


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("de", {"de-1"}),
        ("DE", {"de-1"}),
        ("en-GB", {"dam-2", "festival"}),
        ("en_gb", {"dam-2", "festival"}),
        ("en-US", {"dam-3"}),
        ("e", set()),
        ("en-G", set()),
        ("de-AT", set()),
    ],
)
def test_a_language_is_a_tag_or_one_that_begins_with_it(archive, tag, found):
    assert ids(archive, language=tag) == found


def test_english_is_english_anywhere(archive, articles):
    assert ids(archive, language="en") == {article.id for article in articles} - {"de-1"}


def test_since_a_day_begins_with_the_day(archive):
    assert "strike-1" in ids(archive, since="2024-03-19")
    assert "dam-3" not in ids(archive, since="2024-03-19")


def test_until_a_day_holds_to_the_end_of_the_day(archive):
    found = {"headline", "dam-1", "dam-2", "dam-3"}

    assert ids(archive, until="2024-03-18") == found
    assert ids(archive, until=date(2024, 3, 18)) == found


def test_one_day_can_be_asked_for(archive):
    assert ids(archive, since="2024-03-18", until="2024-03-18") == {"dam-2", "dam-3"}


def test_since_and_until_a_moment_hold_for_the_moment_itself(archive):
    moment = datetime(2024, 3, 18, 9, 30, tzinfo=UTC)

    assert ids(archive, since=moment, until=moment) == {"dam-2"}
    assert "dam-2" not in ids(archive, since=moment + timedelta(seconds=1))
    assert "dam-2" not in ids(archive, until=moment - timedelta(seconds=1))


def test_a_moment_without_a_time_zone_is_in_utc(archive):
    assert ids(archive, since="2024-03-18T09:30", until="2024-03-18T23:00") == {"dam-2"}


def test_a_moment_in_another_time_zone_is_the_same_moment(archive):
    there = datetime(2024, 3, 18, 14, 30, tzinfo=timezone(timedelta(hours=5)))

    assert ids(archive, since=there, until="2024-03-18T11:00+00:00") == {"dam-2"}


def test_a_day_is_the_day_that_is_shown(archive):
    # Published on 2 April at 1 a.m. two hours east of Greenwich.
    assert "strike-2" in ids(archive, since="2024-04-02", until="2024-04-02")
    assert "strike-2" not in ids(archive, until="2024-04-01")
    assert "strike-2" in ids(archive, until="2024-04-01T23:00")


def test_an_article_without_a_date_meets_no_condition_on_dates(archive):
    assert "undated" in ids(archive)
    assert "undated" not in ids(archive, since="0001-01-01")
    assert "undated" not in ids(archive, until="9999-12-30")


@pytest.mark.parametrize(
    ("since", "until"),
    [("2024-05-01", "2024-04-01"), ("2024-05", "2024-04-30"), ("today", "yesterday")],
)
def test_since_after_until_is_told(archive, since, until):
    with pytest.raises(QuestionError, match=r"^since: .* is after until: .*; no article is from b"):
        archive.search("dam", since=since, until=until)


@pytest.mark.parametrize(
    ("conditions", "same"),
    [
        ({"on": "2024-03"}, {"since": "2024-03-01", "until": "2024-03-31"}),
        ({"on": "March 2024"}, {"since": "2024-03-01", "until": "2024-03-31"}),
        ({"on": "last week"}, {"since": "2024-03-18", "until": "2024-03-24"}),
        ({"on": date(2024, 3, 18)}, {"since": "2024-03-18", "until": "2024-03-18"}),
        ({"on": "18 mars 2024"}, {"since": "2024-03-18", "until": "2024-03-18"}),
        ({"on": "between 2 and 18 March"}, {"since": "2024-03-02", "until": "2024-03-18"}),
        ({"since": "last week"}, {"since": "2024-03-18"}),
        ({"since": "two weeks ago"}, {"since": "2024-03-13"}),
        ({"since": "3 days ago"}, {"since": "2024-03-24"}),
        ({"since": "monday"}, {"since": "2024-03-25"}),
        ({"since": "2024"}, {"since": "2024-01-01"}),
        ({"until": "2024"}, {"until": "2024-12-31"}),
        ({"until": "2024-03"}, {"until": "2024-03-31"}),
        ({"until": "Q1 2024"}, {"until": "2024-03-31"}),
        ({"until": "yesterday"}, {"until": "2024-03-26"}),
        ({"until": " March 18th, 2024 "}, {"until": "2024-03-18"}),
        ({"until": "2030"}, {"until": "2030-12-31"}),
    ],
)
def test_a_condition_takes_the_times_that_a_question_takes(archive, conditions, same):
    today = date(2024, 3, 27)

    assert ids(archive, **conditions, today=today) == ids(archive, **same) != ids(archive)


def test_filters_hold_all_together(archive):
    assert ids(archive, source="coastal wire", section="politics") == {"dam-1", "dam-3"}
    assert ids(archive, source="coastal wire", section="politics", until="2024-03-02") == {"dam-1"}
    assert ids(archive, source="coastal wire", author="Jonas Reed") == set()


@pytest.mark.parametrize("mode", MODES)
def test_where_no_article_passes_there_is_no_hit(archive, mode):
    assert archive.search("dam", mode=mode, source="Nobody") == []


@pytest.mark.parametrize("text", ["foo", "2024-02-30", "31.2.2024", "", "12", "dam on Monday"])
def test_a_date_that_is_none_is_refused(archive, text):
    with pytest.raises(QuestionError, match="is not a date; write it as 2021-03-18"):
        archive.search("dam", since=text)
    with pytest.raises(QuestionError, match=r"^until: .*is not a date"):
        archive.search("dam", until=text)


def test_the_first_and_the_last_of_days_bound_nothing(archive, articles):
    dated = {article.id for article in articles if article.published}
    assert ids(archive, since="0001-01-01", until="9999-12-31") == dated


def passes(article, *, since, until, source, author, section, language):  # noqa: PLR0913
    """Judge an article as the documentation of `search` says it, one condition after the other."""

    def plain(text):
        return " ".join(text.casefold().split())

    def tag(text):
        return text.lower().replace("_", "-")

    published = article.published
    checks = [
        since is None or (published and published.date() >= since),
        until is None or (published and published.date() <= until),
        source is None or plain(article.source) == plain(source),
        author is None
        or any(f" {plain(author)} " in f" {plain(name)} " for name in article.authors),
        section is None or plain(article.section) == plain(section),
        language is None
        or tag(article.language) == tag(language)
        or tag(article.language).startswith(f"{tag(language)}-"),
    ]
    return all(checks)


DAYS = st.none() | st.dates(date(2024, 2, 28), date(2024, 4, 4)) | st.just(date(2024, 7, 1))


def in_order(conditions):
    since, until = conditions["since"], conditions["until"]
    return since is None or until is None or since <= until


CONDITIONS = st.fixed_dictionaries(
    {
        "since": DAYS,
        "until": DAYS,
        "source": st.sampled_from([None, None, "coastal wire", "HARBOUR GAZETTE", "Post"]),
        "author": st.sampled_from([None, None, None, "holt", "Mira Holt", "reed", "Ström"]),
        "section": st.sampled_from([None, None, None, "business", "Politics", "world"]),
        "language": st.sampled_from([None, None, "en", "en-GB", "de", "e"]),
    }
).filter(in_order)


@pytest.mark.slow
@given(CONDITIONS)
def test_filters_are_exact_whatever_is_combined(archive, articles, conditions):
    expected = {article.id for article in articles if passes(article, **conditions)}

    assert ids(archive, **conditions) == expected
    for mode in ("hybrid", "keyword"):
        hits = archive.search(
            "dam strike border levy", mode=mode, limit=1000, per_article=0, **conditions
        )
        assert {hit.article.id for hit in hits} <= expected


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["keyword", "dense"])
@settings(max_examples=50)
@given(conditions=CONDITIONS)
def test_a_filter_takes_hits_out_of_a_ranking_and_changes_nothing_else(archive, mode, conditions):
    question = "the mayor of the harbour, the dam and the strike"
    everything = archive.search(question, mode=mode, limit=1000, per_article=0)

    found = archive.search(question, mode=mode, limit=1000, per_article=0, **conditions)

    if not found.total:
        return  # nothing matches: the nearest are shown
    allowed = [hit for hit in everything if passes(hit.article, **conditions)]
    assert [(hit.article.id, hit.passage) for hit in found] == [
        (hit.article.id, hit.passage) for hit in allowed
    ]
    assert [hit.ranking_score for hit in found] == pytest.approx(
        [hit.ranking_score for hit in allowed], abs=1e-6
    )


@pytest.fixture(scope="module")
def all_match():
    """Let every passage match by its meaning, however far it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.ranking.matching.NEAR", -1.0)
        yield


@pytest.mark.usefixtures("all_match")
@pytest.mark.slow
@settings(max_examples=50)
@given(CONDITIONS)
def test_a_hybrid_ranking_under_a_filter_is_that_of_the_articles_that_pass(archive, conditions):
    # No title holds a word of this question; it names no source, no time, and joins no subjects.
    question = "the mayor, the judge, the crowns of Yarrow"
    everything = archive.search(question, limit=1000, per_article=0)
    # What is only a headline yields to items with text.
    allowed = [
        hit
        for hit in everything
        if passes(hit.article, **conditions) and hit.article.id != "headline"
    ]
    best = max((hit.keyword_score for hit in allowed), default=0) or 1
    cosines = {}
    for hit in allowed:
        cosines.setdefault(hit.article.id, []).append(hit.dense_score)
    found = archive.search(question, limit=1000, per_article=0, **conditions)
    found = [hit for hit in found if hit.article.id != "headline"]
    by_words = [hit for hit in found if hit.keyword_score == best]
    # How far the keyword leg is trusted: by how much of the question the best passage holds.
    trust = 1.0
    if by_words:
        mean = sum(cosines[by_words[0].article.id]) / len(cosines[by_words[0].article.id])
        trust = by_words[0].ranking_score - DENSE * by_words[0].dense_score - ARTICLE * mean
        trust /= KEYWORD
        assert 0.6 - 1e-5 <= trust <= 1 + 1e-5
    expected = {
        (hit.article.id, hit.passage.start): DENSE * hit.dense_score
        + KEYWORD * trust * hit.keyword_score / best
        + ARTICLE * sum(cosines[hit.article.id]) / len(cosines[hit.article.id])
        for hit in allowed
    }

    scores = {(hit.article.id, hit.passage.start): hit.ranking_score for hit in found}
    assert scores == pytest.approx(expected, abs=1e-5)
    assert [hit.ranking_score for hit in found] == sorted(scores.values(), reverse=True)


@pytest.mark.parametrize("mode", MODES)
def test_the_best_allowed_passage_is_found_however_low_it_ranks_without_the_filter(
    archive, monkeypatch, mode
):
    monkeypatch.setattr("index.ranking.engine.CANDIDATES", 1)
    question = "strike of the dockers at Colvik"
    (best,) = archive.search(question, mode=mode, limit=1)
    assert best.article.id in {"strike-1", "strike-2"}

    (hit,) = archive.search(question, mode=mode, limit=1, source="Nordblatt")

    assert hit.article.id == "de-1"


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_filters_hold_across_parts(empty, articles, monkeypatch, mode):
    monkeypatch.setattr("index.ranking.matching.NEAR", -1.0)
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 3)
    empty.add(articles)
    assert empty.status().parts > 2

    hits = empty.search(
        "dam dockers festival", mode=mode, limit=1000, per_article=0, language="en-GB"
    )

    assert {hit.article.id for hit in hits} == {"dam-2", "festival"}
