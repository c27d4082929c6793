"""An add that several processes work on leaves the index that one alone would."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Withdrawal
from index import NewsIndex, NewsIndexError
from index.engines.parts.writing import workers

AHEAD = "index.engines.parts.writing.ahead"
COMMIT = "index.engines.parts.writing.adding.COMMIT_PASSAGES"

SENTENCES = [
    "The ferry Lady Ansgar sank off Pell Head in nineteen minutes, investigators said.",
    "“We heard a bang, then nothing,” said Ruard Teckel, her captain.",
    "US dockers in Colvik stopped work again on Monday over a levy of 12 300 crowns.",
    "Der Streik im Hafen von Kolvik geht weiter, und niemand weiß, wie lange noch.",
    "Cocoa fell 3.5 percent as the E.U. put off its vote on the sugar quota.",
]


def article(number, chosen, version=0):
    sentences = [SENTENCES[each % len(SENTENCES)] for each in chosen]
    return Article(
        id=f"a-{number}",
        title="" if number % 3 == 0 else f"Edition {number}",
        text=" ".join([*sentences * 4, f"Written {version} times."]),
        published=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number),
        source="Coastal Wire" if number % 2 else "Harbour Gazette",
        extra={"version": version},
    )


MANY = [article(number, range(number % 4, number % 7 + 2)) for number in range(40)]


def add(folder, items, jobs):
    with NewsIndex.create(folder, jobs=jobs) as index:
        report = index.add(items, embed=False)
    return report, written(folder)


def written(folder):
    """Return the digests of all files of an index, part by part, whatever these are called."""
    parts = (
        {
            file.relative_to(part): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in part.rglob("*")
            if file.is_file()
        }
        for part in folder.glob("parts/*")
    )
    return sorted(map(sorted, map(dict.items, parts)))


@pytest.fixture
def in_earnest(monkeypatch):
    """Let others help from the first article on."""
    monkeypatch.setattr(f"{AHEAD}.ALONE", 0)
    monkeypatch.setattr(f"{AHEAD}.CHUNK", 1500)


@pytest.fixture
def started(monkeypatch):
    """Return the processes that are started."""
    processes = []
    start = workers.started

    def noted():
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(workers, "started", noted)
    return processes


@pytest.mark.slow
@pytest.mark.usefixtures("in_earnest")
def test_two_processes_write_the_bytes_that_one_does(tmp_path, monkeypatch, started):
    monkeypatch.setattr(COMMIT, 20)
    again = [article(number, (1, 2), 1) for number in range(5)]
    items = [*MANY, *again, Withdrawal("a-7", "withdrawn")]

    alone = add(tmp_path / "alone", items, 1)
    assert not started
    together = add(tmp_path / "together", items, 2)

    assert together == alone
    assert alone[0].added == 40
    assert alone[0].replaced == 5
    assert [process.poll() is None for process in started] == [False]


COMING = st.one_of(
    st.builds(
        article,
        st.integers(0, 8),
        st.lists(st.integers(0, 4), min_size=1, max_size=4),
        st.integers(0, 2),
    ),
    st.integers(0, 8).map(lambda number: Withdrawal(f"a-{number}", "withdrawn")),
)


@pytest.mark.slow
@settings(max_examples=5)
@given(st.lists(COMING, max_size=15), st.integers(1, 4000), st.integers(1, 12))
def test_what_is_prepared_at_once_makes_no_difference(tmp_path_factory, items, chunk, commit):
    folder = tmp_path_factory.mktemp("chunks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(COMMIT, commit)
        at_once = add(folder / "at once", items, 1)
        patch.setattr(f"{AHEAD}.CHUNK", chunk)
        in_chunks = add(folder / "in chunks", items, 1)

    assert in_chunks == at_once


@pytest.mark.slow
@pytest.mark.usefixtures("in_earnest")
def test_a_process_that_dies_is_told_in_one_line_and_the_same_add_goes_on(
    tmp_path, monkeypatch, started
):
    monkeypatch.setattr(COMMIT, 20)

    def dying():
        for number, each in enumerate(MANY * 3):
            if number == 60:
                started[0].kill()
            yield Article(**{**fields(each), "id": f"{number}"})

    monkeypatch.setattr(f"{AHEAD}.WINDOW", 4000)
    with NewsIndex.create(tmp_path / "news", jobs=2) as index:
        with pytest.raises(NewsIndexError, match=r"has ended .* goes on from there") as told:
            index.add(dying(), embed=False)
        there = index.status().articles
        report = index.add((Article(**{**fields(e), "id": f"{n}"}) for n, e in enumerate(MANY)))

    assert "\n" not in str(told.value)
    assert there > 0
    assert report.added + report.unchanged == 40
    assert report.unchanged == min(there, 40)


def test_what_was_taken_apart_before_makes_no_difference(tmp_path, monkeypatch):
    add(tmp_path / "before", reversed(MANY), 1)
    knowing = add(tmp_path / "knowing", MANY, 1)
    monkeypatch.setattr("index.engines.parts.keyword.taking._REMEMBERED", 0)

    assert add(tmp_path / "forgetting", MANY, 1) == knowing


def test_what_was_stopped_in_the_middle_is_not_gone_on_with(tmp_path, monkeypatch):
    taking = "index.engines.parts.keyword.taking.stored_words_of"
    others = [Article(id="other", text="Quillon Vardexter met Ombrey Tasselwick at Huxterby.")]

    def stopping():
        yield 0
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(taking, lambda *_: (("word",), stopping(), 1))
        with pytest.raises(KeyboardInterrupt):
            add(tmp_path / "stopped", [article(99, (0,), version="unheard-of")], 1)

    after = add(tmp_path / "after", others, 1)
    monkeypatch.setattr("index.engines.parts.keyword.taking._REMEMBERED", 0)
    assert after == add(tmp_path / "anew", others, 1)


def fields(each):
    names = ("title", "text", "published", "source", "extra")
    return {name: getattr(each, name) for name in names}


@pytest.mark.slow
@pytest.mark.usefixtures("in_earnest")
def test_a_stop_in_the_middle_leaves_no_process(tmp_path, started):
    def stopped():
        yield from MANY
        raise KeyboardInterrupt

    with NewsIndex.create(tmp_path / "news", jobs=3) as index:
        with pytest.raises(KeyboardInterrupt):
            index.add(stopped(), embed=False)
        assert index.add(MANY[:3], embed=False).added == 3

    assert len(started) == 4
    assert all(process.poll() is not None for process in started)


def test_few_articles_are_no_work_for_others(tmp_path, started):
    add(tmp_path / "news", MANY, 8)

    assert not started
