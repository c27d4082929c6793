"""The answer in its context, whatever room there is for it."""

import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from corpus import read_articles
from corpus.passages.sentences import sentence_spans
from index import NewsIndex
from index.cli.printing.excerpt import excerpt

QUESTIONS = ("why did the ferry sink", "who spoke of machines", "strike mediator", "glowing limpet")


@pytest.fixture(scope="module")
def hits(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("excerpt") / "news") as index:
        index.add(read_articles(SEEDS), embed=False)
        return [hit for question in QUESTIONS for hit in index.search(question, mode="keyword")]


@given(st.data(), st.integers(1, 1200))
def test_an_excerpt_is_whole_words_around_the_answer_and_fits(hits, data, room):
    hit = data.draw(st.sampled_from(hits))
    shown = excerpt(hit, lambda piece: piece.end - piece.start <= room)
    text, passage, answer = hit.article.text, hit.passage, hit.answer
    sentences = sentence_spans(passage.text)

    assert passage.start <= shown.start < shown.end <= passage.end
    assert shown.start in {0, passage.start} or not (
        text[shown.start - 1].isalnum() and text[shown.start].isalnum()
    )
    assert shown.end == len(text) or not (
        text[shown.end - 1].isalnum() and text[shown.end].isalnum()
    )
    assert shown.cut == (shown.end - passage.start not in {end for _, end in sentences})
    fits = shown.end - shown.start <= room
    if shown.spoken:
        assert hit.speaker
        assert answer.start <= shown.start < answer.end
    elif fits:
        assert shown.begun == (shown.start - passage.start not in {start for start, _ in sentences})
        assert shown.start <= answer.start
        assert answer.end <= shown.end or shown.cut
    assert fits or len(text[shown.start : shown.end].split()) == 1


@given(st.data(), st.integers(1, 1200))
def test_more_room_shows_no_less(hits, data, room):
    hit = data.draw(st.sampled_from(hits))
    less = excerpt(hit, lambda piece: piece.end - piece.start <= room)
    more = excerpt(hit, lambda piece: piece.end - piece.start <= room + 300)

    assert more.start <= less.start
    assert more.end >= less.end
