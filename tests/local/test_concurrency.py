"""Readers and writers at the same time, in threads and in other processes."""

import errno
import json
import os
import re
import select
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from itertools import cycle, islice, permutations
from pathlib import Path

import pytest
from conftest import for_children, run_newsdex

from corpus import Article
from index import IndexLockedError, NewsIndex, NewsIndexError, verify
from index.cli.shell import index_to_write
from index.models import load_encoder

MODES = ["keyword", "dense", "hybrid"]
STORIES = [f"story-{number}" for number in range(6)]


def edition(number):
    """Return all stories anew; the number of the edition is in each."""
    return [
        Article(id=id_, text=f"Edition number{number}x of the Gazette: {id_} is out.")
        for id_ in STORIES
    ]


def edition_of(articles):
    """Return the edition that all stories among some articles are of; none if there is no story.

    Some stories without the others, or of several editions, are a mixture of two generations.
    """
    stories = {each.id: each.text.split()[1] for each in articles if each.id in STORIES}
    assert sorted(stories) in ([], STORIES)
    assert len(set(stories.values())) <= 1
    return next(iter(stories.values()), None)


def editions_found(index):
    for mode in MODES:
        hits = index.search("edition of the Gazette", limit=100, per_article=0, mode=mode)
        yield edition_of(hit.article for hit in hits)


def look_around(index):
    """Ask an index in every way; return its generation and the one edition that all answers had."""
    status = index.status()
    found = set(editions_found(index))
    found.add(edition_of(index.articles()))
    found.add(edition_of(index.article(id_) for id_ in STORIES if index.holds(id_)))
    assert index.status() == status
    (only,) = found
    return status.generation, only


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def read_along(folder):
    """In a process of its own: look around again and again; say how often when asked."""
    answers = []
    with NewsIndex.open(folder) as index:
        while True:
            answers.append(look_around(index))
            if select.select([sys.stdin], [], [], 0)[0]:
                if not sys.stdin.readline():
                    break
                say(len(answers))
            index.refresh()
    say(json.dumps(answers))


def read_later(folder):
    """In a process of its own: open an index, but don't look at it before told to."""
    with NewsIndex.open(folder) as index:
        say("open")
        for _ in sys.stdin:
            found = [hit.article.id for hit in index.search("-nowhere", limit=100)]
            say(json.dumps([found, index.status().articles, index.article("dam-1").text]))


def write_slowly(folder):
    """In a process of its own: begin to add an article, and hold the lock until told to go on."""

    def articles():
        say("writing")
        sys.stdin.readline()
        yield Article(id="slow", text="The slow boat has come in.")

    with NewsIndex.open(folder) as index:
        index.add(articles())


def found_and_fill(name):
    """In a process of its own: make an index or open it, and add to it, wherever told to."""
    load_encoder("all-MiniLM-L6-v2")
    say("ready")
    for line in sys.stdin:
        with index_to_write(Path(line.rstrip("\n")), None, 60) as index:
            for number in range(2):
                index.add([Article(id=f"{name}-{number}", text=f"News from {name}.")])
        say("done")


@contextmanager
def process(function, argument):
    """Run one of the functions above in a process of its own, to the end of its input."""
    code = f"import sys, {__name__}; {__name__}.{function.__name__}(sys.argv[1])"
    with subprocess.Popen(
        [sys.executable, "-c", code, argument],
        env=for_children(__file__),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        try:
            yield running
        except BaseException:
            running.kill()
            raise
        if running.poll() is None:  # not killed by the test
            running.communicate()
            assert running.returncode == 0


def ask(running, line="\n"):
    """Send a line to a process and return the line it answers with."""
    running.stdin.write(line)
    running.stdin.flush()
    return running.stdout.readline()


class Readers:
    """Threads that look at an index again and again while the block runs; none may fail."""

    def __init__(self, *looks):
        self._looks = looks
        self._answered = threading.Condition()
        self._counts = Counter()
        self._stopped = False
        self.answers = []

    def __enter__(self):
        self._pool = ThreadPoolExecutor(len(self._looks))
        self._futures = [
            self._pool.submit(self._read, place, look) for place, look in enumerate(self._looks)
        ]
        return self

    def __exit__(self, *_):
        self._stopped = True
        self._pool.shutdown()
        for future in self._futures:
            future.result()

    def _read(self, place, look):
        try:
            while not self._stopped:
                answer = look()
                with self._answered:
                    self.answers.append(answer)
                    self._counts[place] += 1
                    self._answered.notify_all()
        except BaseException:
            with self._answered:
                self._stopped = True
                self._answered.notify_all()
            raise

    def wait(self):
        """Wait until each has answered once more."""
        with self._answered:
            before = Counter(self._counts)
            self._answered.wait_for(
                lambda: (
                    self._stopped
                    or all(self._counts[at] > before[at] for at in range(len(self._looks)))
                )
            )


def change_again_and_again(index, times):
    """Replace all stories, remove them, merge; yield after each change what there is now."""
    what = cycle(["add", "add", "compact", "add", "remove", "compact", "add"])
    now = None
    for number, change in enumerate(islice(what, times)):
        if change == "add":
            index.add(edition(number))
            now = f"number{number}x"
        elif change == "remove":
            index.remove(STORIES)
            now = None
        else:
            index.compact()
        yield index.status().generation, now


@pytest.mark.slow
@pytest.mark.usefixtures("one_encoder")
def test_every_answer_belongs_to_one_generation_while_others_write(empty, tmp_path, times):
    folder = tmp_path / "empty"
    empty.add([Article(id="law", title="The press law", text="Printers must register.")])
    shared, moving = NewsIndex.open(folder), NewsIndex.open(folder)

    def look_at_shared():
        shared.refresh()
        list(editions_found(shared))

    def look_at_own():
        moving.refresh()
        return look_around(moving)

    def open_and_look():
        with NewsIndex.open(folder) as index:
            return look_around(index)

    with (
        shared,
        moving,
        process(read_along, folder) as one,
        process(read_along, folder) as other,
        NewsIndex.open(folder) as writer,
        Readers(look_at_shared, look_at_shared, look_at_own, open_and_look) as readers,
    ):
        there_was = {writer.status().generation: None}
        readers.wait()
        for count, (generation, now) in enumerate(change_again_and_again(writer, 9 * times)):
            there_was[generation] = now
            readers.wait()
            if count % 5 == 0:
                assert int(ask(one)) > 0
                assert int(ask(other)) > 0
        readers.wait()
        in_processes = []
        for running in (one, other):
            out, _ = running.communicate()
            assert running.returncode == 0
            in_processes.append([tuple(answer) for answer in json.loads(out)])

    in_threads = [answer for answer in readers.answers if answer]
    for answers in (in_threads, *in_processes):
        assert all(there_was[generation] == now for generation, now in answers)
        assert len(set(answers)) >= 5
    for answers in in_processes:
        assert answers == sorted(answers, key=lambda answer: answer[0])


@pytest.mark.slow
def test_threads_that_share_an_index_get_the_answers_that_one_gets_alone(empty, times):
    """Words, phrases and beginnings of words are all read from the same files."""
    words = "harbour strike dam inquiry minister ferry council lantern".split()
    orders = list(permutations(words))[::400]
    empty.add(Article(id=f"n{n}", text=" ".join(order)) for n, order in enumerate(orders))
    questions = [" ".join(order[:2]) for order in orders[:20]]
    questions += [f'"{order[2]} {order[3]}"' for order in orders[:20]]
    questions += ["dock* harb*", "ministry", "ferri~", "+inquiry lanterm"]
    expected = [answers_to(empty, question) for question in questions]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-7)
    try:
        for _ in range(8 * times):  # what has been read once need not be read again
            with (
                NewsIndex.open(empty.status().path) as shared,
                ThreadPoolExecutor(12) as threads,
            ):
                found = threads.map(lambda asked, here=shared: answers_to(here, asked), questions)
                assert list(found) == expected
    finally:
        sys.setswitchinterval(interval)


def answers_to(index, question):
    hits = index.search(question, mode="keyword")
    return [(hit.article.id, hit.passage.start, hit.ranking_score) for hit in hits]


def left_over(folder):
    """Return what lies in an index directory and doesn't belong to the newest generation."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {
        *(path for part in manifest["parts"] for path in part["files"]),
        "manifest.json",
        f"generations/{manifest['generation']:08}.json",
        "lock",
    }
    named = files | {str(parent) for file in files for parent in Path(file).parents}
    left = {str(path.relative_to(folder)) for path in folder.rglob("*")} - named
    return left - {"parts", "removed"}


@pytest.mark.slow
def test_a_reader_still_answers_after_everything_was_removed(folder, articles):
    with process(read_later, folder) as early, NewsIndex.open(folder) as index:
        assert early.stdout.readline() == "open\n"
        index.add(edition(1))
        with process(read_later, folder) as late:
            assert late.stdout.readline() == "open\n"
            index.compact()
            index.remove([article.id for article in articles] + STORIES)
            index.compact()
            assert index.status().articles == 0

            for reader, count in [(early, 14), (late, 20)] * 2:
                found, there, text = json.loads(ask(reader))
                assert there == len(set(found)) == count
                assert text == articles[0].text
            assert left_over(folder)

    with NewsIndex.open(folder) as index:
        index.add([])
    assert left_over(folder) == set()


@pytest.mark.slow
def test_old_files_go_away_when_the_last_reader_closes(folder):
    one, two = NewsIndex.open(folder), NewsIndex.open(folder)
    with NewsIndex.open(folder) as index:
        index.add(edition(1))
        index.compact()
        one.close()
        index.add(edition(2))
        assert two.search("spillway gates")[0].article.id == "dam-1"
        assert left_over(folder)

        two.refresh()
        index.add(edition(3))
        two.close()
        index.add(edition(4))

    assert left_over(folder) == set()


@pytest.mark.slow
def test_a_reader_that_was_killed_holds_nothing(folder):
    with process(read_later, folder) as reader, NewsIndex.open(folder) as index:
        assert reader.stdout.readline() == "open\n"
        index.add(edition(1))
        index.compact()
        assert left_over(folder)

        reader.kill()
        reader.wait()
        index.remove(STORIES)

    assert left_over(folder) == set()


@pytest.mark.slow
def test_files_that_cannot_be_removed_while_open_go_away_later(folder, monkeypatch):
    """As on systems that remove no open file; what lies beside it may go."""
    real = os.unlink

    def refuse(path, *, dir_fd=None):
        if Path(path).name == "articles.sqlite" or Path(path).suffix in {".json", ".npy"}:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        real(path, dir_fd=dir_fd)

    with NewsIndex.open(folder) as index:
        index.remove(["levy"])
        with monkeypatch.context() as refused:
            refused.setattr("os.unlink", refuse)
            for number in range(3):
                index.add(edition(number))
                index.compact()
            assert index.search("spillway gates")[0].article.id == "dam-1"
            assert verify(folder).faults == ()
            assert len(left_over(folder)) > 5

        index.remove(STORIES)

    assert left_over(folder) == set()
    assert verify(folder).faults == ()


@pytest.mark.slow
@pytest.mark.patient
def test_a_hundred_adds_of_one_article_leave_few_parts(empty, tmp_path):
    news = [Article(id=f"item-{n}", text=f"Parcel number{n}x arrived.") for n in range(100)]
    parts = []
    for article in news:
        empty.add([article])
        parts.append(empty.status().parts)
    empty.close()

    assert max(parts) <= 20
    with NewsIndex.open(tmp_path / "empty") as index:
        assert {article.id: article for article in index.articles()} == {
            article.id: article for article in news
        }
        assert len(index.search("parcel", limit=1000, mode="dense")) == 100
    assert verify(tmp_path / "empty").faults == ()


@pytest.mark.slow
@pytest.mark.usefixtures("archive_folder")
def test_two_processes_make_the_same_index_at_once_and_nothing_is_lost(tmp_path, times):
    with process(found_and_fill, "north") as north, process(found_and_fill, "south") as south:
        both = (north, south)
        assert [each.stdout.readline() for each in both] == ["ready\n"] * 2
        for number in range(4 * times):
            folder = tmp_path / f"news-{number}"
            for each in both:
                each.stdin.write(f"{folder}\n")
                each.stdin.flush()
            assert [each.stdout.readline() for each in both] == ["done\n"] * 2
            with NewsIndex.open(folder) as index:
                ids = sorted(article.id for article in index.articles())
            assert ids == ["north-0", "north-1", "south-0", "south-1"]
            assert verify(folder, quick=True).faults == ()
            assert left_over(folder) == set()


@pytest.mark.slow
def test_writers_at_once_wait_for_each_other_and_nothing_is_lost(folder):
    def add_five(name):
        with NewsIndex.open(folder, wait=600) as index:
            for number in range(5):
                index.add([Article(id=f"{name}-{number}", text=f"News from {name}.")])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_five, "north south east west".split()))

    with NewsIndex.open(folder) as index:
        assert index.status().articles == 14 + 20
    assert left_over(folder) == set()


@pytest.mark.slow
def test_whoever_waits_in_vain_is_told_who_writes_and_since_when(folder, tmp_path):
    began = datetime.now().astimezone().replace(microsecond=0)
    with process(write_slowly, folder) as holder:
        assert holder.stdout.readline() == "writing\n"

        done = run_newsdex(
            "--index", folder, "remove", "dam-1", "--yes", "--wait", "0.1", cwd=tmp_path
        )

        assert (done.returncode, done.stdout) == (1, "")
        told = re.fullmatch(
            rf"newsdex: process {holder.pid} \(-c {re.escape(str(folder))}\) has been writing "
            rf"since (\S+ \S+) to {re.escape(str(folder))}; waited 0\.1 s: try again when it has "
            r"finished, or wait longer with --wait SECONDS\n",
            done.stderr,
        )
        assert told, done.stderr
        since = datetime.fromisoformat(told[1]).astimezone()
        assert began <= since <= datetime.now().astimezone()
        done = run_newsdex("--index", folder, "search", "spillway", cwd=tmp_path)
        assert done.returncode == 0

    with NewsIndex.open(folder) as index:
        assert index.holds("slow")


@pytest.mark.slow
def test_whoever_waits_long_enough_gets_a_turn(folder):
    with process(write_slowly, folder) as holder, NewsIndex.open(folder, wait=600) as index:
        assert holder.stdout.readline() == "writing\n"
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(index.remove, ["dam-1"])
            holder.stdin.write("\n")
            holder.stdin.flush()
            assert waiting.result().removed == ("dam-1",)

        assert index.holds("slow")


@pytest.mark.slow
def test_a_lock_dies_with_its_process(folder):
    with process(write_slowly, folder) as holder, NewsIndex.open(folder, wait=0) as index:
        assert holder.stdout.readline() == "writing\n"
        with pytest.raises(IndexLockedError, match=f"process {holder.pid} "):
            index.remove(["dam-1"])

        holder.kill()
        holder.wait()

        assert index.remove(["dam-1"]).removed == ("dam-1",)
        assert not index.holds("slow")
    assert verify(folder).faults == ()


def test_an_index_can_be_closed_while_threads_search_it(folder):
    index = NewsIndex.open(folder)
    begun = threading.Barrier(5)

    def search_until_closed():
        assert index.search("spillway gates", mode="keyword")[0].article.id == "dam-1"
        begun.wait()
        while index.search("spillway gates", mode="keyword")[0].article.id == "dam-1":
            pass

    with ThreadPoolExecutor(4) as pool:
        searching = [pool.submit(search_until_closed) for _ in range(4)]
        begun.wait()
        index.close()

    for search in searching:
        with pytest.raises(NewsIndexError, match="this index was closed; open it anew"):
            search.result()
