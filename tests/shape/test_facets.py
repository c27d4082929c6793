"""Facets: everything that a question finds, counted by the values that articles have."""

import csv
import io
import json
from collections import Counter
from datetime import date

import numpy as np
import pytest
from conftest import ARTICLES, run_newsdex
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import Facet, FieldValue, NewsIndex, QuestionError
from index.interfaces import Holdings
from index.shape import facet_of

TEXT = "The harvest festival of {place} drew a crowd, and the brass band of {place} played."
HARVEST = (
    Article(id="a", text=TEXT.format(place="Ardal"), source="Coastal Wire", authors=("Zoë Ek",),
            published="2023-12-31", extra={"topics": ["grain", "music"]}),
    Article(id="b", text=TEXT.format(place="Bremby"), source="COASTAL WIRE",
            authors=("Zoe Ek", "ZOË EK", "Bo Lind"), published="2024-01-01",
            extra={"topics": "grain"}),
    Article(id="c", text=TEXT.format(place="Colvik"), source="Coastal Wire",
            published="2024-01-06", extra={"year": "leap"}),
    Article(id="d", text=TEXT.format(place="Drossen"), source="Harbour Post"),
    Article(id="e", text="The prime minister resigned.", source="Evening Post",
            published="2022-05-05"),
)  # fmt: skip


@pytest.fixture(scope="module")
def harvest(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("facets") / "news") as index:
        index.add([*HARVEST, Article(id="gone", text=TEXT.format(place="Elmar"), source="Gone")])
        index.remove(["gone"])
        yield index


def counts(facet):
    return {each.value: each.articles for each in facet.values}


def one(index, question, field, **conditions):
    (facet,) = index.facets(question, field, **conditions)
    return facet


def test_articles_are_counted_by_source_however_it_is_written(harvest):
    assert one(harvest, "+harvest", "source") == Facet(
        field="source",
        values=(FieldValue("Coastal Wire", 3), FieldValue("Harbour Post", 1)),
        articles=4,
        without=0,
        distinct=2,
    )


def test_an_article_with_several_values_counts_for_each_and_once(harvest):
    assert counts(one(harvest, "+harvest", "topics")) == {"grain": 2, "music": 1}
    authors = one(harvest, "+harvest", "authors")
    assert (authors.field, authors.articles, authors.without) == ("author", 2, 2)
    assert sorted(counts(authors).values()) == [1, 2]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("year", {"2023": 1, "2024": 2}),
        ("month", {"2023-12": 1, "2024-01": 2}),
        ("week", {"2023-12-25": 1, "2024-01-01": 2}),
        ("day", {"2023-12-31": 1, "2024-01-01": 1, "2024-01-06": 1}),
        ("published", {"2023-12-31": 1, "2024-01-01": 1, "2024-01-06": 1}),
        ("weekday", {"Monday": 1, "Saturday": 1, "Sunday": 1}),
    ],
)
def test_times_are_counted_in_their_order(harvest, unit, expected):
    facet = one(harvest, "+harvest", unit)

    assert list(counts(facet).items()) == list(expected.items())
    assert (facet.articles, facet.without) == (3, 1)


def test_days_are_those_of_the_clock_where_an_article_was_published(archive):
    known = Counter(a.published.date().isoformat() for a in ARTICLES if a.published)

    assert counts(one(archive, "", "day", most=100)) == known


def test_a_field_called_as_a_time_is_is_counted_as_the_time(harvest):
    assert "leap" not in counts(one(harvest, "", "year"))


def test_without_a_question_every_article_counts_and_conditions_bind(harvest):
    assert one(harvest, "", "source").articles == 5
    assert counts(one(harvest, "", "source", since=date(2024, 1, 1))) == {"Coastal Wire": 2}
    assert counts(one(harvest, 'source:"harbour post"', "source")) == {"Harbour Post": 1}


def test_the_values_that_most_articles_have_are_told_and_how_many_there_are(harvest):
    facet = one(harvest, "", "source", most=1)

    assert (counts(facet), facet.distinct) == ({"Coastal Wire": 3}, 3)


def test_a_story_counts_once_where_it_is_shown_once(seeded):
    with NewsIndex.open(seeded) as index:
        once, all_ = (one(index, "strike", "source", copies=copies) for copies in ("first", "all"))
        assert once.articles + once.without == index.search("strike").total
        assert all_.articles + all_.without == index.search("strike", copies="all").total
        assert all_.articles > once.articles


@pytest.mark.parametrize("copies", ["first", "all"])
@pytest.mark.parametrize("question", ["strike", "+ferry", "-ferry", 'source:"Cormorant Wire"'])
def test_facets_and_timelines_are_a_plain_count_of_all_hits(seeded, question, copies):
    with NewsIndex.open(seeded) as index:
        lots = index.search_all(question, per_article=1, copies=copies, mode="keyword")
        articles = [hit.article for hits in lots for hit in hits]
        conditions = {"copies": copies, "mode": "keyword"}
        facets = index.facets(question, ["source", "month"], most=100, **conditions)
        (line,) = index.timeline(question, by="month", **conditions).lines

    assert articles
    source, month = map(counts, facets)
    assert source == Counter(each.source for each in articles if each.source)
    dates = [each.published for each in articles if each.published]
    assert month == Counter(f"{each:%Y-%m}" for each in dates)
    assert (sum(line.counts), line.articles) == (len(dates), len(articles))
    assert sorted(filter(None, line.counts)) == sorted(month.values())


def test_a_field_that_there_is_not_names_those_there_are(harvest):
    with pytest.raises(QuestionError, match="no field 'topcis'; there are: topics, source, "):
        harvest.facets("harvest", ["source", "topcis"])
    with pytest.raises(QuestionError, match="most: 0 is below 1"):
        harvest.facets("harvest", "source", most=0)


def test_nothing_found_is_counted_as_nothing(harvest):
    assert one(harvest, '"no such phrase"', "source") == Facet("source", (), 0, 0, 0)


def test_hits_come_with_the_facets_that_were_asked_for(harvest):
    hits = harvest.search("+harvest", limit=1, facets=["source", "year"])

    assert hits.facets == harvest.facets("+harvest", ["source", "year"])
    assert hits.facets[0].articles + hits.facets[0].without == hits.total == 4
    (lot,) = harvest.search_all("+harvest", facets="source")
    assert lot.facets == hits.facets[:1]
    assert harvest.search("+harvest").facets == ()


@given(
    held=st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(["Wire", "WIRE", "Post", "Gazette"])),
        max_size=20,
    ).map(lambda pairs: sorted(set(pairs))),
    found=st.sets(st.integers(0, 8)),
    most=st.integers(1, 4),
)
def test_with_and_without_a_value_are_all_that_was_found(held, found, most):
    having = {}
    for article, value in held:
        having.setdefault(value, []).append(article)
    holdings = Holdings.of({value: np.array(each, np.int64) for value, each in having.items()})

    facet = facet_of("source", holdings, np.isin(np.arange(9), list(found)), most)

    expected = {}
    for article, value in held:
        if article in found:
            expected.setdefault(value.lower(), set()).add(article)
    assert facet.articles + facet.without == len(found)
    assert facet.articles == len(set().union(*expected.values()))
    assert facet.distinct == len(expected)
    told = [each.articles for each in facet.values]
    assert told == sorted(map(len, expected.values()), reverse=True)[:most]
    assert all(each.articles == len(expected[each.value.lower()]) for each in facet.values)


@pytest.mark.slow
def test_the_command_line_prints_facets_alone_and_below_hits(newsdex, seeded):
    alone = newsdex("--index", seeded, "facets", "+strike", "--by", "source,month", "--most", "2")
    below = newsdex("--index", seeded, "search", "+strike", "--limit", "1", "--facets", "source")

    assert alone.returncode == below.returncode == 0
    first = [line.split() for line in alone.stdout.splitlines()]
    assert first[0] == ["source"]
    assert first[1][:2] == ["Cormorant", "Wire"]
    assert ["month"] in first
    assert all(line == line.rstrip() for line in alone.stdout.splitlines())
    assert alone.stdout.split("\n\n")[0].rstrip() == below.stdout.rpartition("\n\n")[2].rstrip()


@pytest.mark.slow
def test_facets_come_in_the_formats_of_programs(seeded, tmp_path):
    def run(*arguments):
        return run_newsdex("--index", seeded, *arguments, cwd=tmp_path)

    found = json.loads(run("facets", "+strike", "--by", "source", "--format", "json").stdout)
    hits = json.loads(run("search", "+strike", "--facets", "source", "--format", "json").stdout)
    table = run("facets", "+strike", "--by", "source", "--format", "csv").stdout
    refused = run("search", "+strike", "--facets", "source", "--format", "csv")

    assert hits["facets"] == found
    assert found[0]["articles"] + found[0]["without"] == hits["total"]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sum(int(row["articles"]) for row in rows) == hits["total"]
    assert rows[0] == {"field": "source", "value": "Cormorant Wire", "articles": "3"}
    assert refused.returncode == 2
    assert "newsdex facets prints CSV" in refused.stderr
