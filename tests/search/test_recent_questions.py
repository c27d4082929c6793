"""What was asked of late is not ranked again, and is never told of another question."""

from corpus import Article

QUESTION = "dam strike"


def ids(hits):
    return [hit.article.id for hit in hits]


def test_a_question_asked_again_has_the_same_answer(archive):
    first = archive.search(QUESTION)
    shapes = archive.facets(QUESTION), archive.timeline([QUESTION])
    for other in ("harbour", "inquiry", "lantern", "observers", "levy"):
        archive.search(other)

    assert archive.search(QUESTION) == first
    assert (archive.facets(QUESTION), archive.timeline([QUESTION])) == shapes


def test_a_question_under_other_conditions_is_another_one(archive):
    for asked in (
        {"source": "Coastal Wire"},
        {"since": "2024-04-01"},
        {"mode": "keyword"},
        {"recent": 10},
        {"explain": True},
        {"copies": "all"},
    ):
        alone = archive.search("dam flood", **asked)
        archive.search(QUESTION)
        assert (
            ids(archive.search(QUESTION, **asked))
            == ids(hit for lot in archive.search_all(QUESTION, **asked) for hit in lot)[:10]
        )
        assert archive.search("dam flood", **asked) == alone
    assert all(hit.explanation for hit in archive.search(QUESTION, explain=True))
    assert not any(hit.explanation for hit in archive.search(QUESTION))


def test_what_comes_in_is_found_by_the_next_question(news):
    before = ids(news.search("dam inquiry", per_article=1))
    news.add([Article(id="late", title="Dam inquiry", text="The dam inquiry ended on Friday.")])

    assert "late" not in before
    assert "late" in ids(news.search("dam inquiry", per_article=1))
    news.remove(["late"])
    assert ids(news.search("dam inquiry", per_article=1)) == before
