"""Standing questions on the command line: as cron runs them, and for what reads the output."""

import json
import re
import shutil
from datetime import datetime

import pytest
from lxml import etree

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def story(id_, title, text, **fields):
    return json.dumps({"id": id_, "headline": title, "body": text, **fields}) + "\n"


SINKS = story(
    "sinks",
    "Ferry sinks off <Drossen> & Colvik",
    "The ferry Alma sank off Drossen before dawn. All forty were saved by a trawler.",
    source="Coastal Wire",
    published_at="2024-11-02T06:00:00+01:00",
    url="https://wire.example/ferry?a=1&b=2",
)
STRIKE = story("again", "Strike again", "A strike stopped Varnholm harbour again on Monday.")


@pytest.fixture(scope="module")
def watched(seeded, tmp_path_factory, run_in):
    """Return an index of seeds/ with two standing questions, and two stories that came in."""
    index = shutil.copytree(seeded, tmp_path_factory.mktemp("watched") / "news")
    for question in (("ferries", "ferry sank off Drossen"), ("strikes", "+strike +harbour")):
        done = run_in("--index", index, "watch", "add", *question)
        assert done.returncode == 0, done.stderr
    run_in("--index", index, "add", "-", stdin=SINKS + STRIKE)
    return index


@pytest.fixture(scope="module")
def run_in(tmp_path_factory, seeded):  # noqa: ARG001 - so that the encoder is prepared
    """Return the command line, run in a folder of the module."""
    from conftest import run_newsdex

    here = tmp_path_factory.mktemp("here")
    return lambda *arguments, stdin="": run_newsdex(*arguments, cwd=here, stdin=stdin)


@pytest.fixture
def fresh(watched, tmp_path):
    """Return a test's own copy of that index."""
    return shutil.copytree(watched, tmp_path / "news")


def test_news_is_told_once_and_the_exit_code_says_whether_there_is_any(newsdex, fresh):
    first = newsdex("--index", fresh, "watch", "run")
    second = newsdex("--index", fresh, "watch", "run")

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("ferries\n=======\nferry sank off Drossen · 1 new story\n\n1. ")
    assert "   https://wire.example/ferry?a=1&b=2\n   The *ferry* Alma *sank* " in first.stdout
    assert "strikes\n=======\n+strike +harbour · 1 new story\n" in first.stdout
    assert max(map(len, first.stdout.splitlines())) <= 76
    assert (second.returncode, second.stdout, second.stderr) == (3, "", "")


@pytest.mark.slow
def test_a_dry_run_tells_the_same_again(newsdex, watched):
    runs = [newsdex("--index", watched, "watch", "run", "strikes", "--dry-run") for _ in range(2)]

    assert runs[0].stdout == runs[1].stdout
    assert "Strike again" in runs[0].stdout
    assert "Ferry" not in runs[0].stdout


@pytest.mark.slow
def test_markdown_and_html_have_a_heading_for_each(newsdex, watched):
    run = ("--index", watched, "watch", "run", "--dry-run", "--format")

    markdown = newsdex(*run, "md").stdout
    page = newsdex(*run, "html").stdout

    assert markdown.count("\n## ") + markdown.startswith("## ") == 2
    assert "**[Ferry sinks off \\<Drossen\\> \\& Colvik](<https://wire.example/" in markdown
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<h2 ") == 2
    assert "Ferry sinks off &lt;Drossen&gt; &amp; Colvik</a>" in page


@pytest.mark.slow
def test_a_feed_goes_on_from_what_it_held(newsdex, fresh, tmp_path):
    path = tmp_path / "news.atom"
    run = ("--index", fresh, "watch", "run", "--format", "atom", "--output", path)
    assert newsdex(*run).returncode == 0
    first = etree.parse(path)

    nothing = newsdex(*run)
    assert (nothing.returncode, etree.tostring(etree.parse(path))) == (3, etree.tostring(first))

    other = story("lost", "Another ferry sank", "The ferry Norn sank off Drossen, too.")
    newsdex("--index", fresh, "add", "-", stdin=other)
    assert newsdex(*run).returncode == 0
    feed = etree.parse(path)

    def of(tree, name):
        return [each.text for each in tree.iterfind(f"atom:entry/atom:{name}", ATOM)]

    assert len(of(feed, "id")) == 3
    assert of(feed, "id")[1:] == of(first, "id")
    assert feed.findtext("atom:id", namespaces=ATOM) == first.findtext("atom:id", namespaces=ATOM)
    assert of(feed, "published") == of(first, "published")
    links = [each.get("href") for each in feed.iterfind("atom:entry/atom:link", ATOM)]
    assert set(links) == {"https://wire.example/ferry?a=1&b=2"}
    for entry in feed.iterfind("atom:entry", ATOM):
        assert all(entry.find(f"atom:{name}", ATOM) is not None for name in ("updated", "content"))


@pytest.mark.slow
def test_another_file_is_not_taken_for_a_feed(newsdex, fresh, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk.", encoding="utf-8")

    done = newsdex("--index", fresh, "watch", "run", "--format", "atom", "--output", path)

    assert (done.returncode, path.read_text(encoding="utf-8")) == (1, "Buy milk.")
    assert "no Atom feed" in done.stderr
    assert newsdex("--index", fresh, "watch", "run").returncode == 0, "told again"


def test_they_are_listed_and_forgotten(newsdex, fresh):
    listed = newsdex("--index", fresh, "watch", "list")
    assert [re.split(" {2,}", line) for line in listed.stdout.splitlines()[1:]] == [
        ["ferries", "ferry sank off Drossen", "–", "0"],
        ["strikes", "+strike +harbour", "–", "0"],
    ]

    removed = newsdex("--index", fresh, "watch", "remove", "ferries")
    assert removed.stderr == "newsdex: forgot ferries: ferry sank off Drossen\n"
    left = newsdex("--index", fresh, "watch", "list", "--format", "jsonl").stdout
    assert [json.loads(line)["name"] for line in left.splitlines()] == ["strikes"]


def test_conditions_are_kept_and_told(newsdex, fresh):
    asked = ("dams", "dam", "--source", "Coastal Wire", "--where", "topics=flood")

    done = newsdex("--index", fresh, "watch", "add", *asked)

    no_field, watching = done.stderr.splitlines()
    assert no_field.startswith("newsdex: no field 'topics'; there are: source, ")
    assert watching == "newsdex: watching dams: dam --source Coastal Wire --where topics=flood"
    again = newsdex("--index", fresh, "watch", "add", *asked)
    assert again.returncode == 2
    assert "there is a standing question 'dams' already" in again.stderr


@pytest.mark.slow
def test_the_list_says_when_they_were_run_and_how_much_was_told(newsdex, fresh):
    newsdex("--index", fresh, "watch", "run", "strikes")
    newsdex("--index", fresh, "watch", "run", "strikes", "--dry-run")
    more = story("more", "Third strike", "A third strike stopped the harbour of Lunde on Sunday.")
    newsdex("--index", fresh, "add", "-", stdin=more)
    newsdex("--index", fresh, "watch", "run", "strikes")

    listed = newsdex("--index", fresh, "watch", "list", "--format", "json").stdout

    ferries, strikes = json.loads(listed)
    assert (ferries["last_run"], ferries["stories"]) == (None, 0)
    assert strikes["stories"] == 2
    ran = datetime.fromisoformat(strikes["last_run"]).astimezone()
    shown = newsdex("--index", fresh, "watch", "list").stdout.splitlines()[-1]
    assert re.split(" {2,}", shown) == ["strikes", "+strike +harbour", f"{ran:%Y-%m-%d %H:%M}", "2"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("watch", "run", "--output", "gone/news.html"),
        ("watch", "run", "nobody", "--format", "atom", "--output", "gone/news.atom"),
        ("ask", "-", "--output", "gone/report.html"),
        ("timeline", "strike", "--plot", "gone/strike.svg"),
        ("export", "--with-vectors", "gone/vectors.parquet"),
    ],
    ids=" ".join,
)
def test_a_file_in_a_folder_that_is_not_there_is_told_before_anything_is_done(
    newsdex, watched, arguments
):
    done = newsdex("--index", watched, *arguments, stdin="strike")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"newsdex: {arguments[-1]} can't be written: there is no folder gone\n"


@pytest.mark.slow
def test_a_feed_says_where_it_is_found_once_that_is_known(newsdex, fresh, tmp_path):
    path, url = tmp_path / "news.atom", "https://desk.example/news.atom"
    run = ("--index", fresh, "watch", "run", "--format", "atom", "--output", path)

    def found_at():
        links = etree.parse(path).iterfind("atom:link", ATOM)
        return [(each.get("rel"), each.get("href")) for each in links]

    newsdex(*run, "strikes", "--dry-run")
    assert found_at() == []
    newsdex(*run, "strikes", "--feed-url", url)
    assert found_at() == [("self", url)]
    newsdex(*run)
    assert found_at() == [("self", url)]
    wrong = newsdex("--index", fresh, "watch", "run", "--feed-url", url)
    assert "--feed-url goes with --format atom" in wrong.stderr


@pytest.mark.slow
def test_a_feed_says_where_else_a_story_stands(newsdex, fresh, tmp_path):
    text = (
        "The ferry Norn ran aground off Drossen on Friday with ninety people on board, the "
        "coastguard said. A tug took all of them to Colvik before the tide turned, and the ferry "
        "was pulled free at dawn. Its captain blamed a buoy that had drifted from its place."
    )
    rows = (story(f"norn-{n}", "Ferry aground", text, source=f"Paper {n}") for n in (1, 2, 3))
    newsdex("--index", fresh, "add", "-", stdin="".join(rows))

    newsdex(
        *("--index", fresh, "watch", "run", "ferries"),
        *("--format", "atom", "--output", tmp_path / "news.atom"),
    )

    contents = [each.text for each in etree.parse(tmp_path / "news.atom").iter("{*}content")]
    (told,) = [each for each in contents if "Norn" in each]
    assert told.endswith(" – also in: Paper 2, Paper 3")
