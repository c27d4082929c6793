"""Cores are counted on every system, by whatever it offers."""

import os

import pytest

from index.vocabulary.cores import cores


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
