"""export and remove take what a question and its conditions match, to the last article."""

import json

import pytest
from conftest import ROOT

from corpus import read_articles
from index import NewsIndex

WIRE = 10
"""Articles of the Cormorant Wire among the seeds."""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    folder = tmp_path_factory.mktemp("selecting") / "news"
    with NewsIndex.create(folder) as index:
        index.add(read_articles(ROOT / "seeds"))
        index.add({"id": f"copy-{n}", "text": TEXT, "source": f"Paper {n}"} for n in range(3))
    return folder


TEXT = (
    "The harbour board of Quillan said on Monday that it would widen the northern lock before "
    "winter. Two firms offered to do the work, and the cheaper one wants forty days for it."
)


def exported(newsdex, index, *arguments):
    done = newsdex("--index", index, "export", *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_export_takes_conditions_and_counts_what_search_counts(newsdex, seeded):
    wire = exported(newsdex, seeded, "--source", "Cormorant Wire")
    assert len(wire) == WIRE
    assert {row["source"] for row in wire} == {"Cormorant Wire"}

    with NewsIndex.open(seeded) as index:
        total = index.search("strike +mediator", copies="all", limit=1).total
        ids = index.ids("strike +mediator")
    found = [row["id"] for row in exported(newsdex, seeded, "strike +mediator")]
    assert found == ids
    assert len(found) == total > 0


@pytest.mark.slow
def test_every_copy_of_a_story_is_meant_unless_told(newsdex, seeded):
    assert len(exported(newsdex, seeded, '"northern lock"')) == 3
    assert len(exported(newsdex, seeded, '"northern lock"', "--copies", "first")) == 1


def test_without_a_question_everything_is_exported(newsdex, seeded):
    with NewsIndex.open(seeded) as index:
        assert len(exported(newsdex, seeded)) == len(index) == len(index.ids())
        assert [each.id for each in index.articles()] == index.ids()
        assert list(index.articles(source="Cormorant Wire", until="2024-09-30")) == [
            each
            for each in index.articles(source="Cormorant Wire")
            if each.published.isoformat() < "2024-10"
        ]


def test_an_index_has_a_length_and_is_asked_for_ids(seeded, tmp_path):
    with NewsIndex.open(seeded) as index:
        assert "copy-1" in index
        assert "nobody" not in index
        assert 3 not in index
    with NewsIndex.create(tmp_path / "empty") as empty:
        assert len(empty) == 0
        assert empty, "an index is one, however many articles it has"


@pytest.fixture
def mine(seeded, tmp_path):
    """Return an index with an article of its own for each test."""
    with NewsIndex.create(tmp_path / "news") as index:
        index.add(
            {"id": f"{town}-{n}", "text": f"Story {n} of {town}.", "source": town}
            for town in ("Varde", "Lunde")
            for n in range(6)
        )
    assert seeded.exists()
    return tmp_path / "news"


def ids_of(folder):
    with NewsIndex.open(folder) as index:
        return index.ids()


def test_remove_by_conditions_names_what_goes_and_does_nothing_in_a_dry_run(newsdex, mine):
    done = newsdex("--index", mine, "remove", "--source", "Varde", "--dry-run")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == "newsdex: 6 articles to remove, the first 5:"
    assert len(done.stderr.splitlines()) == 6
    assert len(ids_of(mine)) == 12


def test_remove_by_conditions_takes_exactly_these(newsdex, mine):
    done = newsdex("--index", mine, "remove", "--source", "Varde", "--yes")

    assert (done.returncode, done.stdout) == (0, f"removed 6; 6 articles in {mine}\n")
    assert ids_of(mine) == [f"Lunde-{n}" for n in range(6)]


def test_remove_by_a_question_takes_exactly_what_matches(newsdex, mine):
    question = ["--matching", "+story -2", "--mode", "keyword", "--source", "Lunde"]
    done = newsdex("--index", mine, "remove", *question, "-y")

    assert done.returncode == 0
    assert ids_of(mine) == [*(f"Varde-{n}" for n in range(6)), "Lunde-2"]


def test_no_one_is_there_to_be_asked(newsdex, mine):
    done = newsdex("--index", mine, "remove", "--source", "Varde")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "newsdex: no one is there to be asked: --yes removes 6 articles"
    )
    assert len(ids_of(mine)) == 12


@pytest.mark.parametrize("arguments", [[], ["Varde-1", "--source", "Varde"]])
def test_articles_are_named_or_described_and_not_both(newsdex, mine, arguments):
    done = newsdex("--index", mine, "remove", *arguments)

    assert done.returncode == 2
    assert "name articles by ID, or say by options which ones" in done.stderr


def test_what_no_article_matches_removes_none(newsdex, mine):
    done = newsdex("--index", mine, "remove", "--source", "Brannock", "--yes")

    assert (done.returncode, done.stdout) == (1, f"removed 0; 12 articles in {mine}\n")


def test_an_id_that_no_article_has_is_told_in_a_dry_run_too(newsdex, mine):
    done = newsdex("--index", mine, "remove", "Varde-1", "+story", "--dry-run")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "newsdex: no article has the id '+story'; search shows ids"
    )


def test_what_no_article_has_of_the_conditions_is_told(newsdex, mine):
    for command in ("export", "remove"):
        done = newsdex(
            "--index", mine, command, "--source", "Vardee", *["--yes"][command == "export" :]
        )
        assert "newsdex: nothing matches\n" in done.stderr
        assert "no source 'Vardee'; there are: " in done.stderr


def test_export_says_in_a_dry_run_what_it_would_write(newsdex, mine, tmp_path):
    vectors = tmp_path / "vectors.parquet"
    for asked, told in ((["--source", "Varde"], 6), ([], 12)):
        done = newsdex("--index", mine, "export", *asked, "--dry-run", "--with-vectors", vectors)

        assert (done.returncode, done.stdout) == (0, "")
        first, *named = done.stderr.splitlines()
        assert first == f"newsdex: {told} articles to export, the first 5:"
        assert [line.split()[-1] for line in named] == [f"Varde-{n}" for n in range(5)]
        assert not vectors.exists()


def test_remove_takes_beginnings_of_ids_and_numbers_of_hits(newsdex, mine):
    found = newsdex("--index", mine, "search", "", "--source", "Lunde", "--list").stdout
    second = found.splitlines()[1].split()[-1]

    done = newsdex("--index", mine, "remove", "2", "Varde-3", f"id:{second}", "--yes")

    assert (done.returncode, done.stdout) == (0, f"removed 2; 10 articles in {mine}\n")
    assert done.stderr == ""
    assert not {second, "Varde-3"} & set(ids_of(mine))


def test_remove_guesses_nothing(newsdex, mine):
    done = newsdex("--index", mine, "remove", "Var", "Lunde-1", "--dry-run")

    assert (done.returncode, done.stdout) == (1, "")
    *named, told = done.stderr.splitlines()
    assert named[0] == "newsdex: 1 article to remove:"
    assert named[1].endswith("Story 1 of Lunde.  Lunde-1")
    assert told.startswith("newsdex: several ids begin with 'Var': Varde-0, Varde-1, ")
    done = newsdex("--index", mine, "remove", "Var", "--yes")
    assert (done.returncode, done.stdout) == (1, f"removed 0; 12 articles in {mine}\n")


def test_what_is_named_is_asked_about_too(newsdex, mine):
    done = newsdex("--index", mine, "remove", "Varde-1")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "newsdex: 1 article to remove:",
        "  Varde  Story 1 of Varde.  Varde-1",
        "newsdex: no one is there to be asked: --yes removes 1 article",
    ]
    assert len(ids_of(mine)) == 12
