"""A disk that counts what is done to it, refuses it, and forgets what was not synced.

All that goes on below a folder is seen: files opened for writing, written to and truncated, synced,
renamed, made and removed, and SQLite's commits. What a real disk does is taken to be this: a file
has what it had when it was last synced, a folder the names that it had when it was last synced;
of anything later all, nothing or some may be there after a power cut.
"""

import builtins
import errno
import hashlib
import io
import os
import random
import sqlite3
from collections.abc import Callable, Collection
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

UNTOUCHED = {"lock"}
"""Files whose content is of no account: the lock says who holds it."""

NEEDS_ROOM = {"open", "write", "mkdir", "commit", "fsync"}
"""What fails on a full disk; there files can still be removed and renamed."""


@dataclass(frozen=True)
class Step:
    """Something that is about to be done to a file or folder."""

    name: str
    path: Path

    def __str__(self):
        return f"{self.name} {self.path}"


class File(NamedTuple):
    """What a file holds, and when it was last written to."""

    content: bytes
    modified: int


Tree = dict[str, File | None]
"""All that lies below a folder, by path; None for a folder."""


@contextmanager
def watched(root: Path, before: Callable[[Step], None]):
    """Call a function before each step that changes something below a folder.

    Nothing is really synced meanwhile: that would only take time.
    """
    watch = _Watch(root, before)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("unlink", "remove", "rmdir", "mkdir", "chmod", "truncate"):
            patch.setattr(os, name, watch.changing(name))
        for name in ("rename", "replace", "link", "symlink"):
            patch.setattr(os, name, watch.changing(name, of=1))
        patch.setattr(os, "open", watch.open_descriptor)
        patch.setattr(os, "fsync", watch.sync)
        patch.setattr(io, "open", watch.open_file)
        patch.setattr(builtins, "open", watch.open_file)
        patch.setattr(sqlite3, "connect", watch.connect)
        yield


class _Watch:
    """Stands in for what changes files, and tells of it first."""

    def __init__(self, root, before):
        self._root = root
        self._before = before
        self._open_file, self._open_descriptor = io.open, os.open
        self._sync, self._connect = os.fsync, sqlite3.connect

    def tell(self, name, path, dir_fd=None):
        """Tell of a step, if it is below the folder; return whether it is."""
        if isinstance(path, int):
            found = _opened(path)
        else:
            found = _opened(dir_fd) / path if dir_fd is not None else Path(path).absolute()
        inside = found.is_relative_to(self._root)
        if inside:
            self._before(Step(name, found))
        return inside

    def changing(self, name, of=0):
        """Return what stands in for a function of `os`, of which one argument is the path."""
        real = getattr(os, name)

        def change(*arguments, dir_fd=None, **options):
            self.tell(name, arguments[of], dir_fd)
            if dir_fd is not None:
                options["dir_fd"] = dir_fd
            return real(*arguments, **options)

        return change

    def open_file(self, file, mode="r", *arguments, **options):
        # A file is written to in the pieces that Python's own buffer makes. Being open for reading
        # as well, it is no file to numpy, which would else write past Python.
        if not set(mode) & set("wax+") or not self.tell("open", file):
            return self._open_file(file, mode, *arguments, **options)
        raw = _RawFile(file, mode.strip("bt+") + "+", closefd=options.pop("closefd", True))
        raw.watch = self
        buffer = io.BufferedRandom(raw)
        return buffer if "b" in mode else io.TextIOWrapper(buffer, *arguments[1:], **options)

    def open_descriptor(self, path, flags, mode=0o777, *, dir_fd=None):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            self.tell("open", path, dir_fd)
        return self._open_descriptor(path, flags, mode, dir_fd=dir_fd)

    def sync(self, descriptor):
        if not self.tell("fsync", descriptor):
            self._sync(descriptor)

    def connect(self, path, *arguments, **options):
        if options.get("uri"):  # for reading
            return self._connect(path, *arguments, **options)
        with _told_by_sqlite("unable to open database file"):
            self.tell("open", path)
        connection = self._connect(path, *arguments, factory=_Connection, **options)
        connection.watch, connection.path = self, path
        return connection


class _RawFile(io.FileIO):
    def write(self, data):
        self.watch.tell("write", self.fileno())
        return super().write(data)

    def truncate(self, size=None):
        self.watch.tell("truncate", self.fileno())
        return super().truncate(size)


class _Connection(sqlite3.Connection):
    def execute(self, statement, *values):
        if statement == "COMMIT":
            with _told_by_sqlite("database or disk is full"):
                self.watch.tell("commit", self.path)
        return super().execute(statement, *values)


@contextmanager
def _told_by_sqlite(message):
    try:
        yield
    except OSError as error:
        raise sqlite3.OperationalError(message) from error


def _opened(descriptor):
    return Path(f"/proc/self/fd/{descriptor}").readlink()


class Killed(BaseException):
    """Ends a process at once; nothing that it does after that has an effect on the disk."""


class Refusal:
    """Makes one step fail, or it and all later ones, and then says which it was."""

    def __init__(
        self,
        number: int,
        error: Callable[[], BaseException],
        *,
        lasting: bool = False,
        kinds: Collection[str] = (),
    ) -> None:
        """Take the number of the step, and how it fails.

        Args:
            number: from 1.
            error: makes what is raised.
            lasting: whether later steps fail too, till the end.
            kinds: names of the steps that are counted and can fail; none for all.
        """
        self._left = number
        self._error = error
        self._lasting = lasting
        self._kinds = kinds
        self.refused: Step | None = None

    def __call__(self, step: Step) -> None:
        if self._kinds and step.name not in self._kinds:
            return
        self._left -= 1
        if self._left == 0 or (self._lasting and self._left < 0):
            self.refused = self.refused or step
            raise self._error()

    def end(self) -> None:
        """Let all steps succeed from now on."""
        self._lasting = False


def disk_full():
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def disk_error():
    return OSError(errno.EIO, os.strerror(errno.EIO))


@dataclass(frozen=True)
class Aftermath:
    """What may lie on the disk after a stop."""

    number: int
    """Of the step that was not done any more."""
    step: Step | None
    """None after the last one."""
    what: str
    """What became of all that was not synced."""
    tree: Tree

    def __str__(self):
        when = f"before step {self.number}, {self.step}" if self.step else "after the last step"
        return f"stopped {when}; {self.what}"


class Recorder:
    """Writes down, at each step, what a stop just there may leave on the disk.

    Everything that lies below the folder at first counts as synced.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[int, int] = {}
        """Open files and folders by inode: while they are, no new one gets their number."""
        self._names: dict[int, dict[str, int]] = {}
        """By folder's inode: what was in it when it was last synced."""
        self._contents: dict[int, File] = {}
        """By file's inode: what it held when it was last synced."""
        self._live_names: dict[int, dict[str, int]] = {}
        self._live_contents: dict[int, File] = {}
        self._before: Tree = {}
        self.steps: list[Step] = []
        self.found: list[Aftermath] = []
        self._look()
        self._names = dict(self._live_names)
        self._contents = dict(self._live_contents)
        self._before = self._tree(self._live_names, self._live_contents)

    def __call__(self, step: Step) -> None:
        self._note(step)
        if step.name == "fsync" and step.path.exists():
            inode = step.path.stat().st_ino
            if step.path.is_dir():
                self._names[inode] = self._live_names[inode]
            else:
                self._contents[inode] = self._live_contents[inode]

    def finish(self) -> None:
        """Write down what a stop after the last step may leave."""
        self._note(None)
        for descriptor in self._held.values():
            os.close(descriptor)

    def _note(self, step: Step | None) -> None:
        self._look()
        number = len(self.steps) + 1
        last = self.steps[-1] if self.steps else None
        if step:
            self.steps.append(step)
        live = self._tree(self._live_names, self._live_contents)
        if last and last.name in {"write", "commit"}:
            path = last.path.relative_to(self._root).as_posix()
            if half := _half_done(self._before.get(path), live.get(path)):
                torn = "all that was written is there, but half of the next step"
                tree = {**self._before, path: half}
                self.found.append(Aftermath(number - 1, last, torn, tree))
        self._before = live
        kept, lost = self._live_contents, self._contents
        for what, tree in (
            ("all that was written is there", live),
            ("what was not synced is lost", self._tree(self._names, lost)),
            ("files that were not synced are empty", self._tree(self._live_names, lost)),
            ("names that were not synced are lost", self._tree(self._names, {**lost, **kept})),
            ("some of what was not synced is lost", self._some(number)),
            ("some other of what was not synced is lost", self._some(-number)),
        ):
            self.found.append(Aftermath(number, step, what, tree))

    def _look(self) -> None:
        """Look at all that lies there now."""
        self._live_names, self._live_contents = {}, {}
        folders = [self._root]
        while folders:
            folder = folders.pop()
            entries = {}
            for path in sorted(folder.iterdir()):
                inode = path.stat().st_ino
                entries[path.name] = inode
                if inode not in self._held:
                    self._held[inode] = os.open(path, os.O_RDONLY)
                if path.is_dir():
                    folders.append(path)
                else:
                    content = b"" if path.name in UNTOUCHED else path.read_bytes()
                    self._live_contents[inode] = File(content, path.stat().st_mtime_ns)
            self._live_names[folder.stat().st_ino] = entries

    def _tree(self, names: dict[int, dict[str, int]], contents: dict[int, File]) -> Tree:
        """Put a tree together: a folder never synced is empty, and so is such a file."""
        tree: Tree = {}
        folders = [("", self._root.stat().st_ino)]
        while folders:
            above, inode = folders.pop()
            for name, each in names.get(inode, {}).items():
                path = f"{above}{name}"
                if each in self._live_contents or each in self._contents:
                    tree[path] = contents.get(each, File(b"", 0))
                elif os.path.isdir(f"/proc/self/fd/{self._held[each]}"):  # noqa: PTH112
                    tree[path] = None
                    folders.append((f"{path}/", each))
                else:  # removed since, and never synced
                    tree[path] = File(b"", 0)
        return tree

    def _some(self, seed: int) -> Tree:
        """Let each file and each folder be as it is, or as it was synced, or but noughts."""
        chance = random.Random(seed)  # noqa: S311 - the same each time
        names, contents = {}, {}
        for inode in [self._root.stat().st_ino, *self._held]:
            names[inode] = chance.choice([self._live_names, self._names]).get(inode, {})
            synced = self._contents.get(inode)
            if live := self._live_contents.get(inode, synced):
                contents[inode] = chance.choice([live, synced or _noughts(live)])
        return self._tree(names, contents)


def _noughts(file):
    return File(bytes(len(file.content)), file.modified)


def _half_done(before, after):
    """Return what a file holds if it was written to, but not to the end; None if it wasn't."""
    if after is None:
        return None
    old, new = before.content if before else b"", after.content
    start = len(old) if new.startswith(old) else 0
    half = new[: (start + len(new)) // 2]
    return None if half in {old, new} else File(half, after.modified)


def read_tree(root: Path) -> Tree:
    """Read all that lies below a folder."""
    tree: Tree = {}
    for path in sorted(root.rglob("*")):
        content = None
        if not path.is_dir():
            what = b"" if path.name in UNTOUCHED else path.read_bytes()
            content = File(what, path.stat().st_mtime_ns)
        tree[path.relative_to(root).as_posix()] = content
    return tree


def write_tree(root: Path, tree: Tree) -> None:
    """Lay out a tree in a new folder."""
    root.mkdir()
    for path, file in sorted(tree.items()):
        if file is None:
            (root / path).mkdir(mode=0o700)
        else:
            (root / path).write_bytes(file.content)
            os.utime(root / path, ns=(file.modified, file.modified))


def same_as(tree: Tree) -> bytes:
    """Return what is the same for trees with the same files, whenever they were written."""
    digest = hashlib.sha256()
    for path, file in sorted(tree.items()):
        digest.update(f"{path}\0{file and hashlib.sha256(file.content).hexdigest()}\0".encode())
    return digest.digest()
