"""Which parts are merged, by their sizes alone."""

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


@given(SIZES)
def test_merging_comes_to_an_end_with_few_parts(sizes):
    while places := parts_to_merge(sizes):
        merged = sum(sizes[place].passages for place in places)
        sizes = [size for at, size in enumerate(sizes) if at not in places] + [Size(merged, 0)]

    assert len(sizes) < TIER * 6
