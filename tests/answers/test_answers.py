"""Each hit marks the sentence that answers best; and where nothing is close, the search says so."""

import pytest

from corpus import Article

FERRY = Article(
    id="ferry",
    title="Ferry runs aground off Lunde",
    text="The ferry Maren ran aground off Lunde on Monday. The ferry carried 212 passengers "
    "and a crew of 31. It lost power because sea water had entered the engine room. “We heard "
    "a bang, and then the lights went out,” said the purser, Ida Strand. The ferry will be "
    "towed to Colvik.",
)


@pytest.fixture
def ferry(empty):
    empty.add([FERRY])
    return empty


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how many passengers did the ferry carry", "The ferry carried 212"),
        ("why did the ferry lose power", "It lost power because"),
        ("where will the ferry be towed", "The ferry will be towed"),
        ("who heard a bang", "“We heard a bang"),
    ],
)
def test_the_sentence_that_answers_is_marked(ferry, question, begins):
    (hit,) = ferry.search(question)

    assert hit.answer.text.startswith(begins)
    assert FERRY.text[hit.answer.start : hit.answer.end] == hit.answer.text


def test_who_says_a_quotation_is_named_and_no_one_else(ferry):
    (said,) = ferry.search("who heard a bang")
    (told,) = ferry.search("how many passengers did the ferry carry")

    assert said.speaker == "Ida Strand"
    assert told.speaker is None


def test_a_headline_alone_has_no_sentence_to_mark(archive):
    (hit,) = archive.search("lighthouse keeper retires", limit=1)

    assert hit.article.id == "headline"
    assert hit.answer is None


def test_a_question_without_words_still_marks_a_sentence(ferry):
    assert ferry.search("?")[0].answer.text == "The ferry Maren ran aground off Lunde on Monday."


def test_a_question_on_which_the_archive_has_nothing_is_called_weak(archive):
    hits = archive.search("who won the rugby final in Yokohama")

    assert hits
    assert hits.weak


def test_a_question_that_the_archive_answers_is_not_called_weak(archive):
    hits = archive.search("what did the minister know about cracks in the Torvik dam")

    assert not hits.weak
    assert hits.confidence > archive.search("rugby final in Yokohama").confidence


@pytest.mark.parametrize("mode", ["keyword", "dense"])
def test_one_leg_alone_has_no_confidence(archive, mode):
    hits = archive.search("dam inquiry", mode=mode)

    assert hits.confidence is None
    assert not hits.weak


def test_a_search_that_finds_no_word_says_so(archive):
    assert not archive.search("qqqq xyzzy").matched
    assert archive.search("dam").matched
