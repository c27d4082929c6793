"""What is typed for articles: ids, how they begin, and numbers of the last search."""

import json
from pathlib import Path

import pytest

from corpus import Article
from index import NewsIndex


@pytest.fixture(scope="module")
def wires(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index in which an id is a number and another begins as a third does."""
    folder = tmp_path_factory.mktemp("wires") / "news"
    ids = ["2", "gazette-12", "wire-20", "wire-2024-1", "wire-2024-2"]
    ids += [f"post-{n}" for n in range(7)]
    with NewsIndex.create(folder) as index:
        index.add(
            [Article(id=id_, title=f"Story {id_}", text=f"A ferry of story {id_}.") for id_ in ids],
            embed=False,
        )
    return folder


def shown(done):
    """Return the ids of the articles that a command printed as JSON Lines."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


@pytest.fixture
def show(newsdex, wires, tmp_path):
    """Return the command `show`, with a cache of the test's own."""

    def run(*names, command="show"):
        form = ("--format", "jsonl") if command != "open" else ()
        return newsdex("--index", wires, command, *names, *form, XDG_CACHE_HOME=str(tmp_path))

    return run


def test_several_articles_are_shown_in_the_order_that_they_are_named_in(show):
    assert shown(show("wire-2024-2", "2", "wire-2024-1")) == ["wire-2024-2", "2", "wire-2024-1"]


def test_how_one_id_alone_begins_is_enough(show):
    assert shown(show("gaz", "wire-2024-1")) == ["gazette-12", "wire-2024-1"]


def test_an_id_wins_over_longer_ones(show):
    assert shown(show("wire-20")) == ["wire-20"]


def test_what_several_ids_begin_with_is_told_with_some_of_them(show):
    done = show("post-")

    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line == (
        "newsdex: several ids begin with 'post-': "
        "post-0, post-1, post-2, post-3, post-4, …; write more of one"
    )


def test_a_number_is_a_hit_of_the_last_search(show):
    found = shown(show("ferry", "--mode", "keyword", "--limit", "5", command="search"))
    numbered = dict(enumerate(found, 1))

    assert shown(show("1", "3", "5")) == [numbered[1], numbered[3], numbered[5]]
    done = show("2")
    assert shown(done) == [numbered[2]], "a number is a hit, and an id is said to be one"
    assert done.stderr == (
        f"newsdex: 2 is hit 2 of the last search ({numbered[2]}); id:2 is the article\n"
    )
    assert shown(show("id:2")) == ["2"]
    assert show("6").stderr == (
        "newsdex: no article has the id '6', and the last search showed no hit 6\n"
    )


def test_the_last_search_of_another_index_does_not_count(show, newsdex, seeded, tmp_path):
    found = shown(show("ferry", "--mode", "keyword", command="search"))
    newsdex(
        "--index", seeded, "search", "cranes", "--mode", "keyword", XDG_CACHE_HOME=str(tmp_path)
    )

    assert shown(show("1")) == found[:1]


def test_a_cache_that_can_not_be_written_to_is_no_failure(show, tmp_path):
    (tmp_path / "newsdex").touch()  # where a folder would be made

    done = show("ferry", "--mode", "keyword", command="search")

    assert len(shown(done)) == 10
    assert done.stderr == ""


def test_a_damaged_memory_of_the_last_search_is_no_memory(show, tmp_path):
    show("ferry", "--mode", "keyword", command="search")
    (kept,) = Path(tmp_path).rglob("searches/*.json")
    kept.write_text('{"1": ["wi', encoding="utf-8")

    assert show("1").stderr == "newsdex: no article has the id '1'; search shows ids\n"


@pytest.mark.parametrize(
    "nothing",
    [
        ("search", "+zeppelin", "--mode", "keyword"),
        ("search", "+zeppelin", "--mode", "keyword", "--format", "csv"),
        ("search", "ferry", "--mode", "keyword", "--offset", "500"),
        ("quotes", "ferry", "--mode", "keyword"),
        ("similar", "1", "--since", "2024"),
    ],
)
def test_a_search_that_shows_nothing_leaves_the_numbers_that_are_on_the_screen(
    show, newsdex, wires, tmp_path, nothing
):
    found = shown(show("ferry", "--mode", "keyword", "--limit", "3", command="search"))

    done = newsdex("--index", wires, *nothing, XDG_CACHE_HOME=str(tmp_path))

    assert done.returncode == 0
    assert shown(show("3")) == [found[2]]
