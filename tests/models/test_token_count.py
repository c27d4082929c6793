"""Tokens counted word by word are as many as the tokenizer makes of the text as a whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.models import DEFAULT_MODEL, find_model
from index.models.token_count import TokenCounter

WORDS = st.sampled_from(
    ["dam", "Torvik's", "U.S.", "1,200", "x" * 40, "naïve", "水坝", "한국", "İzmir"]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=12))).map(" ".join)


@pytest.fixture(scope="module")
def tokenizer_file():
    return find_model(DEFAULT_MODEL).folder / "tokenizer.json"


@pytest.fixture(scope="module")
def tokenizer(tokenizer_file):
    made = Tokenizer.from_file(str(tokenizer_file))
    made.no_truncation()
    made.no_padding()
    return made


@pytest.mark.slow
@given(st.lists(TEXTS, min_size=1, max_size=5), st.integers(2, 60))
@example(["dam", "dam dam", " \0dam\n[SEP]"], 4)
def test_a_text_fits_if_the_tokenizer_makes_no_more_of_it(tokenizer, tokenizer_file, texts, most):
    counter = TokenCounter(tokenizer_file)
    for text in texts:
        count = len(tokenizer.encode(text).ids)
        assert counter.fits(text, most) == (count <= most)
        assert counter.count(text) == count
        assert counter.fits(text, count)
        assert not counter.fits(text, count - 1)
