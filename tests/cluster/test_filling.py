"""An index filled by the machines of a cluster holds what one machine would have put there.

Here the machines are this process: what is handed out is pickled, as if it went to another one.
"""

import json
import os
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from conftest import ARTICLES, SEEDS

from corpus import Article, UnreadableError, Withdrawal, read_articles
from index import AddInterruptedError, IndexLockedError, NewsIndex, NewsIndexError
from index.engines.cluster.filling.batches import Bounds

pytestmark = pytest.mark.usefixtures("prepared_encoder")


class OwnMachine:
    """A cluster of one machine, which does at once what it is handed."""

    cores, machines = 1, 1

    def __init__(self):
        self.done = []

    def put(self, value):
        return pickle.dumps(value)

    def begin(self, function, *args, **_):
        self.done.append(function.__name__)
        taken = [self.result(arg) if isinstance(arg, bytes) else arg for arg in args]
        return self.put(function(*self.result(self.put(taken))))

    def result(self, promise):
        return pickle.loads(promise)  # noqa: S301 - its own

    def run(self, function, *args):
        return self.result(self.begin(function, *args))

    def stream(self, function, *args):
        self.done.append(function.__name__)
        return map(self.put, function(*self.result(self.put(args))))


@pytest.fixture
def cluster(monkeypatch):
    """Return a cluster that stands for any that is named; its batches are small."""
    own = OwnMachine()
    monkeypatch.setattr("index.search.opening.RayCluster", lambda *_, **__: own)
    monkeypatch.setattr("index.engines.cluster.filling.filling.BOUNDS", Bounds(4, 10_000))
    monkeypatch.setattr("index.engines.cluster.filling.filling.COMMIT_PASSAGES", 12)
    monkeypatch.setattr("index.engines.cluster.filling.reading_ahead.PIECE", 500)
    return own


@pytest.fixture
def two(cluster, tmp_path):  # noqa: ARG001 - it is named below
    """Return an empty index that a cluster fills, and one that is filled here."""
    with (
        NewsIndex.create(f"lance://{tmp_path}/filled", ray="auto") as filled,
        NewsIndex.create(f"lance://{tmp_path}/plain") as plain,
    ):
        yield filled, plain


def told(index):
    """Return all that an index says of its articles."""
    status = index.status()
    return (
        list(index.articles()),
        [article.origins for article in index.articles()],
        [[copy.id for copy in group.copies] for group in index.copies()],
        (status.articles, status.passages, status.embedded),
        [(hit.article.id, hit.score) for hit in index.search("dam inquiry ferry", limit=20)],
        list(index.withdrawn()),
    )


@pytest.mark.slow
def test_files_give_the_same_index(two):
    filled, plain = two

    ours, theirs = (index.add(read_articles(SEEDS)) for index in two)

    assert ours == theirs
    assert told(filled) == told(plain)


@pytest.mark.slow
def test_what_is_there_is_neither_drafted_nor_embedded_again(two, cluster):
    filled, _ = two
    filled.add(read_articles(SEEDS))
    cluster.done.clear()

    again = filled.add(read_articles(SEEDS))

    assert (again.added, again.unchanged, again.embedded) == (0, len(filled), 0)
    assert set(cluster.done) == {"read_piece"}


def test_articles_of_a_script_give_the_same_index(two):
    filled, plain = two
    assert filled.add(ARTICLES) == plain.add(ARTICLES)
    assert told(filled) == told(plain)


def later(article, text, **fields):
    return Article(id=article.id, text=text, title=article.title, source=article.source, **fields)


FIRST = ARTICLES[0]
COMING = {
    "two versions": [FIRST, later(FIRST, "The inquiry was put off."), *ARTICLES[1:3]],
    "there and back": [later(FIRST, "The inquiry was put off."), FIRST],
    "withdrawn": [FIRST, ARTICLES[1], Withdrawal(id=FIRST.id, status="killed"), ARTICLES[2]],
    "withdrawn before": [Withdrawal(id=FIRST.id, status="killed", issued=datetime.now(UTC)), FIRST],
    "twice": [*ARTICLES[:3], *ARTICLES[:3]],
    "copies": [FIRST, Article(id="copy", title="Inquiry opens", text=FIRST.text), ARTICLES[12]],
    "bare numbers": [
        Article(id=f"{n}", source=source, text=f"In {source} ferry {n} left the quay.")
        for source in ("Wire", "Post", "Gazette")
        for n in range(5)
    ],
}


@pytest.mark.parametrize("coming", COMING.values(), ids=COMING)
def test_whatever_comes_gives_the_same_index(two, coming):
    filled, plain = two
    for index in two:
        index.add([FIRST])

    ours, theirs = (index.add(coming) for index in two)

    assert told(filled)[:4] == told(plain)[:4]
    assert (ours.added, ours.replaced, ours.withdrawn) == (
        theirs.added,
        theirs.replaced,
        theirs.withdrawn,
    )


def test_an_article_goes_in_that_was_there_as_it_was_handed_out(two, monkeypatch):
    filled, plain = two
    monkeypatch.setattr("index.engines.cluster.filling.filling.COMMIT_PASSAGES", 1 << 20)
    editions = [FIRST, later(FIRST, "The inquiry was put off."), FIRST]
    for index in two:
        index.add([FIRST])
        index.add(editions)

    assert told(filled)[0] == told(plain)[0] == [FIRST]


def test_files_are_followed(two, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"Ferry {n} left.\n\nAt noon ferry {n} left the quay.")
    for index in two:
        index.sync([folder])
    (folder / "1.txt").unlink()
    (folder / "2.txt").write_text("Ferry 2 sank.\n\nAt noon ferry 2 sank off the quay.")

    ours, theirs = (index.sync([folder]) for index in two)

    assert ours == theirs
    assert (ours.removed, ours.replaced) == (1, 1)
    assert told(two[0])[:2] == told(two[1])[:2]


def test_what_one_process_drafted_another_goes_on_with(two, cluster, tmp_path):
    filled, plain = two
    paths = []
    for n in range(4):
        paths.append(tmp_path / f"{n}.jsonl")
        rows = [{"id": f"{n}-{m}", "text": f"Ferry {n} left quay {m} at noon."} for m in range(8)]
        paths[-1].write_text("".join(json.dumps(row) + "\n" for row in rows))
    plain.add(read_articles(paths))

    def stop(done, _total):
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.add(read_articles(paths), on_embedded=stop)
    before = filled.status().embedded
    assert 0 < before < 20
    cluster.done.clear()
    # Whoever reads these again reads other news.
    for path in paths[:2]:
        there = path.stat()
        path.write_text(path.read_text().replace("Ferry", "Barge"))
        os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))

    report = filled.add(read_articles(paths))

    assert cluster.done.count("read_piece") == 1
    assert report.added == 32 - before
    assert report.embedded <= 32 - 20
    assert [article.text for article in filled.articles()] == [a.text for a in plain.articles()]


@pytest.mark.slow
def test_nothing_is_left_of_what_was_drafted(two, tmp_path):
    filled, _ = two
    filled.add(read_articles(SEEDS))

    parts = tmp_path / "filled" / "parts"
    kept = {path.relative_to(parts).parts[0] for path in parts.rglob("*") if path.is_file()}
    assert len(kept) == filled.status().parts


def test_what_nobody_goes_on_with_is_removed_in_time(two, tmp_path, monkeypatch):
    filled, _ = two

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.add(ARTICLES, on_embedded=stop)
    assert [*tmp_path.glob("filled/parts/*/draft.json")]
    filled.compact()
    assert [*tmp_path.glob("filled/parts/*/draft.json")]
    monkeypatch.setattr("index.engines.cluster.writing.cleaning.KEPT_FOR", timedelta(0))
    filled.compact()
    assert not [path for path in (tmp_path / "filled" / "parts").rglob("*") if path.is_file()]


def test_an_unreadable_file_is_told_and_the_others_are_in(two, tmp_path):
    filled, _ = two
    (tmp_path / "a.jsonl").write_text('{"text": "A dam broke."}\n')
    (tmp_path / "b.jsonl").write_text("nothing\n")
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    problems = []

    reader = read_articles(paths, on_problem=problems.append)
    assert filled.add(reader).added == 1
    assert (reader.articles, reader.problems, reader.files) == (1, 1, 2)
    assert [problem.path for problem in problems] == [str(paths[1])]
    with pytest.raises(AddInterruptedError, match="the 1 before it were taken"):
        filled.add(read_articles(paths))
    with pytest.raises(UnreadableError):
        filled.add(read_articles(paths), atomic=True)


@pytest.mark.slow
def test_files_that_the_machines_do_not_see_are_read_here(two, monkeypatch):
    filled, plain = two
    monkeypatch.setattr("corpus.reading.pieces._is_here", lambda _file: False)

    for index in two:
        index.add(read_articles(SEEDS))

    assert told(filled) == told(plain)


def test_without_vectors_none_are_made(two):
    filled, _ = two
    report = filled.add(read_articles(SEEDS), embed=False)
    assert (report.embedded, filled.status().embedded) == (0, 0)


def test_two_processes_that_add_the_same_get_in_each_others_way_but_lose_nothing(two):
    filled, _ = two
    with NewsIndex.open(filled.path, ray="auto") as other:

        def be_quicker(*_):
            if not len(other):
                other.add(ARTICLES)

        with pytest.raises(IndexLockedError, match="adds the same articles"):
            filled.add(ARTICLES, on_embedded=be_quicker)
        filled.add(ARTICLES)
        assert told(filled)[:2] == told(other)[:2]
    assert len(filled) == len(ARTICLES)


def test_an_error_of_a_machine_is_told(two, monkeypatch):
    filled, _ = two

    def fail(*_):
        raise NewsIndexError("no model here")

    monkeypatch.setattr("index.engines.cluster.filling.drafts.kept_encoder", fail)
    with pytest.raises(NewsIndexError, match="no model here"):
        filled.add(ARTICLES[:2])
    assert len(filled) == 0
