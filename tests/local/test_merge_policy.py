"""Which parts are merged, by their sizes alone."""

import math

from hypothesis import given
from hypothesis import strategies as st

from index.engines.parts.writing.merge_policy import SMALLEST, TIER, Size, parts_to_merge

SIZES = st.lists(st.integers(0, 100_000).map(lambda passages: Size(passages, 0)), max_size=30)


def of(*passages):
    return [Size(each, 0) for each in passages]


def test_parts_of_about_a_size_are_merged_when_there_are_enough_of_them():
    assert parts_to_merge(of(*[10] * (TIER - 1))) == []
    assert parts_to_merge(of(*[10] * TIER)) == [*range(TIER)]


def test_a_large_part_is_not_written_anew_for_small_ones():
    assert parts_to_merge(of(100_000, *[10] * TIER)) == [*range(1, TIER + 1)]


def test_a_part_that_is_mostly_removed_is_written_anew_by_itself():
    assert parts_to_merge([Size(100, 0), Size(100, 51), Size(100, 50)]) == [1]


def test_what_is_removed_does_not_count():
    large = Size(2 * SMALLEST * TIER, SMALLEST * TIER)

    assert parts_to_merge([large, *of(*[10] * (TIER - 1))]) == []


def test_parts_become_no_larger_than_allowed():
    assert parts_to_merge(of(*[500] * TIER), largest=1_700) == [0, 1, 2]
    assert parts_to_merge(of(*[500] * TIER), largest=900) == []


def test_where_large_parts_stay_as_they_are_small_ones_are_merged():
    sizes = of(*[50_000] * TIER, *[10] * TIER)

    assert parts_to_merge(sizes, largest=60_000) == [*range(TIER, 2 * TIER)]


@given(SIZES, st.one_of(st.just(math.inf), st.integers(1, 200_000)))
def test_merging_comes_to_an_end_with_few_parts_none_larger_than_allowed(sizes, largest):
    together = sum(size.passages for size in sizes)
    while places := parts_to_merge(sizes, largest):
        merged = sum(sizes[place].passages for place in places)
        assert merged <= largest
        assert len(places) > 1
        sizes = [size for at, size in enumerate(sizes) if at not in places] + [Size(merged, 0)]

    assert len(sizes) < TIER * 6 + 2 * together / largest
