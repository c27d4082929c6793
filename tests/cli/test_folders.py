"""Folders as they lie around: with pictures, archives of pictures, and an index among the news."""

import json
import zipfile

import pytest
from conftest import run_newsdex

from corpus import UnreadableError, read_articles

STORY = "The ferry sank at Lunde."


@pytest.fixture
def newsdex(tmp_path):
    return lambda *arguments, **options: run_newsdex(*arguments, cwd=tmp_path, **options)


@pytest.fixture
def shoot(tmp_path):
    """Return a folder of one story and many pictures."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    (folder / "story.txt").write_text(STORY)
    for number in range(1_000):
        (folder / f"p{number:04}.JPG").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    (folder / "Makefile").write_text("all:\n")
    (folder / "a.strange suffix").write_text("?")
    return folder


def pack(path, **members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)


PASSED = "passed over: 1,000 .jpg, 1 of other kinds, 1 without suffix"


@pytest.mark.slow
def test_files_that_are_no_documents_are_counted_by_kind_in_one_line(newsdex, shoot):
    done = newsdex("add", "--no-embed", shoot)

    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert f"; {PASSED}; 1 articles in .newsdex\n" in done.stdout
    assert done.stderr == ""


@pytest.mark.slow
def test_they_are_listed_where_that_is_asked_for(newsdex, shoot):
    done = newsdex("add", "--no-embed", "-v", shoot)

    lines = done.stderr.splitlines()
    assert len(lines) == 1_002
    assert f"newsdex: {shoot}/p0007.JPG: unknown suffix '.jpg'" in lines


@pytest.mark.slow
def test_a_folder_of_nothing_else_adds_nothing_and_says_so(newsdex, shoot, tmp_path):
    (shoot / "story.txt").unlink()

    done = newsdex("add", shoot)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"newsdex: no article found; nothing was added; {PASSED}\n"
    assert not (tmp_path / ".newsdex").exists()


@pytest.mark.slow
def test_real_faults_beside_them_stay_a_line_each(newsdex, shoot):
    (shoot / "cut.jsonl").write_text('{"text": "The ferry\n')
    (shoot / "empty.txt").touch()

    done = newsdex("add", "--no-embed", shoot)

    told = [line.removeprefix(f"newsdex: {shoot}/") for line in done.stderr.splitlines()]
    assert [line.partition(": ")[0] for line in told[:2]] == ["cut.jsonl:1", "empty.txt"]
    assert f"; 2 problems; {PASSED}; " in done.stdout


@pytest.mark.slow
def test_pictures_are_nothing_to_stop_at_for_strict(newsdex, shoot):
    done = newsdex("add", "--no-embed", "--strict", shoot)

    assert (done.returncode, PASSED in done.stdout) == (0, True)


@pytest.mark.slow
def test_sync_counts_them_once(newsdex, shoot):
    first = newsdex("sync", "--no-embed", shoot)
    second = newsdex("sync", "--no-embed", shoot)

    assert PASSED in first.stdout
    assert "passed over" not in second.stdout
    assert "unchanged 1" in second.stdout


@pytest.mark.slow
def test_a_file_that_is_named_itself_is_told_of(newsdex, shoot):
    done = newsdex("add", "--no-embed", shoot / "p0001.JPG", shoot / "story.txt")

    (told,) = done.stderr.splitlines()
    assert told.startswith(f"newsdex: {shoot}/p0001.JPG: unknown suffix '.jpg'; newsdex reads ")
    assert "; 1 problems; 1 articles in" in done.stdout


def passed_over(path):
    """Return how many articles there are, problems, and what was passed over."""
    reader = read_articles(path, on_problem=lambda _: None)
    return sum(1 for _ in reader), reader.problems, dict(reader.passed_over)


def test_an_archive_of_nothing_else_counts_as_one(tmp_path):
    pack(tmp_path / "a.zip", a_jpg="a", b_jpg="b")
    pack(tmp_path / "b.zip", a_png="a")
    pack(tmp_path / "c.zip", a_jpg="a", b_txt=STORY)
    pack(tmp_path / "d.zip", a_jpg="a", b_txt="")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.write(tmp_path / "a.zip", "inner.zip")
        archive.writestr("c.gif", "c")

    assert passed_over(tmp_path) == (1, 1, {".zip without documents": 3, ".jpg": 2})


def test_pictures_in_an_archive_that_is_named_are_counted_too(tmp_path):
    pack(tmp_path / "a.zip", a_jpg="a", b_jpg="b", c_txt=STORY, d="?")

    assert passed_over(tmp_path / "a.zip") == (1, 0, {".jpg": 2, "without suffix": 1})


def test_who_hears_of_no_problem_still_reads_past_pictures(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "b.txt").write_text(STORY)

    assert [article.text for article in read_articles(tmp_path)] == [STORY]
    with pytest.raises(UnreadableError, match="unknown suffix"):
        list(read_articles(tmp_path / "a.jpg"))


def test_an_index_in_the_folder_is_passed_over(empty, tmp_path):
    del empty
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY)
    (tmp_path / "empty").rename(tmp_path / "news" / "old.index")

    assert passed_over(tmp_path) == (1, 0, {})


def test_an_index_that_is_named_is_told_of(empty, tmp_path):
    del empty
    problems = []

    assert list(read_articles(tmp_path / "empty", on_problem=problems.append)) == []
    assert list(map(str, problems)) == [
        f"{tmp_path / 'empty'}: an index of newsdex, not a folder of news; check the path"
    ]


@pytest.mark.parametrize("manifest", ["", "{}", '{"format": 5}', '{"text": "A list of goods."}'])
def test_a_folder_with_another_manifest_is_read(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest)
    (tmp_path / "b.txt").write_text(STORY)

    assert STORY in [a.text for a in read_articles(tmp_path, on_problem=lambda _: None)]


@pytest.mark.slow
def test_a_new_index_is_told_of_once_and_where(newsdex, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY}))

    first = newsdex("--index", "typo.idx", "add", "--no-embed", "a.jsonl")
    second = newsdex("--index", "typo.idx", "add", "--no-embed", "a.jsonl")

    assert first.stderr == f"newsdex: made a new index in {tmp_path / 'typo.idx'}\n"
    assert (second.stdout[:7], second.stderr) == ("added 0", "")
