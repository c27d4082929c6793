"""The highest of many scores are found by a guess, and are what sorting all of them gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engines.parts.highest import highest

SCORES = st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.25, 1.0, 1.5]), max_size=2000)


@given(SCORES, st.integers(0, 300), st.sampled_from([-np.inf, 0.0, 1.0]))
def test_they_are_what_sorting_gives_with_the_lower_place_first_of_equals(scores, limit, more_than):
    some = np.array(scores, np.float32)

    places = highest(some, limit, more_than)

    expected = sorted((-score, place) for place, score in enumerate(scores) if score > more_than)
    assert places.tolist() == [place for _, place in expected[:limit]]


@given(st.integers(1, 10_000), st.integers(1, 500), st.integers(0, 2**32 - 1))
def test_of_many_different_ones_too(count, limit, seed):
    scores = np.random.default_rng(seed).random(count, np.float32)
    scores[: count // 2] /= 100  # what is looked at first may not be like the rest

    assert highest(scores, limit).tolist() == np.argsort(-scores, kind="stable")[:limit].tolist()
