"""What a question prefers without demanding it: a source, a time, a title, the right spelling."""

from datetime import UTC, date, datetime

import pytest

from corpus import Article
from index import NewsIndex, QuestionError


def story(id_, text="The council of Ulvik closed the old bridge to lorries.", **fields):
    return Article(id=id_, text=f"{text} ({id_})", **fields)


@pytest.fixture
def twins(empty):
    """Return an index of the same story in four papers on four days."""
    days = {"Harbour Gazette": 1, "Wired": 9, "Coastal Wire": 17, "Evening Post": 25}
    empty.add(
        story(f"s{day}", source=name, published=datetime(2024, 3, day, tzinfo=UTC))
        for name, day in days.items()
    )
    return empty


def first(index, question, **options):
    return index.search(question, **options)[0].article.id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("why was the bridge closed, according to the Evening Post?", "s25"),
        ("bridge closed 'harbour gazette'", "s1"),
        ("what did Wired say about the bridge", "s9"),
        ("what did Coastal Wire say about the bridge", "s17"),
    ],
)
def test_a_source_that_the_question_names_comes_first(twins, question, expected):
    hits = twins.search(question)

    assert hits[0].article.id == expected
    assert len(hits) == 4


def test_a_word_that_is_a_source_in_capitals_only_is_a_word_otherwise(twins):
    wired = {hit.article.id: hit.ranking_score for hit in twins.search("was the bridge wired")}
    named = {hit.article.id: hit.ranking_score for hit in twins.search("was the bridge Wired")}

    assert named["s9"] - wired["s9"] == pytest.approx(0.2, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bridge closed on 9 March 2024", "s9"),
        ("bridge closed in the last week of March 2024", "s25"),
        ("bridge closed in early March 2024", "s1"),
        ("bridge closed on 2024-03-17", "s17"),
    ],
)
def test_a_time_that_the_question_names_comes_first_and_hides_nothing(twins, question, expected):
    hits = twins.search(question)

    assert hits[0].article.id == expected
    assert len(hits) == 4


def test_yesterday_is_counted_from_a_given_day(twins):
    assert first(twins, "bridge closed yesterday", today=date(2024, 3, 18)) == "s17"
    assert first(twins, "bridge closed last week", today=date(2024, 3, 18)) in {"s9", "s17"}


@pytest.mark.parametrize(
    ("question", "expected", "others"),
    [
        ("bridge closed before 5 March 2024", "s1", {"s9", "s17", "s25"}),
        ("bridge closed by 2 March 2024", "s1", {"s9", "s17", "s25"}),
        ("bridge closed after 20 March 2024", "s25", {"s1", "s9", "s17"}),
        ("bridge closed since 18 March 2024", "s25", {"s1", "s9", "s17"}),
        ("bridge closed between 7 and 12 March 2024", "s9", {"s1", "s17", "s25"}),
        ("bridge closed in the past week", "s9", {"s1", "s17", "s25"}),
        ("the latest on the bridge closed to lorries", "s25", {"s1", "s9", "s17"}),
        ("bridge closed on 25 March", "s25", {"s1", "s9", "s17"}),
    ],
)
def test_bounds_and_newness_come_first_and_hide_nothing(twins, question, expected, others):
    hits = twins.search(question, today=date(2024, 3, 13))

    assert hits[0].article.id == expected
    assert {hit.article.id for hit in hits[1:]} == others


def test_the_right_time_comes_before_the_words_of_the_date(empty):
    empty.add(
        [
            story("spring", published=datetime(2019, 3, 4, tzinfo=UTC)),
            story(
                "review",
                "The council of Ulvik closed the old bridge to lorries in March 2019, before all.",
                published=datetime(2022, 8, 4, tzinfo=UTC),
            ),
            story("winter", published=datetime(2018, 12, 4, tzinfo=UTC)),
        ]
    )

    assert first(empty, "old bridge closed to lorries before March 2019") == "winter"
    assert first(empty, "old bridge closed to lorries in March 2019") == "spring"
    assert first(empty, "old bridge closed to lorries since 2020") == "review"


def test_what_was_read_is_told_with_what_would_demand_it(twins):
    before, newest = twins.search("the latest on the bridge before March 2024").read_as

    assert (before.words, before.meaning) == ("before March 2024", "before 1 March 2024")
    assert before.conditions == {"until": "2024-02-29"}
    assert (newest.words, newest.conditions) == ("latest", {"sort": "newest"})
    (on,) = twins.search("bridge on 9 March", today=date(2026, 1, 1)).read_as
    assert on.conditions == {"on": "2024-03-09"}
    assert twins.search("bridge on 9 March 2024", **on.conditions).read_as == ()
    assert twins.search("bridge on 9 March 2024", mode="keyword").read_as == ()
    assert twins.search("the bridge").read_as == ()


def test_new_articles_are_preferred_where_that_is_asked_for(twins):
    assert first(twins, "old bridge closed to lorries", recent=2) == "s25"
    plain = twins.search("old bridge closed to lorries")
    assert len(twins.search("old bridge closed to lorries", recent=2)) == len(plain) == 4


def test_a_title_that_holds_the_question_comes_first(empty):
    empty.add(
        [
            Article(id="a", title="Weather", text="A bridge closure made people late in Ulvik."),
            Article(id="b", title="Bridge closure", text="People were late in Ulvik on Monday."),
        ]
    )

    assert first(empty, "bridge closure") == "b"


def test_hits_of_one_article_do_not_flood_the_page(archive):
    def of_levy(**options):
        hits = archive.search("harbour levy crowns", limit=10, **options)
        return sum(hit.article.id == "levy" for hit in hits)

    assert of_levy() == 2
    assert of_levy(per_article=1) == 1
    assert of_levy(per_article=0) == 5
    ranks = [hit.rank for hit in archive.search("harbour levy crowns")]
    assert ranks == list(range(1, len(ranks) + 1))


def test_a_misspelt_word_is_read_as_the_nearest_one_and_said_so(archive):
    hits = archive.search("regata on the lake")

    assert hits[0].article.id == "undated"
    assert dict(hits.corrections) == {"regata": "regatta"}
    assert archive.search("observrs", mode="keyword")[0].article.id in {"un-1", "un-2"}


@pytest.mark.parametrize("word", ["demand", "zzzzzz", "dm", "damn", "1988"])
def test_a_word_with_no_near_one_is_left_alone(archive, word):
    assert dict(archive.search(f"{word} at the harbour").corrections) == {}


def test_equal_hits_keep_their_order(tmp_path):
    with NewsIndex.create(tmp_path / "same") as index:
        index.add(Article(id=f"n{i}", text="The same words in every article.") for i in range(30))
        asked = [[hit.article.id for hit in index.search("same words", limit=30)] for _ in range(3)]

    assert asked[0] == asked[1] == asked[2] == [f"n{i}" for i in range(30)]


def test_fewer_than_no_hits_of_an_article_is_refused(archive):
    with pytest.raises(QuestionError, match="per_article"):
        archive.search("dam", per_article=-1)


def test_new_articles_are_preferred_by_keyword_alone_too(twins):
    assert first(twins, "old bridge closed to lorries", mode="keyword", recent=2) == "s25"
