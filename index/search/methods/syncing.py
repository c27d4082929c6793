"""An index brought in step with files and folders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from corpus import Problem, UnreadableError, read_articles
from corpus.files.finding import NewsFile, find_files
from corpus.vocabulary.origin import absolute_path
from index.intake import SyncPlan, plan_sync
from index.vocabulary.results import SyncReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from corpus import Article, ArticleReader, FileState, Withdrawal
    from index.interfaces import Snapshot
    from index.vocabulary.results import AddReport

    Incoming = Iterator[Article | Withdrawal | FileState]


@dataclass(frozen=True, slots=True)
class Sync:
    """How an index is brought in step.

    Attributes:
        paths: files and folders.
        add: takes articles and states of files, and says what it did.
        reading: what `read_articles` is given besides the paths.
        checksum: whether files are compared by their bytes.
        prune: whether what lay in folders that are missing goes.
        on_read: called with the reader, for each thing that it has read.
        passed_over: counts files that are not documents, by kind.
    """

    paths: Sequence[str]
    add: Callable[[Incoming], AddReport]
    reading: Mapping[str, Any] = field(default_factory=dict)
    checksum: bool = False
    prune: bool = False
    on_read: Callable[[ArticleReader], None] | None = None
    passed_over: Counter[str] = field(default_factory=Counter)

    def run(self, snapshot: Snapshot) -> SyncReport:
        """Bring the index in step, and say what that took.

        Args:
            snapshot: of the index, as it is before.
        """
        plan = self._plan(snapshot)
        done = self.add(self._incoming(plan.read, plan.gone))
        if done.again:
            # Of what was removed, other files hold another version, which was older then.
            known = (snapshot.store.files(path) for path in sorted(done.again))
            states = [state for found in known for state in found.values()]
            files = [NewsFile(state.path, state.size, state.modified) for state in states]
            done += self.add(self._incoming(files, ()))
        return SyncReport(
            added=done.added,
            replaced=done.replaced,
            removed=done.removed,
            moved=done.moved,
            unchanged=done.unchanged + sum(state.articles for state in plan.unchanged),
            withdrawn=done.withdrawn,
            embedded=done.embedded,
            files_read=len(plan.read),
            missing=plan.missing,
            passed_over=dict(self.passed_over),
        )

    def _plan(self, snapshot: Snapshot) -> SyncPlan:
        known: dict[str, FileState] = {}
        strangers: set[str] = set()
        for path in self.paths:
            under = snapshot.store.files(absolute_path(path))
            known.update(under)
            strangers.update(() if under else (path,))
        unlisted: set[str] = set()

        def not_listed(path: str, error: OSError) -> None:
            # Of a missing path that was read before, the plan says what that means.
            named = path in self.paths and path not in strangers
            if named and isinstance(error, FileNotFoundError):
                return
            unlisted.add(absolute_path(path))
            self._tell(Problem(path, (error.strerror or str(error)).lower(), "check the path"))

        present = list(find_files(self.paths, not_listed))
        return plan_sync(present, known, unlisted, checksum=self.checksum, prune=self.prune)

    def _tell(self, problem: Problem) -> None:
        on_problem = self.reading.get("on_problem")
        if on_problem is None:
            raise UnreadableError(problem)
        on_problem(problem)

    def _incoming(self, read: Iterable[NewsFile], gone: Iterable[FileState]) -> Incoming:
        reader = read_articles(read, **self.reading)
        for item in reader.with_files():
            yield item
            if self.on_read:
                self.on_read(reader)
        self.passed_over.update(reader.passed_over)
        for state in gone:
            yield replace(state, reading="gone", articles=0)
