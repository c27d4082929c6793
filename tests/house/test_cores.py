"""Cores are counted on every system, by whatever it offers."""

import os
import threading

import pytest

from index.vocabulary.cores import at_once, cores


def test_only_cores_that_the_process_may_use_are_counted(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 5, 6}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)

    assert cores() == 3


@pytest.mark.parametrize(("there", "expected"), [(8, 8), (None, 1)])
def test_without_such_a_list_all_cores_are_counted(monkeypatch, there, expected):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delattr(os, "process_cpu_count", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: there)

    assert cores() == expected


def test_python_is_asked_where_it_knows_better_than_the_machine(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 2, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)

    assert cores() == 2


@pytest.mark.parametrize("much", [False, True])
def test_work_is_shared_in_order_and_what_it_raises_comes_out(monkeypatch, much):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)

    assert at_once(str, range(5), much=much) == ["0", "1", "2", "3", "4"]
    assert at_once(str, [], much=much) == []
    with pytest.raises(ValueError, match="x"):
        at_once(int, ["1", "x", "3"], much=much)


def test_only_much_work_is_worth_threads(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    here = threading.current_thread()

    assert set(at_once(lambda _: threading.current_thread(), range(4), much=False)) == {here}
    assert here not in at_once(lambda _: threading.current_thread(), range(4), much=True)
