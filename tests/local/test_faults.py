"""Power cuts, full disks and disk errors at every step of a change: before or after, never between.

What a change does to the disk is written down step by step. For each step every disk is laid out
that a stop just there could leave: with all that was written, with what was not synced lost, or
with some of it lost. And each step is made to fail. Each time the index is as it was before the
change or as it is after, `verify` finds no fault, and the change can be made again.
"""

import os
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pytest
from conftest import ARTICLES
from faulty_disk import (
    NEEDS_ROOM,
    Killed,
    Recorder,
    Refusal,
    disk_error,
    disk_full,
    read_tree,
    same_as,
    watched,
    write_tree,
)

import index.engines.local.commit.manifest
import index.engines.local.writing.staging
import index.engines.parts.writing.adding
from corpus import Article, FileState, Origin
from index import (
    DamagedIndexError,
    IndexExistsError,
    NewsIndex,
    NewsIndexError,
    NoIndexError,
    repair,
    verify,
)
from index.engines.local.commit.layout import GENERATIONS, MANIFEST, PARTS, generation_file
from index.engines.local.commit.manifest import publish, read_manifest
from index.engines.local.repair.repair import SET_ASIDE
from index.engines.local.writing.journal import JOURNAL
from index.models import DEFAULT_MODEL
from index.models.cache import prepared
from index.models.encoder_export import ENCODER

DAM_1, DAM_2, DAM_3, STRIKE_1, STRIKE_2 = ARTICLES[:5]
CORRECTED = replace(DAM_1, text="The inquiry opened on Friday, and will call no witness at all.")


@pytest.fixture(scope="module", autouse=True)
def _quick():
    """Load the encoder once, embed each text once, and spare the real disk."""
    network = prepared(ENCODER, DEFAULT_MODEL)
    run_each = network.run_each
    vector = cache(lambda texts: run_each([texts])[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "run", cache(network.run))
        patch.setattr(network, "run_each", lambda inputs, **_: np.stack([*map(vector, inputs)]))
        patch.setattr("index.models.cache.prepared", lambda *_: network)
        patch.setattr(os, "fsync", nothing)  # what it does the disk's recorder knows
        yield


@pytest.fixture
def disk(tmp_path):
    """Return a folder in memory, where the system has such: a thousand disks are laid out here."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is a test's own
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder)


class Change(NamedTuple):
    """Something done to an index, commit by commit, or by one call that makes several commits."""

    prepare: Callable[[Path], object]
    commits: Sequence[Callable[[Path], object]]
    at_once: Callable[[Path], object] | None = None

    def make(self, folder):
        for make in [self.at_once] if self.at_once else self.commits:
            make(folder)


def nothing(_):
    pass


def create(folder):
    with suppress(IndexExistsError):
        NewsIndex.create(folder).close()


def add(*articles):
    def make(folder):
        with NewsIndex.open(folder) as news:
            news.add(articles)

    return make


def add_words(article):
    """Return what adds an article and leaves its vectors for later."""

    def make(folder):
        with NewsIndex.open(folder) as news:
            news.add([article], embed=False)

    return make


def embed(folder):
    with NewsIndex.open(folder) as news:
        news.embed()


def remove(*articles):
    def make(folder):
        with NewsIndex.open(folder) as news:
            news.remove([article.id for article in articles])

    return make


def compact(folder):
    with NewsIndex.open(folder) as news:
        news.compact()


def made_of(*parts):
    """Return what makes an index of some parts, each given by its articles."""

    def prepare(folder):
        create(folder)
        for articles in parts:
            add(*articles)(folder)

    return prepare


def three_parts_and_a_removed_article(folder):
    made_of([DAM_1, DAM_2], [STRIKE_1], [STRIKE_2])(folder)
    remove(DAM_2)(folder)


def add_words_of_two(folder):
    made_of([DAM_1])(folder)
    add_words(DAM_2)(folder)


def with_a_stopped_add(folder):
    """Make an index, and stop an `add` when it has embedded its passages."""
    made_of([DAM_1, DAM_2])(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.engines.local.writing.staging, "write_part_vectors", stop)
        with pytest.raises(KeyboardInterrupt):
            add(STRIKE_1, STRIKE_2)(folder)
    assert (folder / JOURNAL).stat().st_size


def stop(*_):
    raise KeyboardInterrupt


def long_add(*articles):
    """Return what adds articles by a commit for each."""

    def make(folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index.engines.parts.writing.adding, "COMMIT_PASSAGES", 1)
            add(*articles)(folder)

    return make


def read_from(path, *articles):
    """Return articles as they are read from a file, and after them its state."""
    absolute = f"/articles/{path}"
    size = sum(len(article.text) for article in articles)
    origin = Origin(path=path, absolute=absolute, size=size)
    placed = (replace(article, origins=(origin,)) for article in articles)
    return [*placed, FileState(path=path, absolute=absolute, size=size)]


KNOWN_BY_ITS_TEXT, ANOTHER_TEXT = (
    Article(text=f"The inquiry in Colvik ended on {day}.") for day in ("Monday", "Friday")
)


def damaged(pattern, damage):
    """Return what makes an index with damaged files that `verify` has found."""

    def prepare(folder):
        made_of([DAM_1, *read_from("dam.txt", DAM_2)], [STRIKE_1])(folder)
        for path in folder.glob(pattern):
            content = path.read_bytes()
            if (other := damage(content)) != content:
                path.write_bytes(other)
                break
        assert verify(folder).faults

    return prepare


def without_manifests(folder):
    """Make an index, and lose all that says what it is made of."""
    three_parts_and_a_removed_article(folder)
    for path in (folder / MANIFEST, *(folder / GENERATIONS).iterdir()):
        path.unlink()
    assert verify(folder).faults


def put_together(folder):
    repair(folder, model=DEFAULT_MODEL)


def with_another_vector(content):
    return content[:-64] + bytes(64)


def with_another_text(content):
    return content.replace(b"had not been tested", b"had now been tested")


CHANGES = {
    "first commit": Change(nothing, [create]),
    "first commit and first add": Change(nothing, [create, add(DAM_1, DAM_2)]),
    "add": Change(made_of([DAM_1, DAM_2]), [add(STRIKE_1, STRIKE_2)]),
    "add gone on with": Change(with_a_stopped_add, [add(STRIKE_1, STRIKE_2)]),
    "long add": Change(
        made_of([DAM_1]), [add_words(DAM_2), add(STRIKE_1)], at_once=long_add(DAM_2, STRIKE_1)
    ),
    "embedding": Change(add_words_of_two, [embed]),
    "replacement": Change(made_of([DAM_1, DAM_2, DAM_3]), [add(CORRECTED)]),
    "removal": Change(made_of([DAM_1, DAM_2, DAM_3]), [remove(DAM_2)]),
    "removal that merges": Change(made_of([DAM_1, DAM_2, DAM_3]), [remove(DAM_1, DAM_2)]),
    "removal of all": Change(made_of([DAM_1, DAM_2]), [remove(DAM_1, DAM_2)]),
    "file with another text": Change(
        made_of(read_from("a.txt", KNOWN_BY_ITS_TEXT)), [add(*read_from("a.txt", ANOTHER_TEXT))]
    ),
    "compaction": Change(three_parts_and_a_removed_article, [compact]),
    "repair of vectors": Change(damaged("parts/*/*.faiss", with_another_vector), [repair]),
    "repair of a manifest": Change(damaged(MANIFEST, lambda _: b""), [repair]),
    "repair without a manifest": Change(without_manifests, [put_together]),
    "repair of the ledger": Change(damaged("origins/*", lambda _: b"no ledger"), [repair]),
    "repair of a store": Change(damaged("parts/*/*.sqlite", with_another_text), [repair]),
}
MAIN_CHANGES = ["first commit", "add", "replacement", "removal", "compaction"]
each_change = pytest.mark.parametrize(
    "change",
    [
        pytest.param(change, id=name, marks=() if name in MAIN_CHANGES else pytest.mark.patient)
        for name, change in CHANGES.items()
    ],
)


def seen(folder):
    """Return all that a reader sees of an index, or how it can't be read."""
    try:
        with NewsIndex.open(folder) as news:
            # A part's bytes, and how often a repair was begun, differ from time to time.
            status = replace(news.status(), path=None, generation=0, size=0, reclaimable=0)
            found = [status, *(answers(news, mode) for mode in ("keyword", "dense"))]
            try:
                return [*found, *((article, article.origins) for article in news.articles())]
            except DamagedIndexError as error:
                return [*found, type(error)]
    except (NoIndexError, DamagedIndexError) as error:
        return [type(error)]


def answers(news, mode):
    return [hit.article.id for hit in news.search("the dockers' inquiry in Colvik", mode=mode)]


def faults(folder):
    """Return what a quick `verify` finds wrong with an index, if there is one."""
    try:
        return verify(folder, quick=True).faults
    except NoIndexError:
        return ()


def strays(folder):
    """Return what lies in an index and is of no use to it, vectors of a stopped `add` apart."""
    manifest = read_manifest(folder)
    copy = generation_file(manifest.generation)
    of_use = {*manifest.files, MANIFEST, copy, "lock", JOURNAL}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {path for path in there - of_use if not path.startswith(SET_ASIDE)}


def without_unnamed_parts(folder, tree):
    """Return what a writer looks at: a part that no manifest names is only cleared away."""
    named = set()
    with suppress(NewsIndexError):
        named = {f"{folder.name}/{PARTS}/{part.name}" for part in read_manifest(folder).parts}
    return {
        path: file
        for path, file in tree.items()
        if path.count("/") < 3 or "/".join(path.split("/")[:3]) in named
    }


EACH = 5
"""Of the steps of a change one in so many is looked at, and all around its commits; all with
`--times 2`, as `scripts/torture --tests 2` asks."""


def looked_at(steps, times):
    """Return the numbers of the steps to look at, other ones of each change; they begin with 1."""
    each = 1 if times > 1 else EACH
    commits = [number for number, step in enumerate(steps, 1) if step.name == "replace"]
    return {
        number
        for number in range(1, len(steps) + 1)
        if number % each == len(steps) % each
        or any(commit - 1 <= number <= commit + 2 for commit in commits)
    }


class Trial:
    """A change, what it does to the disk, and a judgment of what it may leave there."""

    def __init__(self, change, disk):
        self.change = change
        self._rooms = (disk / f"{number}" for number in count())
        self._judged = set()
        self._made_again = set()
        (disk / "first").mkdir()
        first = disk / "first" / "news"
        change.prepare(first)
        self.before = read_tree(first.parent)
        self.states = [seen(first)]
        self._damaged = bool(faults(first))
        with self.laid_out(self.before) as news:
            for commit in change.commits:
                commit(news)
                self.states.append(seen(news))
        self.recorder = Recorder(first.parent)
        with watched(first.parent, self.recorder):
            change.make(first)
        self.recorder.finish()
        assert seen(first) == self.states[-1] not in self.states[:-1]
        assert not verify(first).faults

    @contextmanager
    def laid_out(self, tree):
        """Lay out a disk, and return where the index is on it."""
        room = next(self._rooms)
        write_tree(room, tree)
        yield room / "news"
        shutil.rmtree(room)

    def judge(self, tree, what, states=None):
        """Check that the index is in one of these states, and that the change can be made again."""
        states = states or self.states
        if (same_as(tree), len(states)) in self._judged:
            return
        self._judged.add((same_as(tree), len(states)))
        with self.laid_out(tree) as news:
            found = seen(news)
            assert found in states, f"{what}: neither before nor after"
            mended = not self._damaged or found != self.states[0]
            assert not (mended and faults(news)), f"{what}: damaged"
            same = same_as(without_unnamed_parts(news, tree))
            if same not in self._made_again:
                self._made_again.add(same)
                self._make_again(news, what)

    def _make_again(self, news, what):
        try:
            self.change.make(news)
        except NewsIndexError as error:
            pytest.fail(f"{what}: can't be made again: {error}")
        assert seen(news) == self.states[-1], f"{what}: made again, it is not the same"
        assert not verify(news).faults, f"{what}: made again, it is damaged"
        assert not strays(news), f"{what}: something was left behind"

    def judge_all(self, times=EACH):
        """Judge all that a stop at any step that is looked at may leave."""
        chosen = looked_at(self.recorder.steps, times)
        for aftermath in self.recorder.found:
            if aftermath.number not in chosen:
                continue
            # What was acknowledged stays, whatever was not synced.
            states = self.states if aftermath.step else self.states[-1:]
            self.judge(aftermath.tree, aftermath, states)


@pytest.mark.slow
@each_change
def test_a_stop_at_any_step_leaves_the_index_as_before_or_after(change, disk, times):
    Trial(change, disk).judge_all(times)


def attempt(make, *arguments):
    """Try to change an index, and return in what line a failure is told."""
    try:
        make(*arguments)
    except (KeyboardInterrupt, Killed):
        return "stopped"
    except NewsIndexError as error:
        return str(error)
    return ""


REASONS = "Input/output error|No space left on device|database or disk is full|unable to open"
TOLD = rf"|stopped|\S* can't be written to \(({REASONS}).*\).*"


def fail_each_step(change, disk, error, times, **how):
    """Let each step of a change fail that is looked at, and judge what that leaves."""
    trial = Trial(change, disk)
    steps = [step for step in trial.recorder.steps if step.name in how.get("kinds", [step.name])]
    chosen = looked_at(steps, times)
    for number in count(1):
        if number <= len(steps) and number not in chosen:
            continue
        refusal = Refusal(number, error, **how)
        with trial.laid_out(trial.before) as news:
            with watched(news.parent, refusal):
                told = attempt(change.make, news)
            if not refusal.refused:
                break
            what = f"{refusal.refused}, step {number}, failed ({told})"
            assert re.fullmatch(TOLD, told), what
            trial.judge(read_tree(news.parent), what, None if told else trial.states[-1:])
    assert number > 0.9 * len(steps)  # Whoosh writes a little more or less each time


@pytest.mark.slow
@each_change
@pytest.mark.usefixtures("left_open")
def test_an_error_at_any_step_leaves_the_index_as_before_or_after(change, disk, times):
    fail_each_step(change, disk, disk_error, times)


each_main_change = pytest.mark.parametrize("name", MAIN_CHANGES)


@pytest.mark.slow
@each_main_change
@pytest.mark.usefixtures("left_open")
def test_a_disk_that_is_full_from_any_step_leaves_the_index_as_before_or_after(name, disk, times):
    fail_each_step(CHANGES[name], disk, disk_full, times, lasting=True, kinds=NEEDS_ROOM)


@pytest.mark.slow
@each_main_change
@pytest.mark.usefixtures("left_open")
def test_ctrl_c_at_any_step_leaves_the_index_as_before_or_after(name, disk, times):
    fail_each_step(CHANGES[name], disk, KeyboardInterrupt, times)


def judge_on(trial, news, refusal, second):
    """Let a step fail, go on, and judge what a power cut may leave from then on."""
    recorder = Recorder(news.parent)

    def before(step):
        refusal(step)
        recorder(step)

    with watched(news.parent, before):
        attempt(trial.change.make, news)
        refused = len(recorder.steps)
        refusal.end()
        second(news)
    recorder.finish()
    assert refusal.refused
    for aftermath in recorder.found:
        if aftermath.number > refused:
            trial.judge(aftermath.tree, f"{refusal.refused} failed; then {aftermath}")


def sync_of_commit(trial):
    """Return the number of the step that syncs what was published by the step before it."""
    steps = trial.recorder.steps
    (published,) = [number for number, step in enumerate(steps, 1) if step.name == "replace"]
    assert steps[published].name == "fsync"
    return published + 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["add", "removal that merges", "compaction"])
@pytest.mark.usefixtures("left_open")
def test_a_commit_that_could_not_be_synced_is_not_built_upon(name, disk):
    trial = Trial(CHANGES[name], disk)
    number = sync_of_commit(trial)
    with trial.laid_out(trial.before) as news:
        judge_on(trial, news, Refusal(number, disk_error), nothing)
    with trial.laid_out(trial.before) as news:
        judge_on(trial, news, Refusal(number, disk_error), add())
    with trial.laid_out(trial.before) as news:
        judge_on(trial, news, Refusal(number, Killed, lasting=True), add())


@pytest.mark.slow
@pytest.mark.usefixtures("left_open")
def test_an_index_that_stays_open_goes_on_after_an_error(disk):
    trial = Trial(CHANGES["add"], disk)
    before, after = (state[1] for state in trial.states)
    told = []
    for number in count(1):
        refusal = Refusal(number, disk_error)
        with trial.laid_out(trial.before) as folder, NewsIndex.open(folder) as news:
            with watched(folder.parent, refusal):
                told.append(attempt(news.add, [STRIKE_1, STRIKE_2]))
            if not refusal.refused:
                break
            assert answers(news, "keyword") in ([before, after] if told[-1] else [after])
            news.add([STRIKE_1, STRIKE_2])
            assert answers(news, "keyword") == after
    assert sum(map(bool, told)) > 50


@pytest.mark.slow
def test_what_repair_sets_aside_is_not_lost(disk):
    trial = Trial(CHANGES["repair of a store"], disk)
    judged = set()
    for aftermath in trial.recorder.found:
        if same_as(aftermath.tree) in judged:
            continue
        judged.add(same_as(aftermath.tree))
        with trial.laid_out(aftermath.tree) as news:
            repair(news)
            (kept,) = news.glob(f"{SET_ASIDE}/*/articles.sqlite")
            assert b"had now been tested" in kept.read_bytes(), str(aftermath)


def test_the_disk_sees_what_is_done_to_it(disk):
    trial = Trial(CHANGES["replacement"], disk)
    news = disk / "first" / "news"
    steps = trial.recorder.steps
    paths = {step.name: [each.path for each in steps if each.name == step.name] for step in steps}
    files = read_manifest(news).files
    new = {news / path for path in files if f"news/{path}" not in trial.before}

    assert paths["replace"] == [news / MANIFEST]
    assert len(new) > 5  # store, vectors, files of the keyword leg, a list of the removed
    assert {*new, *(path.parent for path in new), news}.issubset(paths["fsync"])
    assert new.issubset(paths["open"])
    assert [path.name for path in paths["commit"]] == ["articles.sqlite"]
    assert {"vectors.faiss", "terms", "postings", "lengths.npy", JOURNAL} < {
        path.name for path in paths["write"]
    }
    assert {"removed", "keyword"} < {path.name for path in paths["mkdir"]}
    assert {news / JOURNAL, news / generation_file(1)} <= {*paths["unlink"]}


def not_syncing(folder, paths):
    """Describe files without syncing them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.engines.local.commit.manifest, "sync_file", nothing)
        return DESCRIBE(folder, paths)


def in_place(folder, manifest):
    """Publish a manifest by writing over the one before."""
    publish(folder, manifest)
    content = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).write_bytes(content)


DESCRIBE = index.engines.local.commit.manifest.describe_files

MISTAKES = {
    "files are not synced": ("writing.parts.describe_files", not_syncing),
    "folders are not synced": ("commit.manifest.sync_folder", nothing),
    "the manifest is not synced": ("commit.manifest.write_synced", Path.write_text),
    "the manifest is written in place": ("writing.staging.publish", in_place),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_would_be_found(mistake, disk, monkeypatch):
    where, wrong = mistake
    monkeypatch.setattr(f"index.engines.local.{where}", wrong)

    with pytest.raises(AssertionError, match=r"^stopped .*: neither before nor after"):
        Trial(CHANGES["add"], disk).judge_all()
