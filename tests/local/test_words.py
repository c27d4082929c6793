"""What a text is taken apart into: the words and stems that Whoosh's own chains make of it."""

from hypothesis import example, given
from hypothesis import strategies as st

from index.local.keyword.analysis import analyzer, word_analyzer
from index.vocabulary.words import marked_spans, stem, terms_of, words_in

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        "U.S. US us UN U.N. u.n. WHO IT'S don't 1,000 3.5 naïve İstanbul ß e.g.".split()
    ),
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join)


@given(TEXTS)
@example("US and U.S. told us that WHO who")
@example("TORVIK DAM INQUIRY BEGINS")
@example("a.b.c. x.y İ.İ ﬁ Straße don’t")
def test_words_and_stems_are_those_of_whooshs_chains(text):
    assert words_in(text) == [token.text for token in word_analyzer()(text)]
    assert [*map(stem, words_in(text))] == [token.text for token in analyzer()(text)]


@given(TEXTS, TEXTS)
@example("The U.S. dams are dammed.", "US dam")
def test_the_words_that_are_marked_are_those_with_a_term_of_the_question(text, question):
    terms = set(terms_of(question))

    assert marked_spans(text, question) == [
        (token.startchar, token.endchar)
        for token in analyzer()(text, chars=True)
        if token.text in terms
    ]
