"""Commands over an index in tables: what works in a directory works there, or says why not."""

import json

import pytest
from conftest import SEEDS, run_newsdex

from index import NewsIndex, QuestionError, migrate, repair, verify


@pytest.fixture(scope="module")
def filled(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return the URL of an index of seeds/, made by the command line, to be read only."""
    here = tmp_path_factory.mktemp("tables")
    url = f"lance://{here}/seeds"
    done = run_newsdex("--index", url, "add", SEEDS, cwd=here)
    assert done.returncode == 0, done.stderr
    assert f"made a new index in {url}" in done.stderr
    return url


@pytest.mark.parametrize(
    "command",
    [
        ("search", "dam inquiry"),
        ("search", "dam", "--source", "Cormorant Wire", "--format", "json"),
        ("search", '"dam inquiry"'),
        ("facets", "dam"),
        ("timeline", "dam"),
        ("terms", "dam"),
        ("quotes", "dam"),
        ("copies",),
        ("fields",),
        ("fields", "source"),
        ("export",),
        ("withdrawn",),
        ("similar", "cw-20250306-0076"),
        ("story", "cw-20250306-0076"),
        ("show", "cw-20250306-0076"),
        ("background", "cw-20250306-0076"),
        ("cite", "cw-20250306-0076", "--style", "ris"),
        ("search", "dam", "--facets", "--recent", "30"),
        ("watch", "list"),
    ],
    ids=" ".join,
)
@pytest.mark.slow
def test_what_is_asked_is_answered_as_from_a_directory(newsdex, seeded, filled, command):
    ours, theirs = (newsdex("--index", index, *command) for index in (filled, seeded))

    assert (ours.stdout, ours.returncode) == (theirs.stdout, theirs.returncode)
    assert ours.stderr.replace(filled, "") == theirs.stderr.replace(str(seeded), "")


@pytest.mark.slow
def test_a_file_of_questions_is_answered_as_from_a_directory(newsdex, seeded, filled, tmp_path):
    questions = tmp_path / "questions.txt"
    questions.write_text("dam inquiry\nport strike\n", encoding="utf-8")

    ours, theirs = (newsdex("--index", index, "ask", questions) for index in (filled, seeded))

    assert ours.returncode == 0, ours.stderr
    assert ours.stdout == theirs.stdout


def test_the_ranking_is_measured_in_tables(newsdex, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    stories = {"dam": "The dam broke at dawn.", "ferry": "The ferry was sold."}
    lines = [json.dumps({"_id": id_, "title": "", "text": each}) for id_, each in stories.items()]
    (corpus / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    asked = json.dumps({"_id": "q", "text": "who bought the ferry"})
    (corpus / "queries.jsonl").write_text(asked, encoding="utf-8")
    (corpus / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tferry\t1\n", "utf-8")
    url = f"lance://{tmp_path}/measured"

    for _ in range(2):  # the second finds the index there
        done = newsdex("--index", url, "evaluate", "--corpus", corpus, "--format", "json")
        assert json.loads(done.stdout)["hybrid"]["nDCG@10"] == 1, done.stderr


def test_what_was_shown_is_known_by_its_number(newsdex, filled):
    first = newsdex("--index", filled, "search", "dam inquiry").stdout.splitlines()[0]

    shown = newsdex("--index", filled, "show", "1").stdout

    assert first.removeprefix("1. ") in shown


@pytest.mark.slow
def test_status_says_what_is_kept_and_where(newsdex, seeded, filled):
    told = newsdex("--index", filled, "status").stdout
    there = newsdex("--index", seeded, "status").stdout

    assert filled in told.splitlines()[0]
    assert told.splitlines()[1:5] == there.splitlines()[1:5]


@pytest.mark.slow
def test_an_index_in_tables_is_filled_changed_and_put_in_order(newsdex, tmp_path):
    url = f"lance://{tmp_path}/news"
    stories = tmp_path / "stories"
    stories.mkdir()
    for name, text in ("dam", "The dam broke at dawn."), ("ferry", "The ferry was sold."):
        (stories / f"{name}.txt").write_text(text, encoding="utf-8")
    assert "added 2" in newsdex("--index", url, "sync", stories).stdout

    (stories / "ferry.txt").unlink()
    (stories / "port.txt").write_text("The port was closed by ice.", encoding="utf-8")
    assert "added 1, replaced 0, removed 1" in newsdex("--index", url, "sync", stories).stdout
    assert "ice" in newsdex("--index", url, "search", "port").stdout
    assert newsdex("--index", url, "search", "ferry", "--mode", "keyword").stdout == ""

    newsdex("--index", url, "watch", "add", "dams", "dam")
    (stories / "more.txt").write_text("A second dam broke at noon.", encoding="utf-8")
    newsdex("--index", url, "add", "--no-embed", stories / "more.txt")
    assert "1 passage" in newsdex("--index", url, "embed").stdout
    assert "noon" in newsdex("--index", url, "watch", "run").stdout

    assert newsdex("--index", url, "compact").stdout.startswith("3 parts before, 1 now")
    removed = newsdex("--index", url, "remove", "--matching", "broke", "--yes")
    assert removed.returncode == 0, removed.stderr
    assert "articles   1" in newsdex("--index", url, "status").stdout


@pytest.mark.parametrize("command", ["verify", "repair"])
def test_what_is_for_files_alone_says_so_in_one_line(newsdex, filled, command):
    done = newsdex("--index", filled, command)

    assert done.returncode != 0
    assert done.stderr == (
        f"newsdex: {filled} is kept in tables, which are written once and checked as they are "
        "read: only an index in a directory is verified and repaired\n"
    )


def test_a_url_of_something_else_is_refused(newsdex):
    done = newsdex("--index", "http://news.example/index", "search", "dam")

    assert "not the URL of an index, which begins with lance://, s3://, gs:// or az://" in (
        done.stderr
    )


def test_a_place_without_an_index_says_how_to_make_one(newsdex, tmp_path):
    url = f"lance://{tmp_path}/nothing"
    done = newsdex("--index", url, "search", "dam")

    assert done.stderr == (
        f"newsdex: {url} is not an index; make one with: newsdex --index {url} add PATH\n"
    )


def test_a_place_with_something_else_is_left_alone(newsdex, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"")
    done = newsdex("--index", f"lance://{tmp_path}", "add", SEEDS)

    assert "neither empty nor an index" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "here"] == ["photo.jpg"]


@pytest.mark.slow
def test_an_index_moves_to_tables_and_back(newsdex, seeded, tmp_path):
    url, back = f"lance://{tmp_path}/news", tmp_path / "back.newsdex"

    there = newsdex("migrate", seeded, url)
    again = newsdex("migrate", url, back)

    assert (there.returncode, again.returncode) == (0, 0), there.stderr + again.stderr
    assert there.stdout.startswith("29 articles, ")
    assert there.stdout.split()[-1] == again.stdout.split()[-1]
    assert not verify(back).faults
    assert newsdex("migrate", seeded, url).stderr.endswith("is an index already; open it instead\n")


def test_what_moves_keeps_all_that_is_known_of_it(news, tmp_path):
    news.remove(["dam-1"])
    news.watch_add("dams", "dam")
    url, back = f"lance://{tmp_path}/tables", tmp_path / "back.newsdex"
    migrate(news.path, url)
    migrate(url, back)

    with NewsIndex.open(back) as index:
        assert list(index.articles()) == list(news.articles())
        assert list(index.watches()) == list(news.watches())
        ours, theirs = (each.search("dam inquiry") for each in (index, news))
        assert [(hit.article.id, hit.passage) for hit in ours] == [
            (hit.article.id, hit.passage) for hit in theirs
        ]
    with pytest.raises(QuestionError, match="kept in tables"):
        repair(url)
