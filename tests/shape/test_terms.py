"""Terms: which words, names and sources stand out in what a question finds."""

import csv
import io
import json

import numpy as np
import pytest
from conftest import run_newsdex
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import NewsIndex, QuestionError
from index.shape import Wording, log_likelihood, times_as_often

TOWNS = "Ardal Bremby Colvik Drossen Elmar Fenwold Gorsk Hallin Istria Jorvik Kelby Lunde".split()
QUAKE = (
    "A strong earthquake shook {town} before dawn on Tuesday. Rescuers dug in the rubble of the "
    "school for survivors. Governor Mira Holt said tents would come from the Bank of {town}. "
    "Holt spoke of aftershocks."
)
CALM = (
    "The council of {town} met on Tuesday. It said that the school would be painted, and spoke of "
    "the budget for the drains. Nothing else was decided."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    path = tmp_path_factory.mktemp("terms") / "news"
    with NewsIndex.create(path) as index:
        for number, town in enumerate(TOWNS * 4):
            quake = number < 12
            text = (QUAKE if quake else CALM).format(town=town)
            source = "Shaker Post" if quake or number == 13 else "Coastal Wire"
            index_title = "EARTHQUAKE IN THE NORTH" if quake else f"Council of {town} {number}"
            index.add(
                Article(id=str(number), title=index_title, text=text, source=source), embed=False
            )
    return path


@pytest.fixture(scope="module")
def news(folder):
    with NewsIndex.open(folder) as index:
        yield index


def told(terms):
    return [each.text for each in terms.terms]


def test_words_and_names_of_a_matter_stand_out_as_they_are_written(news):
    terms = news.terms("+earthquake", copies="all")

    assert (terms.question, terms.articles, terms.read, terms.passages) == (
        "+earthquake", 12, 12, 12,
    )  # fmt: skip
    assert "Governor Mira Holt" in told(terms)
    assert {"rubble", "Rescuers", "survivors", "aftershocks"} <= set(told(terms))
    common = {"Tuesday", "said", "school", "spoke", "the", "Holt", "Governor", "Mira"}
    assert not common & set(told(terms))
    rubble = next(each for each in terms.terms if each.text == "rubble")
    assert (rubble.found, rubble.archive) == (12, 12)
    assert rubble.times > 10
    scores = [each.score for each in terms.terms]
    assert scores == sorted(scores, reverse=True)


def test_words_of_the_question_stand_out_only_if_asked_for(news):
    assert "earthquake" not in " ".join(told(news.terms("earthquake"))).lower()
    assert "earthquake" in " ".join(told(news.terms("earthquake", own=True))).lower()


def test_sources_that_write_more_about_it_than_about_the_rest_stand_out(news):
    (source,) = news.terms("+earthquake", copies="all").sources

    assert (source.source, source.found, source.archive) == ("Shaker Post", 12, 13)
    assert source.times > 10


def test_no_more_are_told_than_asked_for_and_conditions_bind(news):
    assert len(news.terms("+earthquake", most=2).terms) == 2
    by_source = news.terms("", source="Shaker Post", copies="all")
    assert by_source.articles == 13
    assert "rubble" in told(by_source)
    with pytest.raises(QuestionError, match="most: 0 is below 1"):
        news.terms("earthquake", most=0)


def test_nothing_stands_out_where_nothing_or_everything_is_found(news):
    nothing = news.terms('"no such phrase"')

    assert (nothing.articles, nothing.terms, nothing.sources) == (0, (), ())
    everything = news.terms("tuesday", mode="keyword", copies="all")
    assert everything.articles == 48
    assert everything.sources == ()


@pytest.mark.parametrize(
    ("texts", "term", "written"),
    [
        (["Paul Volcker spoke. Volcker left."] * 3, "volcker", "Paul Volcker"),
        (["Paul Volcker spoke."] + ["Volcker left."] * 3, "volcker", "Volcker"),
        (["He is at the Bank of England."] * 2, "england", "Bank of England"),
        (["Here is James A. Baker today."] * 2, "baker", "James A. Baker"),
        (["Leave it to Jean-Claude Trichet now."] * 2, "trichet", "Jean-Claude Trichet"),
        (["Barrels fell.", "It sold barrels.", "The barrels were empty."], "barrel", "barrels"),
        (["The Federal Reserve Board met in Basle."] * 2, "reserv", "Federal Reserve Board"),
        (["THE FED CHAIRMAN PAUL VOLCKER SPOKE"] * 3, "volcker", "VOLCKER"),
        (["Yesterday Volcker left.", "Then Volcker came."], "volcker", "Volcker"),
        (["In Paris, London and Rome."] * 2, "london", "London"),
        (["The U.S. dollar fell."], "u.s", "U.S."),
    ],
)
def test_a_word_is_told_as_the_name_that_it_mostly_stands_in(texts, term, written):
    wording = Wording()
    for number, text in enumerate(texts):
        wording.take(number, "", text, "en")

    assert wording.written(term) == written


def test_headlines_say_nothing_of_how_words_are_written():
    wording = Wording()
    wording.take(1, "HARVEST LOST IN FLOOD", "The harvest was lost.", "en")

    assert wording.written("harvest") == "harvest"
    assert wording.passages["flood"] == 1


@given(
    of_all=st.integers(2, 1000), share=st.floats(0.01, 0.99), here=st.floats(0, 1),
    elsewhere=st.floats(0, 1),
)  # fmt: skip
def test_likelihood_grows_with_the_difference_and_is_0_without_one(of_all, share, here, elsewhere):
    of_found = max(1, min(of_all - 1, round(share * of_all)))
    found = round(here * of_found)
    everywhere = found + round(elsewhere * (of_all - of_found))
    counts = np.array([found]), of_found, np.array([everywhere]), of_all

    (surprise,), (times,) = log_likelihood(*counts), times_as_often(*counts)

    assert surprise >= -1e-9
    if found * of_all == everywhere * of_found:
        assert surprise == pytest.approx(0, abs=1e-6)
    else:
        assert surprise > 0
    assert times > 0


def test_likelihood_is_that_of_the_paper():
    # "the swiss" in table 1 of Dunning (1993): 110 of 2,441 and 111 of 29,314 follow, G² 270.72.
    (surprise,) = log_likelihood(np.array([110]), 2552, np.array([221]), 31777)

    assert surprise == pytest.approx(270.72, abs=0.5)


@pytest.mark.slow
def test_terms_come_in_every_format(folder, tmp_path):
    def run(*arguments):
        asked = ("terms", "+earthquake", "--copies", "all", *arguments)
        return run_newsdex("--index", folder, *asked, cwd=tmp_path)

    table, whole, rows = run(), run("--format", "json"), run("--format", "csv")

    assert table.returncode == whole.returncode == rows.returncode == 0
    heads = [line.split()[0] for line in table.stdout.splitlines() if line]
    assert (heads[0], "source" in heads) == ("term", True)
    assert "read 12 passages of 12 of 12 articles" in table.stderr
    found = json.loads(whole.stdout)
    assert found["sources"][0]["source"] == "Shaker Post"
    listed = list(csv.DictReader(io.StringIO(rows.stdout)))
    assert [row["text"] for row in listed] == [
        *(each["text"] for each in found["terms"]), "Shaker Post",
    ]  # fmt: skip
    assert {row["kind"] for row in listed} == {"term", "source"}
