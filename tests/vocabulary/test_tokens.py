"""What a text is taken apart into, and what of it a question finds: in one form for both."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.local.keyword.analysis import analyzer, word_analyzer
from index.vocabulary.words import (
    ENGLISH,
    Marker,
    as_compared,
    folded,
    question_words,
    same_word,
    stored_words,
    term_of,
    whole_spans,
    words_in,
    words_with_spans,
)
from index.vocabulary.words.letters import with_places

PIECES = st.one_of(
    st.text(max_size=12),
    st.text("ae\u0301\u0308ßıİﬁ\u00ad\u200b-.\n税金가각 \u00a01230ьهة", max_size=10),
    st.sampled_from(
        "U.S. US us UN U.N. u.n. WHO IT'S don't 1,000 3.5 naïve İstanbul ß e.g. e-mail C++ "
        "par-\nliament Node.js Friday.The AT&T 税金 정부는 รัฐบาล x-y-z-a-b हिन्दी الحُكُومَة".split(" ")
    ),
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join)


@pytest.mark.slow
@given(TEXTS)
@example("US and U.S. told us that WHO who")
@example("TORVIK DAM INQUIRY BEGINS")
@example("a.b.c. x.y İ.İ ﬁ Straße don’t")
def test_words_and_stems_are_those_of_whooshs_chains(text):
    words, places = stored_words(text)

    assert words == [token.text for token in word_analyzer()(text)]
    assert places == [token.pos for token in word_analyzer()(text)]
    assert [term_of(word, ENGLISH) for word in words_in(text)] == [
        token.text for token in analyzer()(text)
    ]


@pytest.mark.slow
@given(TEXTS)
@example("AA US")
@example("Mu\u0308ller, ｶﾞｽ, oﬃcer and ４５００")
def test_a_word_stands_where_its_span_says(text):
    for word in words_with_spans(text):
        assert 0 <= word.start < word.end <= len(text)
        part = text[word.start : word.end]
        # A text that is all in capitals has `us` besides `u.s`, and its part alone need not.
        there = [each.key for as_read in (part, part.lower()) for each in words_with_spans(as_read)]
        assert word.key in there or word.key.replace(".", "") in there


@given(TEXTS)
def test_a_text_is_compared_character_by_character_as_it_is_as_a_whole(text):
    compared, places = with_places(text)

    assert compared == as_compared(text)
    assert places == sorted(places)
    assert len(places) == len(compared) + 1
    assert all(0 <= place <= len(text) for place in places)


@given(st.text(max_size=12))
@example("Łódź Straße ёлка İstanbul")
@example("الحُكُومَة")
def test_all_forms_of_a_text_are_one(text):
    words = words_in(text)

    # A sign beside a word is no letter of it, as NFKC has it.
    signs = any(unicodedata.category(letter) in {"No", "So"} or letter in "ªº" for letter in text)
    for form in ("NFC", "NFD") if signs else ("NFC", "NFD", "NFKC"):
        assert words_in(unicodedata.normalize(form, text)) == words
    assert all(folded(word) == word for word in words)


@given(st.text("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüñáíóúşğřžščýěåõãęąńźż ", max_size=20))
def test_what_is_typed_without_accents_is_the_same_word(text):
    bare = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))

    assert set(words_in(bare)) <= set(words_in(text))


@given(TEXTS, TEXTS)
@example("The U.S. dams are dammed.", "US dam")
def test_what_is_marked_are_words_of_the_question(text, question):
    words = question_words(question)
    terms = {term for word in words for term in word.terms([ENGLISH])}

    spans = whole_spans(text, Marker(words, ENGLISH).marked(text))

    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for word in words_with_spans(text):
        if term_of(word.key, ENGLISH) in terms:
            assert any(start <= word.start and word.end <= end for start, end in spans)


def test_only_number_and_tense_make_forms_of_one_word():
    for one, other in (
        ("talks", "talk"), ("policies", "policy"), ("stopped", "stop"), ("striking", "strikes"),
        ("agreed", "agrees"), ("boxes", "box"),
    ):  # fmt: skip
        assert same_word(one, other)
    for one, other in (
        ("news", "new"), ("universe", "university"), ("police", "policy"), ("organ", "organic"),
        ("general", "generous"), ("texas", "texan"),
    ):  # fmt: skip
        assert not same_word(one, other)
