"""What every engine keeps: one suite over the engine on disk and a small one in memory.

What is found in one is found in the other, so that nothing above the interfaces depends on
SQLite, Whoosh or FAISS.
"""

import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from conftest import ARTICLES, TOWNS
from memory_engine import MemoryIndex, MemorySnapshot, as_asked

from corpus import Article, FileState, Origin, Withdrawal
from index import NewsIndex, NewsIndexError, NotEmbeddedError, Watch
from index.engines.cluster import ClusterIndex
from index.engines.local import LocalIndex
from index.evaluation import assess, read_questions
from index.interfaces import FieldValues
from index.models.loading import load_encoder
from index.models.model import DEFAULT_MODEL
from index.query import (
    Every,
    Field,
    Filters,
    Fuzzy,
    Period,
    Phrase,
    Prefix,
    Ranked,
    Wildcard,
    Without,
    filters,
    folded,
    parse,
    ranked,
)
from index.ranking import RankingOptions, passages_meeting, rank

LONG = Article(
    id="long",
    title="Ferry timetable",
    text="\n\n".join(
        f"The ferry to {town} leaves at {hour} in the morning and comes back at night. " * 8
        for hour, town in enumerate(TOWNS[:8], 1)
    ),
    published=datetime(2024, 5, 4, 7, tzinfo=UTC),
    source="Coastal Wire",
    section="Travel",
    language="en-GB",
)
COPY = Article(
    id="copy",
    title="Timetable of the ferries",
    text=LONG.text,
    published=datetime(2024, 5, 5, 7, tzinfo=UTC),
    source="Harbour Post",
)
UNDATED = Article(id="undated", text="Nobody knows when the Bremby observatory was built.")
WEST, EAST = timezone(timedelta(hours=-5)), timezone(timedelta(hours=9, minutes=30))
LATE = Article(
    id="late",
    title="Lighthouse lit again",
    text="The lighthouse of Bremby was lit again late in the evening.",
    published=datetime(2021, 3, 4, 23, 30, tzinfo=WEST),
    extra={"topics": ["light", "sea"], "priority": 3, "checked": True},
)
EARLY = Article(
    id="early",
    title="Lighthouse keeper speaks",
    text="The keeper of the lighthouse spoke before dawn.",
    published=datetime(2021, 3, 4, 0, 5, tzinfo=EAST),
    extra={"topics": "light", "priority": 2.5, "checked": False, "desk": {"name": "north"}},
)
CORPUS = (*ARTICLES, LONG, COPY, UNDATED, LATE, EARLY)

FILTERS = {
    "nothing": filters(),
    "a source": filters(source="coastal wire"),
    "one of several sources": filters(source=["coastal wire", "Nobody's Gazette"]),
    "a day": filters(since="2024-05-04", until="2024-05-04"),
    "a time since": filters(since="2024-03-02"),
    "a day that began earlier and ended later elsewhere": filters(
        since="2021-03-04", until=date(2021, 3, 4)
    ),
    "the day after": filters(since="2021-03-05", until="2021-03-05"),
    "the day before": filters(until="2021-03-03"),
    "a moment": filters(since="2021-03-04T23:30-05:00", until="2021-03-05T04:30"),
    "the last of days": filters(until="9999-12-31"),
    "an author": filters(author="mira holt"),
    "a section and a language": filters(section="travel", language="en"),
    "what no one is": filters(source="Nobody's Gazette"),
    "one of several authors, sections and languages": filters(
        author=["mira holt", "jonas reed"], section=["travel", "politics"], language=["en", "de"]
    ),
    "an element of a list": filters(where={"topics": "light"}),
    "one of several values": filters(where={"topics": ["sea", "grain"]}),
    "two fields": filters(where={"topics": ["light", "sea"], "priority": 3}),
    "a boolean": filters(where={"checked": True}),
    "a field that no one has": filters(where={"topcis": "light"}),
    "a value that no one has": filters(where={"priority": 33}),
}
QUESTIONS = (
    "who will be heard by the inquiry",
    "ferry to Colvik in the morning",
    "spillway gates not tested",
    "the obsrevatory of Bremby",
    'ferry source:"Harbour Post"',
    "+dam -minister",
    "published:2024-05",
    "published:2021-03-04",
    "published:2021-03-04..2021-03-04 lighthouse",
)


def passes(article, wanted):
    """Tell whether an article passes filters, as a reader of the documentation would say it."""
    when = article.published
    return (
        (not wanted.since or bool(when and as_asked(when, wanted.since) >= wanted.since))
        and (not wanted.until or bool(when and as_asked(when, wanted.until) <= wanted.until))
        and (not wanted.source or article.source.lower() in map(str.lower, wanted.source))
        and (not wanted.section or article.section.lower() in wanted.section)
        and (not wanted.language or article.language.lower().split("-")[0] in wanted.language)
        and (not wanted.author or any(a.lower() in wanted.author for a in article.authors))
        and all(
            any(value in written(article.extra.get(field)) for value in values)
            for field, values in wanted.where
        )
    )


def written(value):
    """Return a value of `extra` as it is asked for, or all of a list."""
    if isinstance(value, list):
        return [each for one in value for each in written(one)]
    return [json.dumps(value) if isinstance(value, int | float) else value]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(DEFAULT_MODEL)


@pytest.fixture(scope="module", params=["local", "tables", "memory"])
def make(request, encoder, tmp_path_factory):
    """Return what makes an empty index of an engine."""

    def make_index():
        if request.param == "memory":
            return MemoryIndex(encoder)
        folder = tmp_path_factory.mktemp("engine") / "news"
        if request.param == "tables":
            return ClusterIndex.create(f"lance://{folder}", lambda: encoder, wait=10)
        return LocalIndex.create(folder, lambda: encoder, wait=10)

    return make_index


def fill(index, encoder, articles, *, embed=True):
    return index.add(articles, encoder, atomic=False, embed=embed, on_embedded=None)


@pytest.fixture(scope="module")
def filled(make, encoder):
    """An index of the corpus, in two parts, after an article of it was removed."""
    index = make()
    gone = Article(id="gone", title="Ferry sold", text="The ferry was sold to Colvik.")
    fill(index, encoder, [*CORPUS[:2], gone])
    fill(index, encoder, CORPUS[2:])
    index.remove(["gone"])
    with closing(index):
        yield index


@pytest.fixture
def snapshot(filled):
    with filled.use() as snapshot:
        yield snapshot


def living(snapshot):
    """Return the number of each article that is in the index."""
    numbers = np.arange(snapshot.store.articles)
    return {
        id_: n
        for n, id_ in zip(numbers.tolist(), snapshot.store.ids(numbers), strict=True)
        if snapshot.store.holds(id_)
    }


def passages(snapshot, searchable):
    """Return the searchable passages, by asking for the newest ones and all of their articles."""
    everything = np.arange(snapshot.store.passages)
    found = snapshot.dense.ask(np.zeros(384, np.float32)).best(len(everything), searchable)
    return set(found.tolist())


def ids(snapshot, searchable):
    """Return the ids of the articles of the searchable passages."""
    numbers = np.array(sorted(passages(snapshot, searchable)), np.int64)
    return set(snapshot.store.ids(np.unique(snapshot.store.articles_of(numbers))))


def test_articles_and_passages_are_numbered_on_from_each_other(snapshot):
    store = snapshot.store
    articles = np.arange(store.articles)
    first, counts = store.passages_of(articles)

    assert first.tolist() == [0, *np.cumsum(counts)[:-1].tolist()]
    assert counts.sum() == store.passages
    assert (
        store.articles_of(np.arange(store.passages)).tolist()
        == np.repeat(articles, counts).tolist()
    )


def test_an_article_comes_back_as_it_went_in_with_its_passages(snapshot):
    given = {article.id: article for article in CORPUS}

    found = {article.id: (article, split) for article, split in snapshot.articles()}

    assert {id_: article for id_, (article, _) in found.items()} == given
    for id_, number in living(snapshot).items():
        article, split = found[id_]
        first, count = (int(each[0]) for each in snapshot.store.passages_of(np.array([number])))
        spans = snapshot.store.spans(range(first, first + count))
        assert snapshot.store.article(number) == article
        assert spans == [(passage.start, passage.end) for passage in split]
        assert all(article.text[p.start : p.end] == p.text for p in split)


def test_articles_are_found_by_id_while_they_are_there(snapshot):
    assert snapshot.store.article_by_id("long") == LONG
    assert snapshot.store.holds("long")
    assert snapshot.store.article_by_id("gone") is None
    assert not snapshot.store.holds("gone")
    assert snapshot.store.number_of("gone") is None
    assert snapshot.store.number_of("long") == living(snapshot)["long"]


def test_ids_are_found_by_how_they_begin_while_they_are_there(snapshot):
    expected = sorted(living(snapshot))

    assert snapshot.store.ids_beginning("", 100) == expected
    assert snapshot.store.ids_beginning("", 3) == expected[:3]
    assert snapshot.store.ids_beginning("dam-", 100) == ["dam-1", "dam-2", "dam-3"]
    assert snapshot.store.ids_beginning("dam-1", 100) == ["dam-1"]
    assert snapshot.store.ids_beginning("gone", 100) == []
    assert snapshot.store.ids_beginning("DAM", 100) == []


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_filters_leave_the_articles_that_pass_them(snapshot, wanted):
    assert ids(snapshot, snapshot.store.meeting(wanted)) == {
        article.id for article in CORPUS if passes(article, wanted)
    }


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_the_articles_that_pass_filters_are_counted(snapshot, wanted):
    passing = {article.id for article in CORPUS if passes(article, wanted)}
    assert snapshot.store.count(wanted) == len(passing)


def test_fields_have_the_values_of_articles_that_are_in_the_index(snapshot):
    store = snapshot.store
    names = {"author", "checked", "desk.name", "language", "priority", "section", "source"}
    assert set(store.field_names()) >= names | {"topics"}
    assert store.field("topics") == FieldValues(2, {"light": 2, "sea": 1})
    assert store.field("priority") == FieldValues(2, {"2.5": 1, "3": 1})
    assert store.field("desk.name") == FieldValues(1, {"north": 1})
    assert store.field("nothing") == FieldValues()
    there = [article for article, _ in snapshot.articles()]
    sources = Counter(article.source for article in there if article.source)
    assert store.field("source") == FieldValues(sources.total(), sources)
    days = Counter(a.published.date().isoformat() for a in there if a.published)
    assert store.field("published") == FieldValues(days.total(), days)
    assert store.field("path") == FieldValues()


@pytest.mark.parametrize("name", ["source", "topics", "author", "nothing"])
def test_holdings_say_which_articles_have_which_values(snapshot, name):
    holdings = snapshot.store.holdings(name)

    numbers = {number: id_ for id_, number in living(snapshot).items()}
    held = Counter(
        holdings.values[place]
        for number, place in zip(holdings.articles.tolist(), holdings.places.tolist(), strict=True)
        if number in numbers
    )
    assert held == snapshot.store.field(name).values
    alike = [holdings.values[first] for first in holdings.alike.tolist()]
    assert [folded(value) for value in holdings.values] == [folded(value) for value in alike]


def test_copies_of_several_stories_are_ordered_story_by_story(snapshot):
    store = snapshot.store
    everything = np.array(sorted(living(snapshot).values()))

    ordered = store.by_completeness(everything)

    assert sorted(ordered.tolist()) == everything.tolist()
    stories = store.stories_of(ordered)
    for story in np.unique(stories).tolist():
        places = np.flatnonzero(stories == story)
        assert np.diff(places).tolist() == [1] * (len(places) - 1)
        assert ordered[places].tolist() == store.copies(story).tolist()


def test_the_passages_of_some_articles_can_be_asked_for(snapshot):
    numbers = np.array([living(snapshot)[id_] for id_ in ("long", "dam-2")])

    assert ids(snapshot, snapshot.store.of_articles(numbers)) == {"long", "dam-2"}
    assert ids(snapshot, snapshot.store.of_articles(numbers[:0])) == set()


def test_what_was_removed_is_not_searchable(snapshot):
    assert ids(snapshot, snapshot.store.searchable()) == {article.id for article in CORPUS}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (Phrase("collapse of the Torvik dam"), {"dam-1"}),
        (Phrase("the of collapse"), set()),
        (Phrase("timetables", in_title=True), {"long", "copy"}),
        (Phrase("ferry timetable", in_title=True), {"long"}),
        (Prefix("observator"), {"undated"}),
        (Fuzzy("obsrevatory"), {"undated"}),
        (Wildcard("obs*ory"), {"undated"}),
        (Wildcard("tim*le", in_title=True), {"long", "copy"}),
        (Fuzzy("obsxxvatory"), set()),
    ],
)
def test_words_that_bind_are_found_where_they_occur(snapshot, words, found):
    held = snapshot.keyword.holding(words)

    assert ids(snapshot, held & snapshot.store.meeting(Filters())) == found


def test_what_is_searchable_can_be_joined(snapshot):
    ferry, coastal = snapshot.keyword.holding(Prefix("ferr")), filters(source="Coastal Wire")
    there = snapshot.store.meeting(Filters())

    both = passages_meeting(Every((Prefix("ferr"), Field(coastal))), snapshot)
    others = passages_meeting(Without(Prefix("ferr")), snapshot)

    assert ids(snapshot, both & there) == {"long"}
    assert passages(snapshot, others & ferry) == set()
    assert passages(snapshot, (others | ferry) & there) == passages(snapshot, there)


def what_ranks(snapshot, question):
    return ranked(parse(question), snapshot.keyword.languages)


def test_patterns_are_counted_by_the_words_that_they_stand_for(snapshot):
    asked = what_ranks(snapshot, "ferr* insp*r")
    texts = [
        f"{article.title} {passage.text}".lower()
        for article, split in snapshot.articles()
        for passage in split
    ]

    statistics = snapshot.keyword.statistics(asked)
    scores = snapshot.keyword.ask(asked, statistics).scores(np.arange(snapshot.store.passages))

    assert set(statistics.frequencies) == {"ferr*", "insp*r"}
    assert statistics.frequencies["ferr*"] >= sum(" ferr" in text for text in texts) > 0
    assert statistics.expansion("ferr*").startswith("ferr")
    assert np.count_nonzero(scores) >= statistics.frequencies["ferr*"]


def test_statistics_count_what_the_passages_hold(snapshot):
    statistics = snapshot.keyword.statistics(what_ranks(snapshot, "the Torvik inquiry of Bremby"))
    texts = [p.text for _, split in snapshot.articles() for p in split]

    assert statistics.passages == snapshot.store.passages
    assert statistics.frequencies.keys() == {"torvik", "inquiry", "bremby"}
    assert statistics.frequencies["bremby"] == sum("Bremby" in text for text in texts)
    assert statistics.average_length > 1


def test_terms_are_counted_as_a_question_s_words_are(snapshot):
    statistics = snapshot.keyword.statistics(what_ranks(snapshot, "ferry inquiry xqzzyv"))
    terms = ["ferri", "inquiri", "xqzzyv"]

    counts = snapshot.keyword.frequencies(terms)

    assert counts.tolist() == list(statistics.frequencies.values())
    assert snapshot.keyword.frequencies([]).tolist() == []


SPOKEN = (
    Article(
        id="port",
        text="Anna Roe, the mayor, spoke first. “The port will open on Monday,” Roe said. “We are "
        "glad of it.”\n\n“It is about time,” said Ola Felk, a docker.",
    ),
    Article(id="silent", text="The “port” of Tarrow was closed for the winter."),
    Article(id="again", text="“The port will open on Monday. We are glad of it,” said Anna Roe."),
    Article(id="mill", text="“The mill will not open again this year,” the owner said."),
)


@pytest.fixture
def spoken(make, encoder):
    """An index of people who are quoted, in two parts."""
    with closing(make()) as index:
        fill(index, encoder, SPOKEN[:2], embed=False)
        fill(index, encoder, SPOKEN[2:], embed=False)
        yield index


def quoted(store, speaker=""):
    """Return the quotations there are: in which article, what is said, by whom."""
    table = store.quotations(speaker)
    found = []
    for number, article in zip(table.numbers.tolist(), table.articles.tolist(), strict=True):
        each, text = store.quotation(number), store.article(article)
        found.append((text.id, each.words(text.text), each.speaker))
    return found


OPENING = "The port will open on Monday, We are glad of it."
QUOTED = [
    ("port", OPENING, "Anna Roe"),
    ("port", "It is about time", "Ola Felk"),
    ("again", "The port will open on Monday. We are glad of it", "Anna Roe"),
    ("mill", "The mill will not open again this year", "the owner"),
]


def test_quotations_are_kept_with_their_speakers(spoken):
    with spoken.use() as snapshot:
        assert quoted(snapshot.store) == QUOTED
        assert quoted(snapshot.store, "ROE") == [QUOTED[0], QUOTED[2]]
        assert quoted(snapshot.store, "ola felk") == [QUOTED[1]]
        assert quoted(snapshot.store, "owner") == []  # a description names nobody
        said = snapshot.store.quotations().said.tolist()
        assert said[0] == said[2]
        assert len(set(said)) == 3


def test_who_said_what_is_found_alike_in_every_engine(spoken):
    news = NewsIndex(spoken)

    by_roe, on_mills = news.quotes(speaker="Roe"), news.quotes("mill", mode="keyword")

    (said,) = by_roe
    assert (said.article.id, said.words, said.speaker) == QUOTED[0]
    assert [copy.id for copy in said.also_in] == ["again"]
    assert (on_mills[0].words, on_mills.total) == (QUOTED[3][1], 1)


def test_quotations_follow_their_articles(spoken):
    spoken.remove(["port"])
    with spoken.use() as snapshot:
        assert quoted(snapshot.store) == QUOTED[2:]
    spoken.compact()
    with spoken.use() as snapshot:
        assert quoted(snapshot.store) == QUOTED[2:]


def test_articles_are_asked_for_by_who_is_quoted_in_them(spoken):
    with spoken.use() as snapshot:
        store = snapshot.store
        assert "speaker" in store.field_names()
        assert store.field("speaker") == FieldValues(2, {"Anna Roe": 2, "Ola Felk": 1})
        assert store.count(filters(where={"speaker": "roe"})) == 2
        assert store.count(filters(where={"speaker": "owner"})) == 0


def test_words_near_a_rare_one_are_told_with_how_often_they_occur(snapshot):
    asked = what_ranks(snapshot, "obsrevatory ferry pbservatory xqzzyv 1250 of")
    near = snapshot.keyword.statistics(asked).neighbours
    texts = " ".join(p.text for _, split in snapshot.articles() for p in split).lower()

    assert near["obsrevatory"]["observatory"] == texts.count("observatory")
    assert near["obsrevatory"]["obsrevatory"] == 0
    assert near["xqzzyv"] == {"xqzzyv": 0}
    assert "observatory" in near["pbservatory"]
    assert near.keys() == {"obsrevatory", "pbservatory", "xqzzyv"}


def test_what_a_word_is_read_as_ranks_beside_it(snapshot):
    ferry, observatory = what_ranks(snapshot, "ferry observatory").words
    beside = Ranked((ferry,), (), (observatory,))
    both = Ranked((ferry, observatory))
    everything = np.arange(snapshot.store.passages)

    def scores(asked):
        return snapshot.keyword.ask(asked, snapshot.keyword.statistics(both)).scores(everything)

    lone = scores(Ranked((ferry,)))
    assert (lone <= scores(beside)).all()
    assert (scores(beside) <= scores(both)).all()
    assert lone.sum() < scores(beside).sum() < scores(both).sum()


@pytest.mark.parametrize("wanted", [None, "a source", "what no one is"])
def test_the_keyword_leg_ranks_by_its_scores(snapshot, wanted):
    question = "ferry inquiry dam morning"
    asked = what_ranks(snapshot, question)
    answer = snapshot.keyword.ask(asked, snapshot.keyword.statistics(asked))
    searchable = snapshot.store.meeting(FILTERS[wanted]) if wanted else None

    best = answer.best(5, searchable)

    scores = answer.scores(best)
    allowed = passages(snapshot, searchable)
    everything = np.arange(snapshot.store.passages)
    others = [
        score
        for n, score in zip(everything, answer.scores(everything), strict=True)
        if n in allowed and n not in best
    ]
    parts = answer.word_scores(everything)
    assert set(parts) == set(answer.idfs)
    assert sum(parts.values()) == pytest.approx(answer.scores(everything), abs=1e-4)
    assert (scores > 0).all()
    assert scores.tolist() == sorted(scores, reverse=True)
    assert set(best.tolist()) <= allowed
    assert len(best) == 5 or not any(others)
    assert not others or not len(best) or max(others) <= scores.min()


def test_a_title_holds_a_share_of_the_question(snapshot):
    question = "ferry timetable xqzzyv"
    asked = what_ranks(snapshot, question)
    answer = snapshot.keyword.ask(asked, snapshot.keyword.statistics(asked))
    first, _ = snapshot.store.passages_of(
        np.array([living(snapshot)[id_] for id_ in ("long", "undated")])
    )

    titled, untitled = answer.title_shares(first).tolist()

    assert 0 < titled < 1
    assert untitled == 0


def test_the_dense_leg_ranks_by_cosine(snapshot, encoder):
    vector = encoder.question("when does the boat leave")
    answer = snapshot.dense.ask(vector)

    best = answer.best(4, snapshot.store.searchable())

    vectors = np.concatenate(list(snapshot.vectors()))
    assert answer.scores(best).tolist() == pytest.approx(
        np.sort(vectors @ vector)[::-1][:4].tolist(), abs=2e-3
    )
    assert answer.scores(np.array([], np.int64)).tolist() == []


def test_the_vectors_of_passages_are_had_by_number(snapshot):
    numbers = np.array([snapshot.store.passages - 1, 0, 3, 0])
    found = snapshot.dense.vectors(numbers)

    cosines = [snapshot.dense.ask(vector).scores(numbers) for vector in found]
    assert (found @ found.T).ravel() == pytest.approx(np.ravel(cosines), abs=2e-3)
    assert np.diag(found @ found.T) == pytest.approx(1, abs=2e-3)
    assert snapshot.dense.vectors(numbers[:0]).shape == (0, found.shape[1])


def test_an_article_leads_to_the_same_others_in_every_engine(filled):
    index = NewsIndex(filled)

    assert [each.article.id for each in index.similar("dam-2", limit=2)] == ["dam-1", "dam-3"]
    assert [each.article.id for each in index.background("dam-3")] == ["dam-1", "dam-2"]
    steps = index.story("strike-2").steps
    assert [(step.article.id, step.asked) for step in steps] == [
        ("strike-1", False),
        ("strike-2", True),
    ]
    (one,) = [each for each in index.similar("us-2", limit=2) if each.copies]
    assert (one.article.id, [copy.id for copy in one.copies]) == ("long", ["copy"])


def test_passages_without_a_vector_have_no_cosine_until_they_are_embedded(make, encoder):
    with closing(make()) as index:
        fill(index, encoder, CORPUS[:2], embed=False)
        with index.use() as snapshot:
            cosines = snapshot.dense.ask(encoder.question("dam")).scores(np.array([0, 1]))
            assert np.isnan(cosines).all()
            assert np.isnan(snapshot.dense.vectors(np.array([1, 0]))).all()
            assert snapshot.unembedded == snapshot.store.passages
            with pytest.raises(NotEmbeddedError):
                list(snapshot.vectors())

        assert index.embed(encoder, on_embedded=None) > 0

        with index.use() as snapshot:
            cosines = snapshot.dense.ask(encoder.question("dam")).scores(np.array([0, 1]))
            assert not np.isnan(cosines).any()
            assert snapshot.unembedded == 0


def test_the_newest_articles_come_first_and_the_undated_last(snapshot):
    newest = snapshot.store.newest(snapshot.store.searchable(), 100)

    found = snapshot.store.ids(snapshot.store.articles_of(newest))
    dated = sorted((a for a in CORPUS if a.published), key=lambda a: a.published, reverse=True)
    assert found[:-1] == [article.id for article in dated]
    assert found[-1] == "undated"
    ferries = snapshot.keyword.holding(Prefix("ferr"))
    first = snapshot.store.newest(ferries & snapshot.store.meeting(Filters()), 1)
    assert snapshot.store.ids(snapshot.store.articles_of(first)) == ["us-2"]


def test_the_newest_of_some_are_the_first_of_all(snapshot):
    store = snapshot.store
    newest = store.newest(store.searchable(), 100).tolist()

    for limit in range(1, len(newest) + 1):
        assert store.newest(store.searchable(), limit).tolist() == newest[:limit]


def test_articles_are_known_by_the_passages_that_may_be_found(snapshot):
    store, every = snapshot.store, sorted(living(snapshot).values())
    ferries = snapshot.keyword.holding(Prefix("ferr")) & store.meeting(Filters())

    assert store.articles_with(store.searchable()).tolist() == every
    found = store.ids(store.articles_with(ferries))
    assert set(found) == ids(snapshot, ferries)
    assert store.articles_with(store.of_articles(np.array([], np.int64))).tolist() == []


def test_a_story_is_told_by_all_who_print_it(snapshot):
    numbers = living(snapshot)
    story, other, alone = snapshot.store.stories_of(
        np.array([numbers[id_] for id_ in ("long", "copy", "dam-1")])
    ).tolist()

    assert story == other != alone
    assert snapshot.store.copies(story).tolist() == [numbers["long"], numbers["copy"]]
    assert [group.tolist() for group in snapshot.store.groups()] == [
        [numbers["long"], numbers["copy"]]
    ]
    printed_alone = snapshot.store.printed_alone[list(numbers.values())].tolist()
    assert {id_ for id_, sole in zip(numbers, printed_alone, strict=True) if not sole} == {
        "long",
        "copy",
    }
    (printing,) = snapshot.store.printings(np.array([numbers["copy"]]))
    assert (printing.id, printing.source) == ("copy", "Harbour Post")


def test_sources_and_dates_are_known_by_number(snapshot):
    numbers = np.array(list(living(snapshot).values()))
    articles = [snapshot.store.article(number) for number in numbers.tolist()]

    assert set(snapshot.store.source_names()) >= {a.source for a in CORPUS} - {""}
    assert snapshot.store.from_sources(numbers, ["Coastal Wire"]).tolist() == [
        article.source == "Coastal Wire" for article in articles
    ]
    moments = snapshot.store.published(numbers).tolist()
    for article, moment in zip(articles, moments, strict=True):
        assert (article.published is None) == np.isnan(moment)
        assert article.published is None or article.published.timestamp() == moment


def test_the_clock_of_the_place_shows_the_day_that_is_shown(snapshot):
    numbers = living(snapshot)
    for name, shown in ("late", "2021-03-04T23:30"), ("early", "2021-03-04T00:05"):
        (seconds,) = snapshot.store.wall_clock(np.array([numbers[name]]))
        assert datetime.fromtimestamp(seconds, UTC) == datetime.fromisoformat(f"{shown}+00:00")
    assert np.isnan(snapshot.store.wall_clock(np.array([numbers["undated"]]))).all()


def test_a_day_is_the_day_that_is_shown(snapshot):
    store = snapshot.store
    found = {}
    for day in ("2021-03-03", "2021-03-04", "2021-03-05"):
        passages = store.newest(store.meeting(filters(since=day, until=day)), 100)
        found[day] = set(store.ids(store.articles_of(passages)))

    assert found == {"2021-03-03": set(), "2021-03-04": {"late", "early"}, "2021-03-05": set()}


def test_what_was_withdrawn_is_remembered_up_to_its_version(make, encoder):
    with closing(make()) as index:
        old, new = (
            Article(id="dam", title="Dam breaks", text=f"Version {n}.", extra={"version": n})
            for n in "25"
        )
        issued = datetime(2024, 3, 5, tzinfo=UTC)
        fill(index, encoder, [old])
        fill(index, encoder, [Withdrawal("dam", "canceled", "3", issued=issued)])

        with index.use() as snapshot:
            (withdrawn,) = snapshot.store.withdrawn()
        assert (withdrawn.id, withdrawn.reason, withdrawn.version) == ("dam", "canceled", "3")
        assert (withdrawn.title, withdrawn.when) == ("Dam breaks", issued)

        assert fill(index, encoder, [old]).withdrawn == 1
        assert index.status().articles == 0
        index.compact()
        assert fill(index, encoder, [old]).withdrawn == 1
        assert fill(index, encoder, [new]).added == 1
        with index.use() as snapshot:
            assert list(snapshot.store.withdrawn()) == []


def test_a_change_says_what_it_did(make, encoder):
    with closing(make()) as index:
        fill(index, encoder, [Article(id="a", text="First."), Article(id="b", text="Second.")])
        report = fill(
            index,
            encoder,
            [
                Article(id="a", text="First."),
                Article(id="b", text="Second, mended."),
                Article(id="c", text="Third."),
                Withdrawal("a", "canceled"),
                Withdrawal("nobody", "canceled"),
            ],
        )
        removed = index.remove(["c", "c", "nobody"])

        assert (report.added, report.replaced, report.unchanged, report.withdrawn) == (1, 1, 1, 1)
        assert removed.removed == ("c",)
        assert removed.missing == ("nobody",)
        assert index.status().articles == 1
        index.compact()
        with index.use() as snapshot:
            assert [article.text for article, _ in snapshot.articles()] == ["Second, mended."]


def test_a_snapshot_stays_as_it_is_while_the_index_goes_on(make, encoder):
    with closing(make()) as index:
        fill(index, encoder, CORPUS[:1])
        with index.use() as before:
            fill(index, encoder, CORPUS[1:2])
            assert [article.id for article, _ in before.articles()] == [CORPUS[0].id]
        with index.use() as after:
            assert len(list(after.articles())) == 2
        assert index.status().generation >= 2


def test_what_came_in_after_a_mark_is_known_and_has_its_vectors(make, encoder):
    def ids_after(mark):
        with index.use() as snapshot:
            return snapshot.store.ids(snapshot.came_in(mark))

    with closing(make()) as index:
        fill(index, encoder, CORPUS[:2])
        with index.use() as snapshot:
            first = snapshot.mark
        assert ids_after(0) == [article.id for article in CORPUS[:2]]
        assert ids_after(first) == []

        fill(index, encoder, CORPUS[2:3], embed=False)
        with index.use() as snapshot:
            assert snapshot.mark == first
        assert ids_after(first) == [CORPUS[2].id]

        index.embed(encoder, on_embedded=None)
        with index.use() as snapshot:
            second = snapshot.mark
        assert second > first
        changed = Article(id=CORPUS[0].id, text="Another version of it.")
        fill(index, encoder, [changed, CORPUS[3]])
        index.remove([CORPUS[3].id])
        index.compact()
        assert ids_after(second) == [CORPUS[0].id]
        assert set(ids_after(first)) == {CORPUS[0].id, CORPUS[2].id}


def test_standing_questions_are_kept_and_changed_in_one_commit(make, encoder):
    dam = Watch("dam", "dam inquiry", {"source": ["Coastal Wire"]}, mark=3, told=("a", "b"))
    strike = Watch("all", "strike", {})

    with closing(make()) as index:
        index.change_watches(lambda there: (*there, dam, strike))
        fill(index, encoder, CORPUS[:1])
        index.compact()
        with index.use() as snapshot:
            assert snapshot.watches == (dam, strike)
        before = index.status().generation
        index.change_watches(lambda there: there)
        assert index.status().generation == before
        index.change_watches(lambda there: there[1:])
        with index.use() as snapshot:
            assert snapshot.watches == (strike,)
        assert index.status().generation == before + 1


def test_an_index_that_was_closed_says_so(make, encoder):
    index = make()
    assert index.model == (encoder.settings.name, encoder.settings.fingerprint)
    index.close()

    with pytest.raises(NewsIndexError, match="closed"), index.use():
        pass


@pytest.fixture(scope="module")
def both(encoder, tmp_path_factory):
    """The same news, in both engines."""
    folder = tmp_path_factory.mktemp("both") / "news"
    made = LocalIndex.create(folder, lambda: encoder, wait=10), MemoryIndex(encoder)
    with closing(made[0]), closing(made[1]):
        for index in made:
            fill(index, encoder, CORPUS)
        yield [NewsIndex(index) for index in made]


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_search_finds_the_same_in_every_engine(both, question, mode):
    on_disk, in_memory = (news.search(question, mode=mode, limit=6) for news in both)

    assert [hit.article.id for hit in on_disk] == [hit.article.id for hit in in_memory]
    assert [hit.passage for hit in on_disk] == [hit.passage for hit in in_memory]
    assert [hit.ranking_score for hit in on_disk] == pytest.approx(
        [hit.ranking_score for hit in in_memory], rel=0.02, abs=0.02
    )  # Whoosh keeps the length of a passage in one byte
    assert on_disk.corrections == in_memory.corrections
    assert (on_disk.weak, on_disk.matched) == (in_memory.weak, in_memory.matched)


def test_news_is_read_exported_and_counted_alike_in_every_engine(both):
    on_disk, in_memory = both

    assert on_disk.article("long") == in_memory.article("long")
    assert list(on_disk.articles()) == list(in_memory.articles())
    assert [g.copies for g in on_disk.copies()] == [g.copies for g in in_memory.copies()]
    ours, theirs = on_disk.status(), in_memory.status()
    assert (ours.articles, ours.passages, ours.sources) == (
        *(theirs.articles, theirs.passages, theirs.sources),
    )
    assert (ours.oldest, ours.newest) == (theirs.oldest, theirs.newest)


def test_an_evaluation_measures_the_same_in_every_engine(both, tmp_path):
    queries = {"q1": "spillway gates not tested", "q2": "ferry to Colvik in the morning"}
    (tmp_path / "corpus.jsonl").write_text("", encoding="utf-8")
    lines = (json.dumps({"_id": id_, "text": text}) for id_, text in queries.items())
    (tmp_path / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\tdam-1\t1\nq2\tlong\t1\nq2\tcopy\t1\n", encoding="utf-8"
    )
    questions = read_questions(Path(tmp_path))

    (ours, figures), (theirs, _) = (assess(news, questions) for news in both)

    for mode, run in ours.items():
        assert {q: [id_ for id_, _ in ranked] for q, ranked in run.items()} == {
            q: [id_ for id_, _ in ranked] for q, ranked in theirs[mode].items()
        }
    assert figures["hybrid"]["nDCG@10"] > 0.9


@pytest.fixture(scope="module")
def whole(encoder):
    """Return a snapshot of the news and of a report from each town, to be read only."""
    reports = [
        Article(
            id=f"toll-{n}",
            title=f"{town} raises harbour tolls",
            text=f"The port of {town} raised its tolls by {n} per cent. " * (1 + n % 4),
            published=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n),
            source="Coastal Wire" if n % 3 else "Harbour Post",
        )
        for n, town in enumerate(TOWNS)
    ]
    index = MemoryIndex(encoder)
    fill(index, encoder, [*CORPUS, *reports])
    with index.use() as snapshot:
        yield snapshot


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
@pytest.mark.parametrize("question", [*QUESTIONS[:4], "harbour tolls raised yesterday"])
@pytest.mark.parametrize("shards", [2, 3, 5])
def test_shards_rank_as_the_whole_does(whole, encoder, question, mode, shards):
    """What is gathered in each shard and settled over all is what one shard would give."""
    entries = whole.entries
    cuts = np.linspace(0, len(entries), shards + 1).astype(int)
    parts = [MemorySnapshot(entries[a:b]) for a, b in pairwise(cuts)]
    last_week = Period(date(2024, 1, 1), date(2024, 1, 7))
    options = RankingOptions(mode, periods=(last_week,), half_life=30)

    alone = rank(parse(question), [(whole, None)], options, encoder.question)
    together = rank(parse(question), [(part, None) for part in parts], options, encoder.question)

    assert together.numbers.tolist() == alone.numbers.tolist()
    assert together.articles.tolist() == alone.articles.tolist()
    assert together.scores.tolist() == pytest.approx(alone.scores.tolist(), abs=1e-5)
    assert together.corrections == alone.corrections
    assert together.matching.tolist() == alone.matching.tolist()


def test_a_cut_over_all_shards_keeps_the_best_of_the_whole(encoder, monkeypatch):
    """Each shard offers as many as asked for; only the best of them all are settled."""
    monkeypatch.setattr("index.ranking.engine.CANDIDATES", 3)
    index = MemoryIndex(encoder)
    texts = [f"A strike {'strike ' * n}closes the port of {town}." for n, town in enumerate(TOWNS)]
    fill(index, encoder, [Article(id=str(n), text=text) for n, text in enumerate(texts)])
    with index.use() as whole:
        parts = [MemorySnapshot(whole.entries[a : a + 6]) for a in range(0, len(texts), 6)]
    options = RankingOptions(depth=3)

    alone = rank(parse("strike port"), [(whole, None)], options, encoder.question)
    together = rank(
        parse("strike port"), [(part, None) for part in parts], options, encoder.question
    )

    assert 3 <= len(alone.numbers) <= 6
    assert together.numbers.tolist() == alone.numbers.tolist()


def found_in(path, *articles, reading="whole"):
    """Return articles as they are read from a file, and the file's state after them."""
    absolute = f"/news/{path}"
    placed = (
        replace(each, origins=(Origin(path=path, absolute=absolute, record=n),))
        for n, each in enumerate(articles, 1)
    )
    return [*placed, FileState(path=path, absolute=absolute, size=len(path), reading=reading)]


DAM, FERRY = (
    Article(id=id_, text=f"The {id_} was closed for the winter.") for id_ in ("dam", "ferry")
)


def origins_in(index):
    with index.use() as snapshot:
        return {
            article.id: [origin.path for origin in article.origins]
            for article, _ in snapshot.articles()
        }


def test_every_place_of_an_article_is_kept(make, encoder):
    with closing(make()) as index:
        fill(index, encoder, [*found_in("a/x", DAM, FERRY), *found_in("b/y", DAM)], embed=False)

        assert origins_in(index) == {"dam": ["a/x", "b/y"], "ferry": ["a/x"]}
        with index.use() as snapshot:
            files = snapshot.store.holdings("path")
            held = Counter(files.values[place] for place in files.places.tolist())
            assert held == {"a/x": 2, "b/y": 1}
        with index.use() as snapshot:
            store = snapshot.store
            assert {*store.files("/news")} == {"/news/a/x", "/news/b/y"}
            assert {*store.files("/news/b")} == {"/news/b/y"}
            assert {*store.files("/news/a/x")} == {"/news/a/x"}
            assert not store.files("/new")
            (number,) = store.articles_of(found(store.meeting(filters(path="b/*")), snapshot))
            assert store.article(number).origins[1].path == "b/y"


def found(searchable, snapshot):
    """Return the passages that may be found."""
    return snapshot.store.newest(searchable, snapshot.store.passages)


@pytest.mark.parametrize("in_one_commit", [True, False])
def test_what_no_file_holds_any_more_goes_only_if_files_are_followed(make, encoder, in_one_commit):
    for follow in (True, False):
        with closing(make()) as index:
            fill(index, encoder, found_in("x", DAM, FERRY), embed=False)
            options = {"atomic": in_one_commit, "embed": False, "on_embedded": None}

            done = index.add(found_in("x", FERRY), encoder, follow=follow, **options)

            assert (done.removed, [*origins_in(index)]) == (
                (1, ["ferry"]) if follow else (0, ["dam", "ferry"])
            )


def test_a_file_that_is_gone_or_moved_or_partly_read(make, encoder):
    options = {"atomic": False, "embed": False, "follow": True, "on_embedded": None}
    with closing(make()) as index:
        fill(index, encoder, [*found_in("x", DAM), *found_in("y", FERRY)], embed=False)

        partly = index.add(found_in("x", reading="partly"), encoder, **options)
        tried = index.add(found_in("y", reading="gone"), encoder, keep=False, **options)
        assert (partly.removed, tried.removed) == (0, 1)
        assert origins_in(index) == {"dam": ["x"], "ferry": ["y"]}

        moved = [*found_in("z", FERRY), *found_in("y", reading="gone")]
        done = index.add(moved, encoder, **options)
        assert (done.moved, done.removed, done.unchanged) == (1, 0, 0)
        assert origins_in(index) == {"dam": ["x"], "ferry": ["z"]}

        assert index.add(found_in("z", reading="gone"), encoder, **options).removed == 1
        assert origins_in(index) == {"dam": ["x"]}
