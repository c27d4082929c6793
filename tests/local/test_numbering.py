"""Numbers that run on over parts, and which articles of them are alive."""

import numpy as np

from index.engines.parts.alive import Alive
from index.engines.parts.numbering import Numbering

THREE_PARTS = Numbering([3, 0, 2])


def test_each_number_has_its_group_and_place_and_back():
    located = [THREE_PARTS.locate(number) for number in range(len(THREE_PARTS))]

    assert located == [(0, 0), (0, 1), (0, 2), (2, 0), (2, 1)]
    assert [THREE_PARTS.number_of(*place) for place in located] == [0, 1, 2, 3, 4]
    assert THREE_PARTS.groups_of(np.arange(5)).tolist() == [0, 0, 0, 2, 2]


def test_arrays_over_all_are_put_together_and_parted():
    values = np.arange(5)

    parted = [THREE_PARTS.of_group(values, group) for group in range(3)]

    assert [each.tolist() for each in parted] == [[0, 1, 2], [], [3, 4]]
    assert Numbering.joined(parted, np.int64).tolist() == values.tolist()
    assert THREE_PARTS.of_each(np.array([7, 8, 9])).tolist() == [7, 7, 7, 9, 9]
    assert Numbering.joined([], np.float32).dtype == np.float32


def test_an_index_without_parts_has_no_numbers():
    nothing = Numbering([])

    assert len(nothing) == 0
    assert Alive([], nothing).all_alive()


def test_who_is_removed_is_dead_in_its_part_and_over_all():
    alive = Alive([np.array([1]), np.zeros(0, np.int64), np.array([0])], THREE_PARTS)

    assert alive.everywhere.tolist() == [True, False, True, False, True]
    assert alive.in_part(2).tolist() == [False, True]
    assert alive.removed_numbers().tolist() == [1, 3]
    assert not alive.all_alive()


def test_removing_more_keeps_what_was_removed_before():
    alive = Alive([np.array([1]), np.zeros(0, np.int64), np.zeros(0, np.int64)], THREE_PARTS)

    changed = {place: ordinals.tolist() for place, ordinals in alive.without([0, 4])}

    assert changed == {0: [0, 1], 2: [1]}
