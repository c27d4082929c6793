"""What is new in a step of a story, whatever its sentences are."""

from hypothesis import given
from hypothesis import strategies as st

from index.threads.novelty import newest_sentences

WORDS = "dam inquiry judge memo engineer crack gate flood valley report".split()
SENTENCES = st.lists(st.frozensets(st.sampled_from(WORDS)), max_size=4)


@given(st.lists(SENTENCES, max_size=6))
def test_each_step_with_sentences_has_one_that_is_more_or_less_new(steps):
    found = newest_sentences(steps)

    assert [news is None for news in found] == [not step for step in steps]
    for step, news in zip(steps, found, strict=True):
        if news:
            assert 0 <= news.place < len(step)
            assert 0 <= news.novelty <= 1


@given(st.lists(st.frozensets(st.sampled_from(WORDS), min_size=1), min_size=1, max_size=4))
def test_what_was_told_is_not_new(step):
    first, again = newest_sentences([step, step])

    assert first.novelty == 1
    assert again.novelty < 1e-9


def test_the_sentence_that_tells_what_no_one_told_is_the_news():
    told = frozenset("dam inquiry judge memo engineer flood".split())
    new = frozenset("dam inquiry judge report crack gate".split())

    _, later = newest_sentences([[told], [told, new]])

    assert later.place == 1
