"""Systems that lack what Linux has: an index does there what it does here."""

import errno
import os
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ARTICLES

from corpus import Article
from index import IndexLockedError, NewsIndex, repair, verify
from index.engines.local.commit import disk, file_locks

pytestmark = pytest.mark.slow

WINDOWS = SimpleNamespace(platform="win32")


def no_affinity(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "process_cpu_count", os.cpu_count, raising=False)


def no_count_of_cores(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.delattr(os, "process_cpu_count", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)


def no_pwrite(monkeypatch):
    monkeypatch.delattr(os, "pwrite")
    monkeypatch.delattr(os, "pread")


def no_way_to_open_a_folder(monkeypatch):
    opened = os.open

    def refuse_folders(path, *arguments, **options):
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.delattr(os, "O_DIRECTORY")
    monkeypatch.setattr(os, "open", refuse_folders)


def locks_by_a_library(monkeypatch):
    monkeypatch.setattr(file_locks, "_lock", file_locks.lock_by_library)


def no_rights_to_set(monkeypatch):
    monkeypatch.setattr(Path, "chmod", lambda *_: None)


def no_second_names(monkeypatch):
    def refuse(*_):
        raise NotImplementedError

    monkeypatch.setattr(Path, "hardlink_to", refuse)


def files_that_stay_while_they_are_open(monkeypatch):
    """Refuse to remove or replace what this process has open or mapped, as Windows does."""
    unlinked, replaced = os.unlink, os.replace

    def check(path, dir_fd=None):
        folder = "." if dir_fd is None else Path(f"/proc/self/fd/{dir_fd}").readlink()
        name = str(Path(folder, path).resolve())
        held = {os.path.realpath(link) for link in Path("/proc/self/fd").glob("*")}
        mapped = Path("/proc/self/maps").read_text(encoding="utf-8")
        if name in held or name in mapped:
            raise PermissionError(errno.EACCES, "it is open", name)

    def unlink(path, *arguments, **options):
        check(path, options.get("dir_fd"))
        return unlinked(path, *arguments, **options)

    def replace(source, target, **options):
        check(target)
        return replaced(source, target, **options)

    monkeypatch.setattr(os, "unlink", unlink)
    monkeypatch.setattr(os, "remove", unlink)
    monkeypatch.setattr(os, "replace", replace)


LACKS = [
    no_affinity,
    no_count_of_cores,
    no_pwrite,
    no_way_to_open_a_folder,
    locks_by_a_library,
    no_rights_to_set,
    no_second_names,
    files_that_stay_while_they_are_open,
]


@pytest.mark.parametrize("lack", LACKS)
def test_news_is_kept_and_found_where_a_function_is_missing(lack, tmp_path, monkeypatch):
    lack(monkeypatch)
    folder = tmp_path / "news"

    with NewsIndex.create(folder, wait=1) as news:
        assert news.add(ARTICLES).added == len(ARTICLES)
        with NewsIndex.open(folder) as reader:
            news.add([Article(id="dam-1", title="Dam rebuilt", text="The Torvik dam was rebuilt.")])
            news.remove(["dam-2"])
            news.compact()
            assert reader.article("dam-2").title.startswith("Minister")
            assert reader.search("spillway gates")[0].article.id == "dam-1"
            assert reader.refresh()
        assert news.search("rebuilt dam")[0].article.title == "Dam rebuilt"
        assert not news.holds("dam-2")
        exported = list(news.articles())

    assert len(exported) == len(ARTICLES) - 1
    report = verify(folder)
    assert report.faults == ()
    for vectors in folder.glob("parts/*/vectors.faiss"):
        vectors.write_bytes(b"nothing")
    assert verify(folder).faults
    assert repair(folder).lost == ()
    with NewsIndex.open(folder) as news:
        assert list(news.articles()) == exported
        assert news.search("rebuilt dam", mode="dense")[0].article.title == "Dam rebuilt"


def test_what_could_not_be_removed_goes_when_it_is_let_go(tmp_path, monkeypatch):
    files_that_stay_while_they_are_open(monkeypatch)
    folder = tmp_path / "news"
    with NewsIndex.create(folder) as news:
        news.add(ARTICLES[:3])
        (first,) = (folder / "parts").iterdir()
        with NewsIndex.open(folder) as reader:
            assert reader.search("dam inquiry")
            news.remove(["dam-1"])
            news.compact()
            assert first.exists()
        news.add([Article(id="late", text="Late news.")])
        assert not first.exists()


def test_a_manifest_that_a_reader_has_open_is_replaced_when_it_is_let_go(tmp_path, monkeypatch):
    refusals = iter([True] * 3)
    replaced = Path.replace

    def refuse_at_first(self, target):
        if next(refusals, False):
            raise PermissionError(errno.EACCES, "it is open", str(target))
        return replaced(self, target)

    monkeypatch.setattr(disk, "sys", WINDOWS)
    monkeypatch.setattr(disk, "_PAUSES", [0.0] * 8)
    monkeypatch.setattr(Path, "replace", refuse_at_first)

    with NewsIndex.create(tmp_path / "news") as news:
        news.add(ARTICLES[:2])

    assert next(refusals, None) is None
    assert verify(tmp_path / "news").faults == ()


def test_locks_of_the_library_are_shared_by_readers_and_end_with_them(tmp_path, monkeypatch):
    locks_by_a_library(monkeypatch)
    path = tmp_path / "file"
    path.write_bytes(b"held")
    with path.open("rb") as one, path.open("rb") as two, path.open("rb") as writer:
        file_locks.lock_shared(one.fileno())
        file_locks.lock_shared(two.fileno())
        assert not file_locks.lock_alone(writer.fileno())
        one.close()
        assert not file_locks.lock_alone(writer.fileno())
        two.close()
        assert file_locks.lock_alone(writer.fileno())


def test_who_waits_for_a_writer_reads_who_it_is_behind_the_byte_that_is_locked(tmp_path):
    folder = tmp_path / "news"
    with NewsIndex.create(folder) as news:

        def slowly():
            told = pytest.raises(IndexLockedError, match=rf"process {os.getpid()} \(")
            with NewsIndex.open(folder, wait=0) as second, told:
                second.remove(["nothing"])
            yield ARTICLES[0]

        news.add(slowly())
    assert not (folder / "lock").exists() or (folder / "lock").stat().st_size == 0


def test_threads_that_share_an_index_open_its_files_once(tmp_path, monkeypatch):
    folder = tmp_path / "news"
    with NewsIndex.create(folder) as news:
        news.add(ARTICLES)
    opened = []
    connect = NewsIndex.open(folder)
    from index.engines.local.store import part

    original = part.PartStore.__init__
    monkeypatch.setattr(
        part.PartStore,
        "__init__",
        lambda self, *given: (opened.append(given[0]), original(self, *given))[1],
    )
    barrier = threading.Barrier(8)

    def ask():
        barrier.wait()
        assert connect.search("dam", mode="keyword")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connect.close()

    assert len(opened) == len(list((folder / "parts").iterdir()))
    shutil.rmtree(folder)
