"""How the score of a hit came about."""

import json

import pytest

from corpus import read_articles
from index import NewsIndex

SAMPLE = """{"title": "Ferry sank off Pell Head", "text": "The ferry sank at night off the cape.", \
"source": "Coastal Wire", "published": "2024-03-01"}
{"title": "Dam", "text": "The dam held in the night. A ferry passed by.", "published": "2024-02-01"}
{"title": "Budget", "text": "The council passed its budget."}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    folder = tmp_path_factory.mktemp("explained")
    (folder / "three.jsonl").write_text(SAMPLE, encoding="utf-8")
    with NewsIndex.create(folder / "news") as index:
        index.add(read_articles(folder / "three.jsonl"))
    return folder / "news"


@pytest.mark.parametrize(
    "options",
    [{}, {"recent": 30}, {"mode": "keyword"}, {"mode": "dense"}, {"mode": "keyword", "recent": 9}],
)
@pytest.mark.parametrize("question", ["ferry night", "Coastal Wire on 1 March 2024: fer* sank"])
def test_the_shares_add_up_to_the_score(folder, question, options):
    with NewsIndex.open(folder) as index:
        hits = index.search(question, explain=True, **options)

    assert hits
    for hit in hits:
        shares = hit.explanation.shares
        assert sum(shares.values()) == pytest.approx(hit.ranking_score, abs=1e-4)
        if hit.keyword_score is not None:
            words = sum(hit.explanation.words.values())
            assert words == pytest.approx(hit.keyword_score, abs=1e-4)
        else:
            assert not hit.explanation.words


def test_a_word_is_told_as_it_was_typed_and_one_that_is_not_there_adds_nothing(folder):
    with NewsIndex.open(folder) as index:
        first = index.search("Ferry dams", explain=True)[0]

    assert set(first.explanation.words) == {"Ferry", "dams"}
    assert (first.explanation.words["dams"] > 0) == ("dam" in first.passage.text)


def test_nothing_is_explained_that_was_not_asked_for_or_not_ranked(folder):
    with NewsIndex.open(folder) as index:
        assert index.search("ferry")[0].explanation is None
        assert index.search("", since="2024-01-01", explain=True)[0].explanation is None


@pytest.mark.slow
def test_the_command_line_explains_in_words_and_in_json(newsdex, folder):
    told = newsdex("--index", folder, "search", "ferry night", "--explain", "--limit", "1").stdout

    (why,) = (line.strip() for line in told.splitlines() if "why: " in line)
    assert why.startswith("why: meaning +")
    assert "words +" in why
    assert "; together " in why
    (words,) = (line.strip() for line in told.splitlines() if "words by BM25: " in line)
    assert words.startswith("words by BM25: ferry ")
    found = newsdex(
        *("--index", folder, "search", "ferry night", "--explain", "--format", "json")
    ).stdout
    shares = json.loads(found)["hits"][0]["explanation"]["shares"]
    assert set(shares) == {"dense", "keyword", "article", "title", "stub", "source", "time"}
