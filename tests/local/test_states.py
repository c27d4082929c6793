"""Any sequence of changes gives what a dictionary gives, and whoever looks on sees it whole."""

import shutil
import tempfile
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from corpus import Article
from index import AddInterruptedError, NewsIndex, RemoveReport, verify

SENTENCES = (
    "The dam above Torvik broke at night.",
    "Dockers at Colvik stopped work at dawn.",
    "A walrus was seen in the harbour of Lunde.",
    "The council voted to build a tramway to the northern quarter.",
    "Nobody was hurt, said the engineer, who had tested the gates in 2011.",
    "Lanterns were lit on the quay — a record, the mayor said 😀.",
)
IDS = tuple("abcdefg")
VERSIONS = range(4)
QUESTION = "what broke at the harbour"


def word_of(id_, version):
    """Return the word that is in this version of an article and nowhere else."""
    return f"word{id_}{version}x"


def version_of_article(id_, version):
    """Return one of the texts that an article may have; the last one has several passages."""
    text = " ".join((SENTENCES * 20)[version : 2 * version + 1 if version < 3 else 90])
    return Article(id=id_, title=f"Version {version}", text=f"{word_of(id_, version)}. {text}")


VERSION = st.builds(version_of_article, st.sampled_from(IDS), st.sampled_from(VERSIONS))
BATCH = st.lists(VERSION, min_size=1, max_size=3)


def contents(index):
    return {article.id: article for article in index.articles()}


def answers(index):
    hits = index.search(QUESTION, limit=100, per_article=0, copies="all")
    return [(hit.article, hit.passage, hit.ranking_score) for hit in hits]


class WireWentDeadError(Exception):
    pass


def broken_off(articles, after):
    yield from islice(articles, after)
    raise WireWentDeadError


class Newsroom(RuleBasedStateMachine):
    """An index that is written to, another open one that moves on, and readers of old states."""

    def __init__(self, empty_folder):
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.folder = Path(shutil.copytree(empty_folder, self.home / "news"))
        self.index = NewsIndex.open(self.folder)
        self.colleague = NewsIndex.open(self.folder)
        self.news = {}
        self.colleague_knows = {}
        self.readers = []

    def expect_added(self, articles):
        """Take articles into the dictionary; return how many are added, replaced, unchanged."""
        added = replaced = unchanged = 0
        for article in articles:
            if self.news.get(article.id) == article:
                unchanged += 1
            elif article.id in self.news:
                replaced += 1
            else:
                added += 1
            self.news[article.id] = article
        return added, replaced, unchanged

    @rule(articles=BATCH, atomic=st.booleans())
    def add(self, articles, atomic):
        expected = self.expect_added(articles)

        report = self.index.add(articles, atomic=atomic)

        assert (report.added, report.replaced, report.unchanged) == expected

    @rule(articles=BATCH)
    def add_words(self, articles):
        expected = self.expect_added(articles)

        report = self.index.add(articles, embed=False)

        assert (report.added, report.replaced, report.unchanged) == expected

    @rule()
    def embed(self):
        self.index.embed()

        assert self.index.status().embedded == self.index.status().passages

    @rule(articles=BATCH, after=st.integers(0, 3), atomic=st.booleans())
    def add_and_fail(self, articles, after, atomic):
        with pytest.raises(WireWentDeadError if atomic else AddInterruptedError):
            self.index.add(broken_off(articles, after), atomic=atomic)
        self.expect_added([] if atomic else articles[:after])

        assert contents(self.index) == self.news

    @rule(articles=BATCH)
    def colleague_adds(self, articles):
        expected = self.expect_added(articles)

        report = self.colleague.add(articles)

        assert (report.added, report.replaced, report.unchanged) == expected
        self.colleague_knows = dict(self.news)
        self.index.refresh()

    @rule(ids=st.lists(st.sampled_from(IDS), max_size=4))
    def remove(self, ids):
        asked = tuple(dict.fromkeys(ids))
        there = tuple(id_ for id_ in asked if id_ in self.news)

        report = self.index.remove(ids)

        assert report == RemoveReport(there, tuple(id_ for id_ in asked if id_ not in there))
        for id_ in there:
            del self.news[id_]

    @rule()
    def remove_everything(self):
        self.index.remove(list(self.news))
        self.news = {}

    @rule()
    def compact(self):
        self.index.compact()

        status = self.index.status()
        assert (status.parts, status.removed) == (min(1, len(self.news)), 0)

    @rule()
    def reopen(self):
        self.index.close()
        self.index = NewsIndex.open(self.folder)

    @rule()
    def colleague_refreshes(self):
        moved = self.colleague.refresh()

        assert moved or self.colleague_knows == self.news
        self.colleague_knows = dict(self.news)

    @precondition(lambda self: len(self.readers) < 3)
    @rule(look_at_once=st.booleans())
    def open_reader(self, look_at_once):
        """One that asks nothing at first opens its files later, when others may have gone on."""
        reader = NewsIndex.open(self.folder)
        expected = answers(reader if look_at_once else self.index)
        self.readers.append((reader, reader.status(), dict(self.news), expected))

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def close_reader(self, data):
        place = data.draw(st.integers(0, len(self.readers) - 1))
        self.readers.pop(place)[0].close()

    @invariant()
    def the_index_holds_what_the_dictionary_holds(self):
        status = self.index.status()
        assert contents(self.index) == self.news
        assert status.articles == len(self.news)
        assert status.parts <= 2 * len(IDS)
        hits = self.index.search(QUESTION, limit=1000, per_article=0, mode="dense", copies="all")
        assert len(hits) == status.embedded
        found = {hit.article.id: hit.article for hit in hits}
        assert found.items() <= self.news.items()
        assert len(found) == len(self.news) or status.embedded < status.passages

    @invariant()
    def every_word_finds_its_article_alone(self):
        for article in self.news.values():
            hits = self.index.search(article.text.partition(".")[0], mode="keyword")
            assert [hit.article for hit in hits] == [article]
        words = " ".join(word_of(id_, version) for id_ in IDS for version in VERSIONS)
        hits = self.index.search(words, limit=1000, mode="keyword", copies="all")
        assert {hit.article.id: hit.article for hit in hits} == self.news

    @invariant()
    def a_colleague_sees_what_there_was_when_it_refreshed(self):
        assert contents(self.colleague) == self.colleague_knows

    @invariant()
    def readers_see_what_there_was_when_they_opened(self):
        for reader, status, news, expected in self.readers:
            assert reader.status() == status
            assert contents(reader) == news
            assert answers(reader) == expected

    @invariant()
    def no_fault_is_found(self):
        assert verify(self.folder, quick=True).faults == ()

    def teardown(self):
        for reader, *_ in self.readers:
            reader.close()
        self.colleague.close()
        with closing(self.index):
            assert verify(self.folder).faults == ()
        shutil.rmtree(self.home)


@pytest.fixture
def small_scale(monkeypatch, one_encoder):  # noqa: ARG001 - loaded once
    """Commit and merge after a few passages."""
    monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 3)
    monkeypatch.setattr("index.engines.local.writing.embedding.EMBED_PASSAGES", 2)
    monkeypatch.setattr("index.engines.parts.writing.merge_policy.TIER", 3)
    monkeypatch.setattr("index.engines.parts.writing.merge_policy.SMALLEST", 2)


@pytest.mark.slow
@pytest.mark.usefixtures("small_scale")
def test_any_sequence_of_changes_gives_what_a_dictionary_gives(empty_folder, times, monkeypatch):
    monkeypatch.setattr("index.ranking.matching.NEAR", -1.0)  # all that has a vector matches
    run_state_machine_as_test(
        lambda: Newsroom(empty_folder),
        settings=settings(max_examples=6 * times, stateful_step_count=15),
    )
