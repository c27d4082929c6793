"""An `add` that is stopped keeps what it has embedded, and goes on there when it comes again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT, TOWNS, for_children
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import NewsIndex, verify
from index.cli.command_line import main
from index.engines.local.writing import embedding
from index.engines.local.writing.journal import Journal
from index.models.encoder import OnnxEncoder

BATCH = 64
"""Passages embedded in one go here, fewer than usual: what a stop may lose."""

NEWS = [
    Article(
        id=f"wire-{n}",
        title=f"Report {n}",
        text=f"{TOWNS[n % 24]} reports number{n}x: {TOWNS[n // 24]} has won.",
    )
    for n in range(200)
]
QUESTIONS = ["who won in Gorsk", "number77x", "report from Ulvik"]
STOPPED = (
    "newsdex: stopped; what was read and embedded so far is kept: the same command goes on there\n"
)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(embedding, "EMBED_PASSAGES", BATCH)


class WireWentDeadError(Exception):
    pass


def broken_off(articles, *, after):
    yield from islice(articles, after)
    raise KeyboardInterrupt


def stop(index, articles, *, after, atomic=False):
    """Add articles until so many are read, and then no more."""
    with pytest.raises(KeyboardInterrupt):
        index.add(broken_off(articles, after=after), atomic=atomic)


def stop_embedding(index, articles, *, after):
    """Add articles until so many passages are embedded, and then no more."""
    passages, done = OnnxEncoder.passages, 0

    def breaking_off(self, texts, on_batch=None):
        nonlocal done
        if done >= after:
            raise WireWentDeadError
        done += len(texts)
        return passages(self, texts, on_batch)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OnnxEncoder, "passages", breaking_off)
        with pytest.raises(WireWentDeadError):
            index.add(articles)


def contents(index):
    return {article.id: article for article in index.articles()}


def vectors(index):
    return {article.id: rows.tobytes() for article, _, rows in index.vectors()}


def results(index):
    return [
        [(hit.article, hit.passage, hit.ranking_score) for hit in index.search(question, mode=mode)]
        for question in QUESTIONS
        for mode in ("keyword", "dense", "hybrid")
    ]


@pytest.fixture(scope="module")
def uninterrupted(empty_folder, tmp_path_factory):
    """Return an index to which the news were added without a stop."""
    folder = shutil.copytree(empty_folder, tmp_path_factory.mktemp("uninterrupted") / "news")
    with NewsIndex.open(folder) as index:
        index.add(NEWS)
        yield index


def assert_same(index, uninterrupted):
    assert contents(index) == contents(uninterrupted)
    assert vectors(index) == vectors(uninterrupted)
    assert results(index) == results(uninterrupted)


@pytest.fixture
def embedded(monkeypatch):
    """Return how often each passage has been embedded."""
    counted = Counter()
    passages = OnnxEncoder.passages

    def counting(self, texts, on_batch=None):
        counted.update(text.strip() for text in texts)
        return passages(self, texts, on_batch)

    monkeypatch.setattr(OnnxEncoder, "passages", counting)
    return counted


def run_and_tell(batch):
    """In a process of its own: run the command line, and say how much each batch embeds.

    After embedding that batch, before anything of it is kept, wait for a line.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell ignores it
    passages = OnnxEncoder.passages
    batches = 0

    def telling(self, texts, on_batch=None):
        nonlocal batches
        batches += 1
        made = passages(self, texts, on_batch)
        sys.stdout.write(f"embedded {len(texts)}\n")
        sys.stdout.flush()
        if batches == batch:
            sys.stdin.readline()
        return made

    OnnxEncoder.passages = telling
    embedding.EMBED_PASSAGES = BATCH
    main()


def run_and_stop(*, disguised):
    """In a process of its own: run the command line, and stop it where it opens the index."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def stopped(*_, **__):
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt as error:
            if disguised:
                raise ImportError("initialization failed") from error
            raise

    NewsIndex.open = stopped
    main()


def newsdex(*arguments, wait_after=0):
    return process(f"run_and_tell({wait_after})", *arguments)


def process(call, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", f"import {__name__}; {__name__}.{call}", *map(str, arguments)],
        env=for_children(__file__),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.slow
@pytest.mark.usefixtures("archive_folder")
@pytest.mark.parametrize(
    ("sent", "batch", "flags"),
    [
        (signal.SIGKILL, 2, ()),
        pytest.param(signal.SIGINT, 3, (), marks=pytest.mark.patient),
        pytest.param(signal.SIGKILL, 4, (), marks=pytest.mark.patient),
        (signal.SIGINT, 2, ("--atomic",)),
    ],
)
def test_the_same_command_goes_on_where_it_was_stopped(tmp_path, uninterrupted, sent, batch, flags):
    rows = [json.dumps({"id": a.id, "title": a.title, "text": a.text}) for a in NEWS]
    (tmp_path / "wire.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = ("--index", tmp_path / "news", "add", tmp_path / "wire.jsonl", *flags)

    with newsdex(*command, wait_after=batch) as running:
        for size in ([BATCH] * 3 + [200 - 3 * BATCH])[:batch]:
            assert running.stdout.readline() == f"embedded {size}\n"
        running.send_signal(sent)
        out, told = running.communicate()
    assert out == ""
    if sent == signal.SIGINT:
        made = f"newsdex: made a new index in {tmp_path / 'news'}\n"
        assert (running.returncode, told) == (130, made + STOPPED)
    with NewsIndex.open(tmp_path / "news") as index:
        assert index.status().articles == 0
    assert verify(tmp_path / "news").faults == ()

    with newsdex(*command) as running:
        out, told = running.communicate()
    assert (running.returncode, told) == (0, "")
    *batches, summary = out.splitlines()
    assert sum(int(line.split()[1]) for line in batches) == 200 - (batch - 1) * BATCH
    assert summary.startswith("added 200, replaced 0, unchanged 0 (200 passages embedded); 200 ")
    assert not (tmp_path / "news" / "embedded").exists()
    with NewsIndex.open(tmp_path / "news") as index:
        assert_same(index, uninterrupted)


@pytest.mark.slow
@pytest.mark.parametrize("disguised", [False, True])
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("search", "dam"), "newsdex: stopped; what was committed is kept\n"),
        (("remove", "dam-1", "-y"), "newsdex: stopped; what was committed is kept\n"),
        (("add", ROOT / "seeds"), STOPPED),
    ],
)
def test_any_command_that_is_stopped_says_so_in_one_line(folder, command, expected, disguised):
    """Libraries in C make other errors of Ctrl-C when it comes as they load."""
    call = f"run_and_stop(disguised={disguised})"
    with process(call, "--index", folder, *command) as running:
        out, told = running.communicate()

    assert (running.returncode, out, told) == (130, "", expected)


@pytest.mark.slow
def test_an_add_that_is_stopped_again_and_again_gets_done(empty, uninterrupted, embedded):
    for after in (70, 10, 150, 199):
        stop(empty, NEWS, after=after)
    empty.add(NEWS)

    assert_same(empty, uninterrupted)
    assert max(embedded.values()) == 1


@pytest.fixture
def often(monkeypatch):
    """Commit every 50 passages."""
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 50)


@pytest.mark.slow
@pytest.mark.usefixtures("often")
def test_an_add_that_commits_as_it_goes_embeds_nothing_twice(empty, uninterrupted, embedded):
    stop(empty, NEWS, after=140)

    assert contents(empty) == {article.id: article for article in NEWS[:100]}
    assert empty.add(NEWS).unchanged == 100
    assert contents(empty) == contents(uninterrupted)
    assert vectors(empty) == vectors(uninterrupted)
    assert max(embedded.values()) == 1
    assert not (empty.status().path / "embedded").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("often")
def test_an_atomic_add_leaves_the_index_as_it_was_and_embeds_nothing_twice(
    empty, uninterrupted, embedded
):
    before = empty.status()

    stop(empty, NEWS, after=140, atomic=True)

    assert empty.status() == before
    assert empty.add(NEWS, atomic=True).unchanged == 0
    assert empty.status().generation == before.generation + 1
    assert contents(empty) == contents(uninterrupted)
    assert vectors(empty) == vectors(uninterrupted)
    assert max(embedded.values()) == 1
    assert not (empty.status().path / "embedded").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("often")
def test_what_a_long_atomic_add_embedded_serves_shorter_ones(empty, uninterrupted, embedded):
    stop(empty, NEWS, after=199, atomic=True)
    stop(empty, NEWS, after=120)
    empty.add(reversed(NEWS))

    assert contents(empty) == contents(uninterrupted)
    assert vectors(empty) == vectors(uninterrupted)
    assert max(embedded.values()) == 1
    assert verify(empty.status().path).faults == ()


@pytest.mark.slow
def test_another_add_in_between_keeps_what_the_first_had_embedded(empty, tmp_path, embedded):
    stop(empty, NEWS, after=150)
    empty.add([Article(id="other", text="Rowers from Lunde won the regatta.")])
    empty.remove(["other"])
    stop(empty, [Article(id=f"more-{n}", text=f"Parcel {n} is late.") for n in range(70)], after=70)

    empty.add(NEWS)

    assert contents(empty) == {article.id: article for article in NEWS}
    assert max(embedded.values()) == 1
    assert verify(tmp_path / "empty").faults == ()


@pytest.mark.slow
def test_progress_counts_what_an_earlier_add_embedded(empty, embedded):
    stop(empty, NEWS, after=150)
    progress = []

    report = empty.add(NEWS, on_embedded=lambda *counts: progress.append(counts))

    assert progress[-1] == (200, 200)
    assert report.passages == 200
    assert max(embedded.values()) == 1


@pytest.mark.slow
def test_a_text_that_changed_meanwhile_is_embedded_anew(empty, tmp_path, embedded):
    stop(empty, NEWS, after=BATCH)
    corrected = Article(id="wire-5", text="Correction: nobody has won in Fenwold.")

    empty.add([*NEWS[:5], corrected, *NEWS[6:BATCH]])

    assert embedded[corrected.text] == 1
    assert empty.search("correction: nobody has won", mode="dense")[0].article == corrected
    assert verify(tmp_path / "empty").faults == ()


def test_compacting_forgets_what_a_stopped_add_has_embedded(empty, tmp_path, embedded):
    stop_embedding(empty, NEWS, after=BATCH)
    kept = tmp_path / "empty" / "embedded"
    assert kept.exists()
    assert verify(tmp_path / "empty").faults == ()

    assert empty.compact().freed > 1536 * BATCH

    assert not kept.exists()
    empty.add(NEWS[:BATCH])
    assert set(embedded.values()) == {2}


@pytest.mark.slow
def test_whatever_is_left_of_the_kept_vectors_the_index_is_the_same(
    empty_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr("index.engines.local.writing.embedding.EMBED_PASSAGES", 2)
    stopped = Path(shutil.copytree(empty_folder, tmp_path / "stopped"))
    with NewsIndex.open(shutil.copytree(empty_folder, tmp_path / "whole")) as index:
        index.add(NEWS[:8])
        expected = vectors(index)
    with NewsIndex.open(stopped) as index:
        stop_embedding(index, NEWS[:8], after=6)
    kept = (stopped / "embedded").read_bytes()
    record = len(kept) // 6
    flipped = bytearray(kept)
    flipped[3 * record] ^= 1

    for number, left in enumerate(
        [
            b"",
            b"?",
            kept[:15],
            kept[:16],
            kept[: 2 * record + 16],
            kept[: 3 * record],
            kept[:-1],
            kept[: 4 * record] + b"\x00" * 5000,
            kept + b"\xff" * 3000,
            b"\x00" * len(kept),
            bytes(flipped),
        ]
    ):
        folder = shutil.copytree(stopped, tmp_path / str(number))
        (folder / "embedded").write_bytes(left)
        with NewsIndex.open(folder) as index:
            index.add(NEWS[:8])
            assert vectors(index) == expected
        assert not (folder / "embedded").exists()


TEXTS = [f"passage {number}" for number in range(6)]
ROWS = np.random.default_rng(7).normal(size=(6, 3)).astype(np.float32)
RECORD = 16 + 3 * 4 + 4
"""Bytes of a digest, three numbers and a checksum."""


def journal_in(folder, model="model"):
    return closing(Journal(Path(folder), model, 3))


def taken(journal):
    """Return the vectors that a journal has of the texts, by place; each must be the right one."""
    found = {place: journal.take(text) for place, text in enumerate(TEXTS)}
    found = {place: vector for place, vector in found.items() if vector is not None}
    for place, vector in found.items():
        assert vector.tobytes() == ROWS[place].tobytes()
    return set(found)


@pytest.fixture(scope="module")
def kept():
    """Return the bytes in which six vectors are kept."""
    with tempfile.TemporaryDirectory() as folder:
        with journal_in(folder) as journal:
            journal.keep(TEXTS[:4], ROWS[:4])
            journal.keep(TEXTS[4:], ROWS[4:])
        return (Path(folder) / "embedded").read_bytes()


@given(cut=st.integers(0, 16 + 6 * RECORD), garbage=st.binary(max_size=2 * RECORD))
def test_vectors_kept_are_all_there_up_to_where_the_file_was_cut(kept, cut, garbage):
    whole = set(range(max(0, cut - 16) // RECORD))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "embedded").write_bytes(kept[:cut] + garbage)

        with journal_in(folder) as journal:
            assert taken(journal) >= whole
            journal.keep(TEXTS[5:], ROWS[5:])
        with journal_in(folder) as journal:
            assert taken(journal) >= whole | {5}


@given(place=st.integers(0, 16 + 6 * RECORD - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_in_the_vectors_kept_gives_no_wrong_one(kept, place, bit):
    changed = bytearray(kept)
    changed[place] ^= 1 << bit
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "embedded").write_bytes(changed)

        with journal_in(folder) as journal:
            assert taken(journal) == set(range(max(0, place - 16) // RECORD))


def test_vectors_of_another_model_are_not_used(kept, tmp_path):
    (tmp_path / "embedded").write_bytes(kept)

    with journal_in(tmp_path, model="another") as journal:
        assert taken(journal) == set()
        journal.keep(TEXTS[2:3], ROWS[2:3])
    with journal_in(tmp_path, model="another") as journal:
        assert taken(journal) == {2}
    with journal_in(tmp_path) as journal:
        assert taken(journal) == set()
