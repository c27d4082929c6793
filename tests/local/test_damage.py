"""Damage of every kind to every file: named by verify, told in one line, mended by repair."""

import json
import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from corpus import Article, FileState, Origin
from index import (
    DamagedIndexError,
    IndexFormatError,
    NewsIndex,
    NewsIndexError,
    NoIndexError,
    repair,
    verify,
)
from index.engines.local.commit.manifest import FORMAT

QUESTIONS = {
    "the dam inquiry heard": "dense",
    '"border posts" OR strik*': "keyword",
    "Colvik dockres +strike": "hybrid",
}


pytestmark = pytest.mark.usefixtures("one_encoder")


@pytest.fixture(scope="module")
def sound(tmp_path_factory, articles):
    """Return an index of two parts with removed articles, to be copied."""
    folder = tmp_path_factory.mktemp("sound") / "news"
    with NewsIndex.create(folder) as news:
        state = FileState(path="a.txt", absolute="/news/a.txt")
        origin = Origin(path=state.path, absolute=state.absolute)
        news.add([*(replace(article, origins=(origin,)) for article in articles[:9]), state])
        news.add(articles[9:])
        news.remove(["dam-2", "un-2"])
        news.watch_add("dams", "dam inquiry")
    return folder


@pytest.fixture
def damaged(sound, tmp_path):
    """Return a copy of the sound index, to be damaged."""
    return shutil.copytree(sound, tmp_path / "news")


def contents(folder):
    with NewsIndex.open(folder) as news:
        return {article.id: article for article in news.articles()}


def content_files(folder):
    """Return the files that hold something; the lock is empty."""
    return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.stat().st_size)


def file_paths(folder):
    return [path for path in content_files(folder) if (folder / path).is_file()]


def flip(path, bit):
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def truncate(path, size):
    path.write_bytes(path.read_bytes()[:size])


def emptied(_, __):
    return "emptied", lambda path: path.write_bytes(b"")


def removed(_, __):
    return "removed", lambda path: path.unlink()


def cut(size, chance):
    to = chance.choice([size - 1, size // 2, chance.randrange(1, size)])
    return f"cut to {to}", lambda path: truncate(path, to)


def flipped(size, chance):
    bit = chance.randrange(8 * size)
    return f"bit {bit} flipped", lambda path: flip(path, bit)


ROUNDS = {emptied: 1, removed: 1, cut: 1, flipped: 3}


def damages(folder, kind, rounds):
    """Yield the name of a damage and what does it, for every file of an index."""
    chance = random.Random(17)  # noqa: S311 - the same damages in every run
    for path in file_paths(folder):
        for _ in range(rounds):
            what, damage = kind((folder / path).stat().st_size, chance)
            yield f"{path} {what}", lambda copy, path=path, damage=damage: damage(copy / path)


def answers(folder):
    """Search in every mode; return the articles found, or the line that says why there is none."""
    found, line = [], ""
    try:
        with NewsIndex.open(folder) as news:
            for question, mode in QUESTIONS.items():
                found += [hit.article for hit in news.search(question, mode=mode, limit=20)]
            filters = {"source": "Coastal Wire", "author": "Mira Holt", "language": "en"}
            found += [hit.article for hit in news.search("dam", mode="keyword", **filters)]
    except NewsIndexError as error:
        line = str(error)
    assert "\n" not in line
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", ROUNDS)
def test_whatever_happens_to_a_file_verify_names_it_and_no_search_tells_a_falsehood(
    sound, tmp_path, left_open, times, kind
):
    true = contents(sound)

    for number, (name, damage) in enumerate(damages(sound, kind, ROUNDS[kind] * times)):
        folder = shutil.copytree(sound, tmp_path / str(number))
        damage(folder)

        report = verify(folder, quick=True)

        assert report.faults, name
        assert all("\n" not in str(fault) for fault in report.faults), name
        assert all(true[article.id] == article for article in answers(folder)), name
        left_open()
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [cut, removed, *(pytest.param(k, marks=pytest.mark.patient) for k in (emptied, flipped))],
)
def test_repair_leaves_a_sound_index_with_every_article_that_can_be_read(
    sound, tmp_path, left_open, times, kind
):
    true = contents(sound)

    for number, (name, damage) in enumerate(damages(sound, kind, times)):
        folder = shutil.copytree(sound, tmp_path / str(number))
        damage(folder)

        report = repair(folder)

        assert verify(folder, quick=True).faults == (), name
        left = contents(folder)
        lost = true.keys() - left.keys()
        assert len(lost) == len(report.lost), name
        assert not lost or "articles.sqlite" in name, name
        back = left.keys() - true.keys()
        assert not back or "removed/" in name, name
        assert back <= {"dam-2", "un-2"}, name
        assert all(left[id_] == true[id_] for id_ in true.keys() & left.keys()), name
        assert report.articles == len(left), name
        assert report.done, name
        left_open()
        shutil.rmtree(folder)


def the_file(folder, pattern):
    return min(folder.glob(pattern))


def test_nothing_is_repaired_where_nothing_is_wrong(damaged):
    before = {path: (damaged / path).read_bytes() for path in file_paths(damaged)}

    report = repair(damaged)

    assert (report.done, report.lost) == ((), ())
    assert report.articles == len(contents(damaged))
    assert {path: (damaged / path).read_bytes() for path in file_paths(damaged)} == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "leg", ["vectors.faiss", "keyword/terms", "keyword/postings", "keyword/lengths.npy"]
)
def test_a_leg_is_made_anew_from_the_store_and_nothing_is_lost(damaged, sound, leg):
    the_file(damaged, f"parts/*/{leg}").write_bytes(b"gone")

    report = repair(damaged)

    assert report.lost == ()
    assert contents(damaged) == contents(sound)
    with NewsIndex.open(damaged) as mended, NewsIndex.open(sound) as whole:
        for question in QUESTIONS:
            assert found(mended, question) == found(whole, question)


def found(news, question):
    # Scores differ a little: what was removed counts in BM25's statistics until it is gone.
    return sorted((hit.article.id, hit.passage.start) for hit in news.search(question))


def test_of_a_damaged_store_only_the_damaged_article_is_lost_and_it_is_named(damaged, sound):
    path = next(
        p for p in damaged.glob("parts/*/articles.sqlite") if b"In Ardal the" in p.read_bytes()
    )
    path.write_bytes(path.read_bytes().replace(b"In Ardal the levy", b"In Ardal the Levy"))

    report = repair(damaged)

    assert report.lost == ("'levy'",)
    assert contents(damaged).keys() == contents(sound).keys() - {"levy"}
    aside = damaged / "set-aside" / path.parent.name / "articles.sqlite"
    assert b"In Ardal the Levy" in aside.read_bytes()


def test_an_article_is_never_shown_with_another_text_than_was_written(damaged):
    path = next(
        p for p in damaged.glob("parts/*/articles.sqlite") if b"In Ardal the" in p.read_bytes()
    )
    path.write_bytes(path.read_bytes().replace(b"In Ardal the levy", b"In Ardal the Levy"))

    with (
        NewsIndex.open(damaged) as news,
        pytest.raises(
            DamagedIndexError, match=f"{path} is damaged .an article is not what was written"
        ),
    ):
        news.article("levy")


def test_a_lost_manifest_is_brought_back_from_its_copy(damaged, sound):
    (damaged / "manifest.json").unlink()
    with pytest.raises(DamagedIndexError, match=r"manifest\.json is missing .* newsdex repair"):
        NewsIndex.open(damaged)
    with pytest.raises(NoIndexError, match="is neither empty nor an index"):
        NewsIndex.create(damaged)

    report = repair(damaged)

    assert report.done == ("manifest.json: brought back, generation 4",)
    assert contents(damaged) == contents(sound)


def without_manifests(folder):
    (folder / "manifest.json").unlink()
    shutil.rmtree(folder / "generations")


@pytest.mark.slow
def test_without_any_manifest_repair_asks_for_the_model_and_puts_the_parts_together(damaged, sound):
    without_manifests(damaged)
    with pytest.raises(NewsIndexError, match=r"which model made it.* --model NAME"):
        repair(damaged)

    report = repair(damaged, model="all-MiniLM-L6-v2")

    assert report.lost == ()
    assert report.done[0] == "manifest.json: put together from the parts that are there"
    with NewsIndex.open(damaged) as mended:
        assert [watch.name for watch in mended.watches()] == ["dams"]
    assert contents(damaged) == contents(sound)
    assert verify(damaged).faults == ()
    with NewsIndex.open(damaged) as mended, NewsIndex.open(sound) as whole:
        assert mended.status().passages == whole.status().passages


@pytest.mark.slow
def test_without_any_manifest_a_part_whose_store_is_gone_is_named(damaged):
    without_manifests(damaged)
    path = the_file(damaged, "parts/*/articles.sqlite")
    path.write_bytes(b"gone")

    report = repair(damaged, model="all-MiniLM-L6-v2")

    assert any(path.parent.name in lost for lost in report.lost)
    assert verify(damaged).faults == ()


@pytest.mark.slow
def test_an_article_that_was_replaced_does_not_come_back_with_its_list(damaged):
    with NewsIndex.open(damaged) as news:
        news.add([Article(id="dam-1", text="The inquiry into the Torvik dam is over.")])
    for path in (damaged / "removed").iterdir():
        path.write_bytes(b"gone")

    repair(damaged)

    assert verify(damaged).faults == ()
    assert contents(damaged)["dam-1"].text == "The inquiry into the Torvik dam is over."


@pytest.mark.slow
@pytest.mark.parametrize("name", ["vectors.faiss", "articles.sqlite", "keyword/terms"])
def test_a_damaged_index_takes_nothing_until_it_is_repaired(damaged, name):
    path = the_file(damaged, f"parts/*/{name}")
    flip(path, 8 * (path.stat().st_size - 9))
    more = Article(id="more", text="A kite festival was held at Lunde.")

    with NewsIndex.open(damaged) as news:
        for write in (lambda: news.add([more]), lambda: news.remove(["dam-1"]), news.compact):
            with pytest.raises(DamagedIndexError, match=f"{path} is damaged.* newsdex repair"):
                write()
    repair(damaged)

    with NewsIndex.open(damaged) as news:
        assert news.add([more]).added == 1


@pytest.mark.slow
def test_what_verify_found_keeps_writers_away_until_it_finds_nothing(damaged):
    path = the_file(damaged, "parts/*/vectors.faiss")
    sound = path.read_bytes()
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    flip(path, 8 * (len(sound) - 9))
    os.utime(path, ns=times)  # as when the disk did it, not a program
    assert verify(damaged, quick=True).faults
    with NewsIndex.open(damaged) as news, pytest.raises(DamagedIndexError, match=path.name):
        news.remove(["dam-1"])

    path.write_bytes(sound)
    assert verify(damaged).faults == ()
    with NewsIndex.open(damaged) as news:
        assert news.remove(["dam-1"]).removed == ("dam-1",)


def publish_changed(folder, path):
    """Publish a file that was changed as if it had been written so."""
    from index.engines.local.commit.manifest import describe_files, publish, read_manifest

    manifest = read_manifest(folder)
    described = describe_files(folder, [path])
    parts = (
        replace(part, files={path: described.get(path, part.files[path]) for path in part.files})
        for part in manifest.parts
    )
    publish(folder, replace(manifest, parts=tuple(parts)))


@pytest.mark.slow
def test_verify_finds_vectors_that_are_none(damaged):
    path = the_file(damaged, "parts/*/vectors.faiss")
    content = bytearray(path.read_bytes())
    content[-768:] = np.full(384, np.nan, np.float16).tobytes()
    path.write_bytes(content)
    publish_changed(damaged, path)

    (fault,) = [f for f in verify(damaged).faults if "unit length" in f.what]

    assert fault.path == path.relative_to(damaged).as_posix()
    assert repair(damaged).lost == ()
    assert verify(damaged).faults == ()


@pytest.mark.slow
def test_verify_finds_vectors_of_other_passages(damaged):
    path = the_file(damaged, "parts/*/vectors.faiss")
    content = path.read_bytes()
    rows = len(content) // 768
    head = content[: len(content) - 768 * rows]
    shifted = content[len(head) + 768 :] + content[len(head) : len(head) + 768]
    path.write_bytes(head + shifted)
    publish_changed(damaged, path)

    faults = [fault.what for fault in verify(damaged).faults]

    assert any("is not that of its passage" in what for what in faults)


@pytest.mark.slow
def test_verify_finds_a_word_that_is_not_the_one_that_was_written(damaged):
    path = next(p for p in damaged.glob("parts/*/keyword/terms") if b"inquiry" in p.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"inquiry", b"inquirk"))
    publish_changed(damaged, path)

    faults = {str(fault) for fault in verify(damaged).faults}

    folder = path.parent.relative_to(damaged).as_posix()
    assert f"{folder}: 'inquirk' is not found where it is listed" in faults
    assert repair(damaged).lost == ()
    assert verify(damaged).faults == ()


@pytest.mark.slow
def test_verify_finds_lengths_of_other_passages(damaged):
    path = the_file(damaged, "parts/*/keyword/lengths.npy")
    lengths = np.load(path)
    np.save(path, lengths[:, ::-1])
    publish_changed(damaged, path)

    faults = [fault.what for fault in verify(damaged).faults]

    assert any("are not as long as the words of the field 'text' make them" in f for f in faults)
    assert repair(damaged).lost == ()
    assert verify(damaged).faults == ()


@pytest.mark.slow
def test_verify_finds_a_quotation_that_is_not_in_its_text(tmp_path):
    text = "“The port will open again on Monday,” said Anna Roe."
    with NewsIndex.create(tmp_path / "news") as news:
        news.add(Article(id="port", text=text))
    path = the_file(tmp_path / "news", "parts/*/articles.sqlite")
    with closing(sqlite3.connect(path)) as connection, connection:
        places = np.array([(43, 51), (900, 935)], "<u4").tobytes()
        connection.execute("UPDATE quotation SET places = ?", (places,))
    publish_changed(tmp_path / "news", path)

    (fault,) = verify(tmp_path / "news").faults

    assert fault.what == "a quotation in 'port' lies outside its text"
    assert repair(tmp_path / "news").lost == ()
    assert verify(tmp_path / "news").faults == ()
    with NewsIndex.open(tmp_path / "news") as news:
        (said,) = news.quotes(speaker="Roe")
    assert said.words == "The port will open again on Monday"


def test_verify_says_nothing_of_a_sound_index(damaged):
    report = verify(damaged)

    assert report.faults == ()
    assert (report.articles, report.embedded > 0, report.note) == (12, True, "")
    assert verify(damaged, quick=True).embedded == 0


def test_verify_does_without_a_model_that_can_not_be_had(damaged, monkeypatch):
    def nowhere(_kind, name, _fingerprint):
        raise NewsIndexError(f"no model {name}")

    monkeypatch.setattr("index.models.cache.prepared", nowhere)

    report = verify(damaged)

    assert report.faults == ()
    assert report.note == "no passage was embedded anew: no model all-MiniLM-L6-v2"


def test_an_index_of_another_format_is_neither_verified_nor_repaired(damaged):
    for path in [damaged / "manifest.json", *damaged.glob("generations/*")]:
        values = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**values, "format": FORMAT + 1}), encoding="utf-8")

    for look in (verify, repair):
        with pytest.raises(IndexFormatError, match=f"reads {FORMAT};"):
            look(damaged)


@pytest.mark.parametrize("look", [verify, repair])
def test_what_is_no_index_is_neither_verified_nor_repaired(tmp_path, look):
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoIndexError):
            look(path)


@pytest.mark.slow
def test_the_command_line_says_what_is_wrong_and_what_to_do(newsdex, damaged):
    path = the_file(damaged, "parts/*/vectors.faiss")
    path.write_bytes(b"")

    searched = newsdex("--index", damaged, "search", "dam")
    verified = newsdex("--index", damaged, "verify")
    added = newsdex("--index", damaged, "add", "-", stdin='{"text": "A kite festival."}')
    repaired = newsdex("--index", damaged, "repair")

    name = path.relative_to(damaged).as_posix()
    assert (searched.returncode, searched.stdout) == (1, "")
    assert searched.stderr.splitlines()[0].endswith("mend it with: newsdex repair")
    assert verified.returncode == 1
    assert verified.stdout.startswith(f"{name}: has 0 bytes, not ")
    assert verified.stderr == f"newsdex: 1 fault; mend it with: newsdex --index {damaged} repair\n"
    assert added.returncode == 1
    assert len(added.stderr.splitlines()) == 1
    assert "newsdex repair" in added.stderr
    assert repaired.returncode == 0
    assert (
        repaired.stdout.splitlines()[-1] == f"repaired, nothing was lost; 12 articles in {damaged}"
    )
    assert newsdex("--index", damaged, "verify", "--quick").stdout.startswith("no fault in ")
    assert newsdex("--index", damaged, "repair").stdout.startswith("nothing to repair; 12 ")


def test_new_files_are_readable_for_their_owner_alone(damaged):
    for path in [damaged, *damaged.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0 or path == damaged, path
