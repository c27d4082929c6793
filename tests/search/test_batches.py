"""Many questions asked by a script."""

import pytest

from index import BatchQuestion, NewsIndex, QuestionError
from index.search import batch_questions


@pytest.fixture(scope="module")
def news(seeded):
    with NewsIndex.open(seeded) as index:
        yield index


def test_texts_and_questions_with_conditions_are_answered_as_a_search_does(news):
    wire = BatchQuestion("wire", "strike", {"source": "Cormorant Wire", "mode": "keyword"})

    first, second = news.ask(["dam inquiry", wire], limit=3, timelines=True)

    assert (first.asked.id, first.asked.question) == ("1", "dam inquiry")
    assert list(first.hits) == list(news.search("dam inquiry", limit=3, per_article=1))
    assert {hit.article.source for hit in second.hits} == {"Cormorant Wire"}
    assert second.timeline == news.timeline("strike", source="Cormorant Wire", mode="keyword")


def test_conditions_of_a_question_go_before_those_of_all(news):
    own = BatchQuestion("own", "strike", {"source": "Lenneford Evening Post"})

    (answer,) = news.ask([own], source="Cormorant Wire", since="2024")

    assert {hit.article.source for hit in answer.hits} <= {"Lenneford Evening Post"}


def test_the_first_question_that_means_nothing_is_raised_unless_someone_listens(news):
    asked = ["dam", BatchQuestion("q2", "dam", {"since": "whenever"}), "strike"]

    with pytest.raises(QuestionError, match="question q2: since"):
        list(news.ask(asked))

    problems = []
    answers = list(news.ask(asked, on_problem=problems.append))
    assert [each.asked.question for each in answers] == ["dam", "strike"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"question": 3}', "line 1: question: 3 is not text"),
        ('{"question": "dam", "id": null}', "line 1: id: None is neither"),
        ('{"question": "dam", "today": "monday"}', "line 1: today: 'monday' is not a day"),
        (
            '{"question": "dam", "limit": 3}',
            "line 1: no condition 'limit'; there are: id",
        ),
        ('{"question": "dam"', "line 1: this is no JSON"),
    ],
)
def test_a_line_that_is_no_question_is_told_with_its_number(line, message):
    with pytest.raises(QuestionError, match=message):
        list(batch_questions([line]))
