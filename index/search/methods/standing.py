"""Standing questions: kept in an index, and asked of what comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Unpack

from index.search.asked.conditions import request_of
from index.search.asked.problems import told_or_raised
from index.search.asked.unknown_names import names_checked
from index.search.asked.written_conditions import written
from index.search.methods.news import REMEMBERED, news_of
from index.search.methods.questions import Questions
from index.vocabulary.arguments import check_callable, check_whole_number, names_given, text_given
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.query import Names
    from index.search.asked.conditions import Conditions
    from index.vocabulary.results import News

TOLD = 10
"""Hits of a standing question that are told at once, unless asked for more."""


class StandingQuestions(Questions):
    """Keeps questions, and tells what came in for them."""

    def watches(self) -> list[Watch]:
        """Return the standing questions, in the order of adding."""
        with self._index.use() as snapshot:
            return list(snapshot.watches)

    @names_checked()
    def watch_add(self, name: str, question: str, **conditions: Unpack[Conditions]) -> Watch:
        """Keep a question to be asked of what comes in from now on, in one commit.

        Args:
            name: by which it is known; no other has it.
            question: as `search` takes it. Where words bind (`+port +strike`), only what has them
                is news; else what has a word of it, or is near to it in meaning.
            conditions: as `search`, but `today`: times are counted from the day of each run.

        Raises:
            QuestionError: the name is taken or empty, or as `search`.
            IndexLockedError, IndexWriteError, DamagedIndexError: as `add`.
        """
        name = " ".join(text_given("name", name).split())
        if not name:
            raise QuestionError("name: it is empty")
        if conditions.get("today") is not None:
            raise QuestionError("today: a standing question is asked on the day of each run")
        with self._index.use() as snapshot:
            request = request_of(snapshot, question, **conditions)
            watch = Watch(name, request.question, written(conditions), snapshot.mark)

        def added(there: tuple[Watch, ...]) -> Sequence[Watch]:
            if any(each.name == name for each in there):
                raise QuestionError(f"name: there is a standing question {name!r} already")
            return (*there, watch)

        self._index.change_watches(added)
        return watch

    def watch_remove(self, names: Names) -> list[Watch]:
        """Forget standing questions by name, in one commit, and return them.

        Raises:
            QuestionError: there is none of a name.
            IndexLockedError, IndexWriteError, DamagedIndexError: as `add`.
        """
        asked = names_given("names", names)
        gone: list[Watch] = []

        def left(there: tuple[Watch, ...]) -> Sequence[Watch]:
            gone.extend(_named(asked, there))
            return [each for each in there if each not in gone]

        self._index.change_watches(left)
        return gone

    def run_watches(
        self,
        names: Names = None,
        *,
        limit: int = TOLD,
        dry_run: bool = False,
        on_news: Callable[[list[News]], object] | None = None,
        on_problem: Callable[[str], object] | None = None,
    ) -> list[News]:
        """Tell what came in for standing questions since they were run last, in one commit.

        Each story is told once: a copy of one that matched before is no news, nor is a new version
        of one of the last 1,000 articles that were told.

        Args:
            names: of standing questions; None runs all.
            limit: most hits of each; `hits.total` says how many there are. All count as told.
            dry_run: leave it so that the next run tells the same.
            on_news: called with what is returned, before the commit: where it fails, the next
                run tells the same.
            on_problem: called with a line for each question whose conditions mean nothing by now,
                as where a time counted from today is past another; the others are run.

        Raises:
            QuestionError: there is none of a name, `limit` is below 1, or for the first such
                question, if `on_problem` is None.
            IndexLockedError, IndexWriteError, DamagedIndexError: as `add`.
        """
        check_whole_number("limit", limit)
        if limit < 1:
            raise QuestionError(f"a limit of {limit} asks for nothing; it must be 1 or more")
        check_callable("on_news", on_news)
        check_callable("on_problem", on_problem)
        with self._turns, self._index.use() as snapshot:
            there = snapshot.watches
            asked = there if names is None else _named(names_given("names", names), there)
            searcher = self._searcher(snapshot)
            run, now = [], datetime.now(UTC)
            for watch in asked:
                try:
                    run.append(news_of(watch, snapshot, searcher, now, limit=limit))
                except QuestionError as error:
                    told_or_raised(f"{watch.name}: {error}", on_problem)
        found = [news for news, _ in run]
        if on_news:
            on_news(found)
        if not dry_run and any(after != news.watch for news, after in run):
            after = {news.watch.name: (news, each) for news, each in run}
            self._index.change_watches(lambda now: [_told(each, after) for each in now])
        return found


def _named(names: Sequence[str], there: Sequence[Watch]) -> list[Watch]:
    """Return standing questions by name.

    Raises:
        QuestionError: there is none of a name, and which there are.
    """
    by_name = {each.name: each for each in there}
    for name in names:
        if name not in by_name:
            known = ", ".join(by_name) or "none; newsdex watch add makes one"
            raise QuestionError(f"no standing question {name!r}; there are: {known}")
    return [by_name[name] for name in names]


def _told(watch: Watch, after: Mapping[str, tuple[News, Watch]]) -> Watch:
    """Return a standing question after a run, and whatever others ran meanwhile."""
    if watch.name not in after:
        return watch
    news, run = after[watch.name]
    if (run.question, run.conditions) != (watch.question, watch.conditions):
        return watch
    told = tuple(dict.fromkeys((*watch.told, *run.told)))[-REMEMBERED:]
    return replace(
        watch,
        mark=max(watch.mark, run.mark),
        told=told,
        last_run=run.last_run,
        stories=watch.stories + news.hits.total,
    )
