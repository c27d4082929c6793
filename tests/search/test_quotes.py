"""Who said what: quotations found by a question, by their speaker, by conditions."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from corpus import Article
from index import NewsIndex, QuestionError

CRANES = Article(
    id="cranes",
    title="Cranes to be run by remote control",
    text="Dockers walked out on Monday over new cranes at the port.\n\n“We are not against "
    "machines,” union leader Jorun Takke told a crowd. “We are against being told about them by a "
    "notice.”\n\n"
    "The port’s director, Maurits Felk, said the cranes were “safer for everybody who works "
    "there”.\n\n“No one will lose a job over this,” he said.",
    published=datetime(2024, 9, 9, tzinfo=UTC),
    source="Coastal Wire",
    language="en",
)
ENDS = Article(
    id="ends",
    title="Strike over",
    text="The strike is over.\n\n“It is not the harbour we wanted, but it is ours,” said Jorun "
    "Takke as the dockers of the port went back to work at dawn.",
    published=datetime(2024, 10, 24, tzinfo=UTC),
    source="Coastal Wire",
    language="en",
)
AGAIN = Article(
    id="again",
    title="What was said of the harbour this year, in a few lines",
    text="“It is not the harbour we wanted, but it is ours,” Jorun Takke said in October. Of the "
    "ferry nobody spoke. The weather was bad and the bread was good.",
    published=datetime(2024, 12, 31, tzinfo=UTC),
    source="Evening Post",
    language="en",
)
FERRY = Article(
    id="ferry",
    title="Ferry aground",
    text="The ferry ran aground off Lunde.\n\n“I heard a bang and the lights went out,” said "
    "purser Ida Strand.\n\nThe “best hero” award went to nobody.",
    published=datetime(2024, 11, 2, tzinfo=UTC),
    source="Evening Post",
    language="en",
)
UNSPOKEN = Article(id="unspoken", title="Weather", text="Rain is expected at the port of Lunde.")

HARBOUR = "It is not the harbour we wanted, but it is ours"
MACHINES = "We are not against machines, We are against being told about them by a notice."


@pytest.fixture(scope="module")
def folder(prepared_encoder, tmp_path_factory):  # noqa: ARG001 - made before
    made = tmp_path_factory.mktemp("quotes") / "index"
    with NewsIndex.create(made) as index:
        index.add([CRANES, ENDS, AGAIN, FERRY, UNSPOKEN])
    return made


@pytest.fixture(scope="module")
def news(folder):
    with NewsIndex.open(folder) as index:
        yield index


def said(quotes):
    return [(each.speaker, each.words) for each in quotes]


def test_without_a_question_the_newest_come_first_and_the_same_words_once(news):
    quotes = news.quotes()

    assert [each.article.id for each in quotes] == ["ferry", "ends", *["cranes"] * 3]
    assert [each.rank for each in quotes] == [1, 2, 3, 4, 5]
    assert quotes.total == 5
    assert all(each.score is None and not each.marks for each in quotes)
    assert [[copy.id for copy in each.also_in] for each in quotes[:3]] == [[], ["again"], []]


def test_all_copies_of_the_same_words_are_shown_if_asked_for(news):
    quotes = news.quotes(copies="all")

    assert [each.article.id for each in quotes][:3] == ["again", "ferry", "ends"]
    assert quotes.total == 6


@pytest.mark.parametrize("name", ["Takke", "jorun takke", "TAKKE"])
def test_a_speaker_is_asked_for_by_words_of_the_name(news, name):
    quotes = news.quotes(speaker=name)

    assert said(quotes) == [("Jorun Takke", HARBOUR), ("Jorun Takke", MACHINES)]
    assert quotes.total == 2


@pytest.mark.parametrize("name", ["Tak", "Takke Jorun", "union leader"])
def test_a_part_of_a_word_or_what_somebody_is_finds_no_speaker(news, name):
    quotes = news.quotes(speaker=name)

    assert (said(quotes), quotes.total) == ([], 0)
    assert quotes.note.startswith(f"no speaker {name!r}; there are: ")
    assert "Jorun Takke" in quotes.note


def test_a_question_ranks_what_holds_its_words(news):
    best, *others = news.quotes("machines and a notice")

    assert (best.speaker, best.words) == ("Jorun Takke", MACHINES)
    text = best.article.text
    assert " ".join(text[start:end] for start, end in best.pieces) == MACHINES
    assert [text[start:end] for start, end in best.marks] == ["machines", "notice"]
    assert text[slice(*best.named)] == "Jorun Takke"
    assert 1 >= best.score > max(each.score for each in others) > 0


def test_what_stands_around_a_quotation_tells_what_it_is_about(news):
    best = news.quotes("ferry aground", limit=1)[0]

    assert said([best]) == [("Ida Strand", "I heard a bang and the lights went out")]


def test_a_pronoun_and_a_fragment_have_their_speaker(news):
    quotes = news.quotes(speaker="Felk")

    assert said(quotes) == [
        ("Maurits Felk", "safer for everybody who works there"),
        ("Maurits Felk", "No one will lose a job over this"),
    ]


def test_conditions_and_limit_bind(news):
    assert [q.article.id for q in news.quotes(since="2024-11", source="Evening Post")] == [
        "again",
        "ferry",
    ]
    assert said(news.quotes("machines", speaker="Takke", limit=1)) == [("Jorun Takke", MACHINES)]
    assert news.quotes("machines", speaker="Takke", until="2024-09-30").total == 1
    assert news.quotes(speaker="Takke", where={"extra": 1}).total == 0
    with pytest.raises(QuestionError, match="a limit of 0"):
        news.quotes(limit=0)


def test_articles_are_found_and_counted_by_who_is_quoted(news):
    assert {hit.article.id for hit in news.search("speaker:takke")} == {"cranes", "ends", "again"}
    assert {hit.article.id for hit in news.search("port", where={"speaker": "felk"})} == {"cranes"}
    (facet,) = news.facets("", "speaker")
    assert {each.value: each.articles for each in facet.values} == {
        "Jorun Takke": 3,
        "Maurits Felk": 1,
        "Ida Strand": 1,
    }


def test_the_command_says_who_said_what_and_where(newsdex, folder):
    done = newsdex("--index", folder, "quotes", "harbour", "--speaker", "Takke", "-n", "1")

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "1. Jorun Takke: “It is not the *harbour* we wanted, but it is ours”",
        "   Strike over",
        "   Coastal Wire · 24 October 2024 · ends",
        "   also in: Evening Post",
    ]
    assert done.stderr.startswith("newsdex: 1 of ")


def test_a_quotation_of_several_pieces_is_shown_as_one(newsdex, folder):
    done = newsdex("--index", folder, "quotes", "notice machines", "-n", "1", COLUMNS="60")

    assert done.stdout.splitlines()[:2] == [
        "1. Jorun Takke: “We are not against *machines*, … We are",
        "   against being told about them by a *notice*.”",
    ]


def test_programs_get_quotations_in_every_format(newsdex, folder):
    asked = ("--index", folder, "quotes", "--speaker", "Takke", "--format")

    whole = json.loads(newsdex(*asked, "json").stdout)
    lines = [json.loads(line) for line in newsdex(*asked, "jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(newsdex(*asked, "csv").stdout)))

    assert (whole["total"], whole["quotations"]) == (2, lines)
    assert [line["words"] for line in lines] == [row["words"] for row in rows]
    assert lines[0] | {"also_in": ["again"], "id": "ends", "speaker": "Jorun Takke"} == lines[0]
    start, end = lines[0]["speaker_start"], lines[0]["speaker_end"]
    assert ENDS.text[start:end] == "Jorun Takke"


def test_a_quotation_is_shown_by_its_number(newsdex, folder):
    newsdex("--index", folder, "quotes", "--speaker", "Strand")

    assert "The ferry ran aground" in newsdex("--index", folder, "show", "1").stdout


def test_nothing_found_is_said_and_a_table_has_its_header(newsdex, folder):
    asked = ("--index", folder, "quotes", "--speaker")

    done = newsdex(*asked, "Nobody")
    rows = newsdex(*asked, "Nobody", "--format", "csv").stdout

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "newsdex: nothing found"
    assert rows.splitlines() == newsdex(*asked, "Takke", "--format", "csv").stdout.splitlines()[:1]
