"""An index follows its files: what is new, changed, gone, renamed, moved, or only out of reach."""

import json
import os
import shutil
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, UnreadableError, read_articles
from index import NewsIndex, verify

STORIES = {
    "dam.txt": "The dam at Torvik broke at dawn.",
    "ferry.md": "The ferry to Colvik was cancelled.",
    "north/fire.txt": "A mill burned down in Jorvik.",
    "north/strike.txt": "Dockers in Stenvik walked out.",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    for name, text in STORIES.items():
        write(folder / name, text)
    return folder


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def synced(index, *paths, **options):
    """Sync, and return what it did as the command line says it."""
    problems = []
    done = index.sync(paths, on_problem=problems.append, embed=False, **options)
    names = ("added", "replaced", "removed", "moved", "unchanged")
    return {name: count for name in names if (count := getattr(done, name))}


def texts(index):
    return sorted(article.text for article in index.articles())


def test_a_folder_is_followed(empty, folder):
    assert synced(empty, folder) == {"added": 4}
    assert synced(empty, folder) == {"unchanged": 4}

    write(folder / "dam.txt", "The dam at Torvik still stands, its engineer said.")
    write(folder / "port.txt", "The port of Ulvik reopened.")
    (folder / "ferry.md").unlink()
    (folder / "north" / "fire.txt").rename(folder / "blaze.txt")

    expected = {"added": 1, "replaced": 1, "removed": 1, "moved": 1, "unchanged": 1}
    assert synced(empty, folder, dry_run=True) == expected
    assert texts(empty) == sorted(STORIES.values())
    assert synced(empty, folder) == expected
    assert texts(empty) == [
        "A mill burned down in Jorvik.",
        "Dockers in Stenvik walked out.",
        "The dam at Torvik still stands, its engineer said.",
        "The port of Ulvik reopened.",
    ]
    assert synced(empty, folder) == {"unchanged": 4}
    (hit,) = empty.search("mill burned", mode="keyword")
    assert hit.article.origin.absolute == (folder / "blaze.txt").as_posix()


def test_unchanged_files_are_not_read_again(empty, folder):
    for path in folder.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    synced(empty, folder)

    assert empty.sync(folder).files_read == 0

    # The same size and time: only its bytes tell.
    write(folder / "dam.txt", STORIES["dam.txt"].replace("dawn", "noon"))
    os.utime(folder / "dam.txt", (1_700_000_000, 1_700_000_000))
    assert empty.sync(folder, embed=False).files_read == 0
    assert synced(empty, folder, checksum=True) == {"replaced": 1, "unchanged": 3}


def test_what_was_added_before_is_followed(empty, folder):
    empty.add(read_articles([folder]), embed=False)

    (folder / "dam.txt").unlink()

    assert synced(empty, folder) == {"removed": 1, "unchanged": 3}


def test_records_that_a_file_no_longer_holds_go(empty, folder):
    rows = [{"title": f"Story {n}", "text": f"The tale of bridge {n}."} for n in range(5)]
    wire = folder / "wire.jsonl"
    write(wire, "".join(map("{}\n".format, map(json.dumps, rows))))
    synced(empty, folder)

    rows[0]["text"] = "The tale of the first bridge."
    write(wire, "".join(map("{}\n".format, map(json.dumps, rows[:4]))))

    assert synced(empty, folder) == {"replaced": 1, "removed": 1, "unchanged": 7}


def test_members_of_archives_go_with_them(empty, tmp_path):
    archive = tmp_path / "old.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("in/a.txt", "The lock at Rosby closed.")
        packed.writestr("in/b.jsonl", '{"id": "b-1", "text": "The quay at Varde sank."}')
    synced(empty, tmp_path)

    (hit,) = empty.search("quay sank", mode="keyword")
    origin = hit.article.origin
    assert (origin.member, origin.line, origin.reader) == ("in/b.jsonl", 1, "JSON Lines")

    archive.unlink()
    assert synced(empty, tmp_path) == {"removed": 2}


def test_a_story_in_two_files_stays_while_one_is_there(empty, folder):
    shutil.copy(folder / "dam.txt", folder / "copy.txt")
    synced(empty, folder)
    (article,) = [each for each in empty.articles() if "Torvik" in each.text]
    assert {origin.absolute for origin in article.origins} == {
        (folder / "dam.txt").as_posix(),
        (folder / "copy.txt").as_posix(),
    }

    (folder / "dam.txt").unlink()
    assert synced(empty, folder) == {"unchanged": 4}
    (folder / "copy.txt").unlink()
    assert synced(empty, folder) == {"removed": 1, "unchanged": 3}


def test_an_older_version_comes_back_when_the_newer_file_is_gone(empty, tmp_path):
    item = {"uri": "urn:harbour:1", "type": "text", "headline": "Quay closed"}
    item["versioncreated"] = "2024-03-05T10:00:00Z"
    for version in ("1", "2"):
        body = {"body_text": f"Version {version} of the story of the quay.", "version": version}
        write(tmp_path / f"v{version}.json", json.dumps(item | body))
    synced(empty, tmp_path)
    assert texts(empty) == ["Version 2 of the story of the quay."]

    (tmp_path / "v2.json").unlink()
    synced(empty, tmp_path)

    assert texts(empty) == ["Version 1 of the story of the quay."]


def test_what_came_from_elsewhere_stays(empty, folder, tmp_path):
    empty.add([Article(id="own", text="Written by hand.")], embed=False)
    other = tmp_path / "other"
    write(other / "a.txt", "Another folder's story.")
    synced(empty, folder, other)

    shutil.rmtree(folder / "north")
    (folder / "dam.txt").unlink()

    assert synced(empty, folder, prune=True) == {"removed": 3, "unchanged": 1}
    assert "Written by hand." in texts(empty)
    assert "Another folder's story." in texts(empty)


def test_a_folder_that_is_missing_takes_nothing_away(empty, folder):
    synced(empty, folder)
    away = folder.with_name("away")

    (folder / "north").rename(away)
    done = empty.sync(folder, embed=False)
    assert (done.removed, dict(done.missing)) == (0, {(folder / "north").as_posix(): 2})
    away.rename(folder / "north")
    assert synced(empty, folder) == {"unchanged": 4}

    folder.rename(away)
    done = empty.sync(folder, embed=False)
    assert (done.removed, dict(done.missing)) == (0, {folder.as_posix(): 4})
    assert synced(empty, folder, away) == {"moved": 4}
    assert synced(empty, away) == {"unchanged": 4}


def test_a_folder_that_was_renamed_is_followed(empty, folder):
    synced(empty, folder)

    (folder / "north").rename(folder / "south")

    assert synced(empty, folder) == {"moved": 2, "unchanged": 2}
    assert [hit.article.origin.path for hit in empty.search("mill path:south", mode="keyword")] == [
        str(folder / "south" / "fire.txt")
    ]


def test_a_drive_that_is_away_takes_nothing_away(empty, folder, monkeypatch):
    """Its mount point is there, empty, and lies on another file system."""
    synced(empty, folder)
    shutil.rmtree(folder)
    folder.mkdir()
    device = folder.stat().st_dev
    monkeypatch.setattr("index.intake.sync_plan._device_of", lambda _path: device + 1)

    done = empty.sync(folder, embed=False)

    assert done.removed == 0
    assert sum(done.missing.values()) == 4


def test_a_folder_that_cannot_be_listed_takes_nothing_away(empty, folder, monkeypatch):
    synced(empty, folder)
    walk = os.walk

    def denied(top, **options):
        options["onerror"](PermissionError(13, "Permission denied", str(folder / "north")))
        return (entry for entry in walk(top, **options) if not entry[0].endswith("north"))

    monkeypatch.setattr("os.walk", denied)
    assert synced(empty, folder) == {"unchanged": 2}
    monkeypatch.undo()
    assert synced(empty, folder) == {"unchanged": 4}


@pytest.mark.parametrize("broken", ["", '{"title": "Dam bre'])
def test_a_file_that_cannot_be_read_to_its_end_takes_nothing_away(empty, tmp_path, broken):
    path = tmp_path / "dam.json"
    write(path, '{"title": "Dam breaks", "text": "At dawn."}')
    synced(empty, tmp_path)

    write(path, broken)
    assert synced(empty, tmp_path) == {}
    assert texts(empty) == ["At dawn."]
    with pytest.raises(UnreadableError, match=r"dam\.json"):
        empty.sync(tmp_path, embed=False)

    write(path, '{"title": "Dam breaks", "text": "At noon."}')
    assert synced(empty, tmp_path) == {"replaced": 1}


def test_a_path_that_never_was_is_named(empty, tmp_path):
    problems = []

    done = empty.sync([tmp_path / "nowhere"], on_problem=problems.append)

    assert (done.files_read, done.missing) == (0, {})
    assert [problem.reason for problem in problems] == ["no such file or directory"]


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_a_document_that_changed_replaces_its_own_earlier_article(empty, tmp_path, suffix):
    page = "<html><body><article><h1>{}</h1>{}</article></body></html>"
    made = {
        "txt": "{}\n\n{}".format,
        "md": "# {}\n\n{}".format,
        "html": lambda title, text: page.format(title, f"<p>{text}</p>" * 5),
    }[suffix]
    path = tmp_path / f"story.{suffix}"
    first = "The council of Bremby voted on Monday to close the old lock for good."
    second = "The council of Bremby voted on Monday to keep the old lock after all."
    write(path, made("The lock", first))
    assert empty.add(read_articles([path]), embed=False).added == 1

    write(path, made("The lock", second))
    report = empty.add(read_articles([path]), embed=False)

    assert (report.added, report.replaced) == (0, 1)
    assert [second in article.text for article in empty.articles()] == [True]


def test_an_item_with_an_id_of_its_own_is_not_replaced_by_the_next_in_its_file(empty, tmp_path):
    latest = tmp_path / "latest.json"
    for number in range(3):
        write(latest, json.dumps({"id": f"item-{number}", "text": f"News number {number}."}))
        empty.add(read_articles([latest]), embed=False)

    assert len(texts(empty)) == 3


def test_an_add_leaves_what_another_file_holds_too(empty, folder):
    shutil.copy(folder / "dam.txt", folder / "copy.txt")
    empty.add(read_articles([folder]), embed=False)

    write(folder / "dam.txt", "Another story altogether.")
    empty.add(read_articles([folder]), embed=False)

    assert STORIES["dam.txt"] in texts(empty)
    assert "Another story altogether." in texts(empty)


def test_adding_the_same_again_is_not_a_new_generation(empty, folder):
    empty.add(read_articles([folder]))
    before = empty.status().generation

    empty.add(read_articles([folder]))
    empty.sync(folder)

    assert empty.status().generation == before


def test_origins_survive_a_compact_and_come_back_from_an_export(empty, folder, tmp_path):
    synced(empty, folder)
    (folder / "dam.txt").unlink()
    synced(empty, folder)

    empty.compact()

    assert verify(tmp_path / "empty").faults == ()
    assert {article.origin.absolute for article in empty.articles()} == {
        (folder / name).as_posix() for name in STORIES if name != "dam.txt"
    }


@settings(max_examples=12)
@given(st.data())
@pytest.mark.slow
def test_after_any_changes_the_index_holds_what_the_files_hold(tmp_path_factory, data):
    """Files are written, copied, moved and removed at random, and synced in between."""
    root = tmp_path_factory.mktemp("any")
    folder = root / "articles"
    folder.mkdir()
    names = [f"{place}{n}.txt" for place in ("", "x/", "y/") for n in range(3)]
    said = [f"Town {n} rebuilt its bridge in spring." for n in range(5)]
    with NewsIndex.create(root / "index") as index:
        for _ in range(data.draw(st.integers(1, 4))):
            for _ in range(data.draw(st.integers(1, 5))):
                path, other = (folder / data.draw(st.sampled_from(names)) for _ in range(2))
                match data.draw(st.sampled_from(["write", "copy", "move", "remove"])):
                    case "write":
                        write(path, data.draw(st.sampled_from(said)))
                    case "copy" if path.exists() and path != other:
                        write(other, path.read_text(encoding="utf-8"))
                    case "move" if path.exists():
                        other.parent.mkdir(exist_ok=True)
                        path.rename(other)
                    case "remove":
                        path.unlink(missing_ok=True)
            index.sync(folder, embed=False)
            held = {path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")}
            assert texts(index) == sorted(held)
            for article in index.articles():
                assert {origin.absolute for origin in article.origins} == {
                    path.as_posix()
                    for path in folder.rglob("*.txt")
                    if path.read_text(encoding="utf-8") == article.text
                }
