"""Each command says where an article was found, and asks by it."""

import csv
import io
import json
import signal
import subprocess
import sys
import zipfile

import pytest

from index import NewsIndex

NEWS = {
    "reports/2024/dam.txt": "Dam breaks\n\nThe dam at Torvik broke at dawn.",
    "reports/2023/ferry.txt": "Ferry stops\n\nThe ferry to Colvik was cancelled.",
    "wire.jsonl": '{"id": "w-1", "title": "Dam probe", "text": "An inquiry into the dam opened."}\n'
    '{"id": "w-2", "title": "Quay", "text": "The quay at Varde sank."}\n',
}


pytestmark = pytest.mark.slow


@pytest.fixture
def news(tmp_path, newsdex):
    here = tmp_path / "here"
    for name, text in NEWS.items():
        path = here / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with zipfile.ZipFile(here / "news" / "old.zip", "w") as packed:
        packed.writestr("in/lock.txt", "Lock closes\n\nThe lock at Rosby closed.")
    done = newsdex("add", "--no-embed", "news")
    assert done.returncode == 0, done.stderr
    return here / "news"


def found(newsdex, *arguments):
    done = newsdex("search", "--mode", "keyword", "--format", "json", *arguments)
    return [hit["path"] for hit in json.loads(done.stdout)["hits"]]


@pytest.mark.usefixtures("news")
def test_a_hit_names_its_file_and_line(newsdex):
    done = newsdex("search", "--mode", "keyword", "quay", "sank")

    assert "\n   wire.jsonl:2 · w-2\n" in done.stdout


def test_show_and_export_say_where_an_article_was_found(news, newsdex):
    assert "path       news/wire.jsonl:2\n" in newsdex("show", "w-2").stdout
    (row,) = json.loads(newsdex("show", "w-2", "--format", "json").stdout)
    (origin,) = row["origins"]
    wire = news / "wire.jsonl"
    assert origin == {
        "path": "news/wire.jsonl",
        "absolute": wire.as_posix(),
        "member": "",
        "record": 2,
        "line": 2,
        "offset": len(NEWS["wire.jsonl"].splitlines(keepends=True)[0]),
        "size": wire.stat().st_size,
        "modified": wire.stat().st_mtime_ns,
        "reader": "JSON Lines",
    }
    (as_csv,) = csv.DictReader(io.StringIO(newsdex("show", "w-2", "--format", "csv").stdout))
    assert as_csv["path"] == "news/wire.jsonl"
    assert json.loads(as_csv["origins"]) == [origin]
    rows = map(json.loads, newsdex("export").stdout.splitlines())
    assert [row["origins"] for row in rows if row["id"] == "w-2"] == [[origin]]


GLOBS = {
    "reports/2024/*": ["news/reports/2024/dam.txt"],
    "news/reports/2024": ["news/reports/2024/dam.txt"],
    "./news/reports/2024/": ["news/reports/2024/dam.txt"],
    "dam.txt": ["news/reports/2024/dam.txt"],
    "*.jsonl": ["news/wire.jsonl"],
    "[rs]eports/*/d?m.txt": ["news/reports/2024/dam.txt"],
    "2024": ["news/reports/2024/dam.txt"],
    "024": [],
    "nowhere/*": [],
}


def test_a_path_restricts_a_search(news, newsdex):
    assert found(newsdex, "dam", "--path", "reports/2024/*") == GLOBS["reports/2024/*"]
    with NewsIndex.open(news.parent / ".newsdex") as index:
        for glob, paths in GLOBS.items():
            for asked in ({"path": glob}, f"path:{glob}", f'path:"{glob}"'):
                marks, options = ("", asked) if isinstance(asked, dict) else (asked, {})
                hits = index.search(f"dam {marks}", mode="keyword", **options)
                assert [hit.article.origin.path for hit in hits] == paths, (glob, asked)


def test_an_absolute_path_and_a_member_restrict_too(news, newsdex):
    assert found(newsdex, "dam", "--path", news / "reports") == ["news/reports/2024/dam.txt"]
    assert found(newsdex, "lock", "--path", "old.zip!in/*") == ["news/old.zip"]
    assert found(newsdex, "lock -path:*.zip") == []


def test_a_tilde_is_the_home_of_somebody_or_a_sign_in_a_name(news, newsdex):
    (news / "~draft.txt").write_text("A draft on the dam\n\nNothing yet.", encoding="utf-8")
    newsdex("add", "--no-embed", "news")
    own = {"HOME": str(news.parent), "USERPROFILE": str(news.parent)}

    assert found(newsdex, "dam", "--path", "~draft.txt") == ["news/~draft.txt"]
    assert found(newsdex, "dam path:~draft*") == ["news/~draft.txt"]
    assert found(newsdex, "dam", "--path", "~no-such-person/*") == []
    assert found(newsdex, "dam", "--path", "~no-such-person/../x") == []
    at_home = newsdex("search", "--format", "json", "dam", "--path", "~/news/reports", **own)
    assert [hit["path"] for hit in json.loads(at_home.stdout)["hits"]] == GLOBS["dam.txt"]


def test_sync_says_what_it_did_and_what_it_left(news, newsdex):
    newsdex("embed")
    (news / "reports" / "2024" / "dam.txt").write_text("Dam holds\n\nThe dam stands.", "utf-8")
    (news / "reports" / "2023").rename(news.parent / "away")

    tried = newsdex("sync", "--dry-run", "news")
    done = newsdex("sync", "news")

    counts = "added 0, replaced 1, removed 0, moved 0, unchanged 3"
    assert tried.stdout == f"would have {counts}; .newsdex is as it was\n"
    assert done.stdout == f"{counts} (1 passages embedded); 5 articles in .newsdex\n"
    away = (news / "reports" / "2023").as_posix()
    assert done.stderr == tried.stderr
    assert done.stderr == (
        f"newsdex: {away} is not there, or another drive is; the 1 articles found in it stay: "
        "newsdex sync --prune removes them\n"
    )
    pruned = newsdex("sync", "--prune", "news")
    assert pruned.stdout.startswith("added 0, replaced 0, removed 1, moved 0, unchanged 4 (")


def test_a_dry_run_makes_no_index(tmp_path, newsdex):
    (tmp_path / "here" / "a.txt").write_text("A story of a dam.", encoding="utf-8")

    done = newsdex("--index", "none", "sync", "--dry-run", "a.txt")

    assert done.stdout == (
        "would have added 1, replaced 0, removed 0, moved 0, unchanged 0; none is as it was\n"
    )
    assert not (tmp_path / "here" / "none").exists()


def test_sync_of_what_never_was_fails(newsdex):
    done = newsdex("sync", "nowhere")

    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "newsdex: nowhere: no such file or directory; check the path"
    )


def test_open_says_what_it_opens(news, newsdex):
    done = newsdex("open", "--path", "w-2")
    assert (done.returncode, done.stdout) == (0, "news/wire.jsonl:2\n")

    (news / "wire.jsonl").unlink()
    gone = newsdex("open", "w-2")
    assert gone.returncode == 1
    assert gone.stderr == (
        "newsdex: w-2: news/wire.jsonl:2 is not there, and it has no URL; "
        "newsdex show w-2 prints its text\n"
    )


def test_add_can_sync(news, newsdex):
    (news / "reports" / "2024" / "dam.txt").unlink()

    done = newsdex("add", "--sync", "--no-embed", "news")

    assert done.stdout.startswith("added 0, replaced 0, removed 1, moved 0, unchanged 4 (")
    assert newsdex("add", "--sync", "--strict", "news").returncode == 2


def test_sync_can_stay_and_keep_in_step(news):
    """What changes is in the index before the line that says so."""
    command = [sys.executable, "-m", "newsdex", "sync", "--watch", "--no-embed", "news"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=news.parent, **pipes) as running:
        try:
            assert running.stdout.readline().startswith("added 0, ")
            assert running.stdout.readline().startswith("added 0, ")  # watched from here on
            (news / "wharf.txt").write_text("The wharf burned down.", "utf-8")
            assert running.stdout.readline().startswith("added 1, ")
            (news / "wharf.txt").unlink()
            assert running.stdout.readline().startswith("added 0, replaced 0, removed 1, ")
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait() == 0


def test_a_record_of_a_file_without_lines_is_named_by_its_number(tmp_path, newsdex):
    rows = [{"id": "a", "text": "The quay sank."}, {"id": "b", "text": "The mill burned."}]
    (tmp_path / "here" / "news.json").write_text(json.dumps(rows), "utf-8")
    newsdex("add", "--no-embed", "news.json")

    assert newsdex("open", "--path", "a").stdout == "news.json\n"
    assert newsdex("open", "--path", "b").stdout == "news.json#2\n"
