"""What a search says of a question: words that no article has, how many match, how sure it is."""

import pytest

from corpus import Article
from newsdex import NewsIndex

TOWNS = ["Torvik", "Colvik", "Lunde", "Bremby", "Rosby", "Varnholm", "Sandvik", "Elling"]

NEWS = [
    Article(
        id="dam",
        title="Minister knew of cracks in Torvik dam",
        text="Minister Ada Holm knew of cracks in the Torvik dam in March, an inquiry found. "
        "The dam burst after an explosion in its pump house killed 14 people.",
        published="2024-03-05",
        source="Coastal Wire",
    ),
    Article(
        id="burst",
        title="Torvik dam bursts",
        text="The Torvik dam burst on Monday night and flooded 1,250 houses. No one knows why.",
        published="2024-02-12",
        source="Harbour Post",
    ),
    Article(
        id="burst-copy",
        title="Torvik dam bursts",
        text="The Torvik dam burst on Monday night and flooded 1,250 houses. No one knows why.",
        published="2024-02-13",
        source="Coastal Wire",
    ),
    *(
        Article(
            id=f"toll-{town}",
            title=f"{town} raises its harbour tolls",
            text=f"The harbour of {town} raised its tolls by {number} per cent, its council said.",
            published=f"2024-04-{number + 10}",
            source="Harbour Post",
        )
        for number, town in enumerate(TOWNS)
    ),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("truth") / "index") as index:
        index.add(NEWS)
        yield index


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Beirut port explosion", ("Beirut", "port")),
        ("what did Kowalski know about the Torvik dam", ("Kowalski",)),
        ("did the dam flood 9,000 houses", ("9,000",)),
        ("were houses flooded by the bursting dams", ()),
        ("what happened to people in Torvik", ()),
        ("what does Harbour Post say about tolls", ()),
        ("Torvik dam in 2024", ()),
        ("Torvik dam in 1999", ("1999",)),
        ("who raised tolls on 30 April 2024", ()),
        ("Warum Torvik", ()),
        ("pourquoi Kowalski", ("Kowalski",)),
        ("почему Beirut", ("Beirut",)),
        ("por el puente", ("puente",)),
        ("El Niño", ("El", "Niño")),
        ("Kim in Torvik", ("Kim",)),
        ("war in Beirut", ("war", "Beirut")),
        ("为什么桥关闭", ("为什么桥关闭",)),
        ("東京 オリンピック", ("東京", "オリンピック")),
    ],
)
def test_words_of_weight_that_no_article_has_are_told(news, question, missing):
    assert news.search(question).missing == missing


def test_in_every_mode(news):
    for mode in ("hybrid", "keyword", "dense"):
        assert news.search("Beirut explosion", mode=mode).missing == ("Beirut",)


def test_an_article_that_filters_leave_out_has_no_word(news):
    assert news.search("explosion at the dam").missing == ()
    assert news.search("explosion at the dam", source="Harbour Post").missing == ("explosion",)
    assert news.search("explosion at the dam", until="2024-02-20").missing == ("explosion",)


def test_an_article_that_was_removed_has_no_word(empty):
    empty.add(NEWS)
    assert empty.search("explosion at the dam").missing == ()
    empty.remove(["dam"])

    assert empty.search("explosion at the dam").missing == ("explosion",)


def test_a_misspelt_word_is_told_as_corrected_and_not_as_missing(news):
    hits = news.search("Torvik explosoin")

    assert hits.corrections == {"explosoin": "explosion"}
    assert hits.missing == ()


def test_a_hit_says_which_words_it_lacks_and_others_have(news):
    without = {hit.article.id: hit.without for hit in news.search("Torvik dam explosion Beirut")}

    assert without["dam"] == ()
    assert without["burst"] == ("explosion",)
    assert without["toll-Torvik"] == ("dam", "explosion")


def test_a_year_stands_in_the_date_of_an_article_as_well(news):
    assert not any(hit.without for hit in news.search("Torvik tolls 2024", limit=1))


@pytest.mark.parametrize(
    ("question", "total"),
    [("tolls", 8), ("dam", 2), ("harbour tolls Torvik", 10), ("+Torvik tolls", 3), ("toll*", 8)],
)
def test_what_matches_is_counted_by_articles_and_a_story_once(news, question, total):
    hits = news.search(question, mode="keyword", limit=3, per_article=1)

    assert hits.total == total
    assert len(hits) == min(total, 3)
    for mode in ("keyword", "hybrid", "dense"):
        everything = news.search(question, mode=mode, limit=1000, per_article=1)
        assert len(everything) == everything.total
    assert news.search(question).total >= total  # and what is near in meaning


def test_copies_count_where_all_are_shown(news):
    assert news.search("dam", mode="keyword", copies="all").total == 3


def test_filters_and_conditions_alone_count_what_meets_them(news):
    assert news.search("tolls", since="2024-04-13").total == 5
    listed = news.search('source:"Harbour Post"', limit=4)
    assert (listed.total, len(listed)) == (9, 4)
    assert news.search("source:Nobody").total == 0


def test_where_no_word_matches_what_is_near_in_meaning_counts(news):
    hits = news.search("water broke through the barrage", mode="dense")

    assert 0 < hits.total < len(NEWS)
    assert all(hit.dense_score >= 0.3 for hit in hits)


@pytest.mark.slow
def test_all_that_matches_comes_in_lots_with_no_cap(empty):
    empty.add(
        (
            Article(id=f"s-{n}", text=f"The strike closed port number {n}, the union said.")
            for n in range(1205)
        ),
        embed=False,
    )

    lots = list(empty.search_all("strike", mode="keyword"))

    assert {len(lot) for lot in lots[:-1]} == {100}
    assert {lot.total for lot in lots} == {1205}
    hits = [hit for lot in lots for hit in lot]
    assert [hit.rank for hit in hits] == list(range(1, 1206))
    assert {hit.article.id for hit in hits} == {f"s-{n}" for n in range(1205)}
    assert [len(lot) for lot in empty.search_all("source:Nobody")] == [0]


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
@pytest.mark.parametrize("recent", [None, 30])
def test_a_score_is_a_probability_that_falls_with_the_rank_in_every_mode(news, mode, recent):
    scores = [hit.score for hit in news.search("Torvik dam cracks", mode=mode, recent=recent)]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    far = news.search("who won the chess final in Reykjavik", mode=mode, recent=recent)
    assert not far or far[0].score < scores[0]


def test_a_list_by_conditions_alone_has_no_scores(news):
    hits = news.search("published:2024-04")

    assert hits
    assert {hit.score for hit in hits} == {None}
    assert not hits.weak


@pytest.mark.parametrize(
    "question", ["toll*", "+harb* +toll*", '"harbour tolls"', "+Torvik what of it", "title:dam"]
)
def test_what_binding_words_find_is_never_nothing_close(news, question):
    hits = news.search(question)

    assert hits
    assert not hits.weak


@pytest.mark.parametrize(
    ("question", "weak"),
    [
        ("what did the minister know about the dam", False),
        ("how many houses were flooded in Torvik", False),
        ("which harbours raised their tolls", False),
        ("who won the rugby final in Yokohama", True),
        ("how many died in the Beirut port explosion", True),
        ("what does the Mars rover weigh", True),
    ],
)
def test_confidence_is_a_probability_and_low_where_nothing_answers(news, question, weak):
    hits = news.search(question)

    assert 0 < hits.confidence < 1
    assert hits.weak is weak
