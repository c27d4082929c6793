"""The keyword leg scores postings as arrays; Whoosh's own matcher must give the same scores."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh.analysis import IDTokenizer, Tokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.query import ConstantScoreQuery, Or, Phrase, Term
from whoosh.reading import MultiReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from corpus import Article
from index import NewsIndex
from index.engines.local.commit.manifest import read_manifest
from index.engines.local.keyword.analysis import analyzer, word_analyzer
from index.engines.local.keyword.part import PartKeywords
from index.engines.local.keyword.writing import merge_keywords, write_keywords
from index.engines.local.snapshot import LocalSnapshot
from index.engines.parts.keyword.fields import FIELDS, PLACED, TERMS, TITLE_WORDS, WORDS
from index.engines.parts.keyword.leg import EXACT
from index.engines.parts.keyword.packing import decode_run, encode_run
from index.engines.parts.keyword.patterns import counts_of_pattern
from index.engines.parts.keyword.phrases import holding_phrase
from index.engines.parts.keyword.postings import Entry, decode
from index.engines.parts.keyword.runs import TermRun
from index.engines.parts.keyword.scored import K1, B, idf
from index.engines.parts.keyword.taking import take_apart
from index.query import Prefix, Query, ranked
from index.query.ranked import READ_AS
from index.vocabulary.words import folded, key_of, phrase_slots, stored_words, words_in

EDITIONS = [
    Article(
        id=f"edition-{number}",
        title=f"Edition {number}",
        text="Dam dam dam. " * (number % 5) + "The harbour wakes early. " * (number % 3 + 1),
    )
    for number in range(40)
]


@pytest.fixture(scope="module")
def in_parts(articles, tmp_path_factory):
    """Return the directory of an index of several parts, one article in it removed."""
    folder = tmp_path_factory.mktemp("parts") / "news"
    with pytest.MonkeyPatch.context() as patch, NewsIndex.create(folder) as index:
        patch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", 12)
        index.add([*articles, *EDITIONS])
        index.remove(["un-1"])
    return folder


@pytest.fixture(scope="module")
def ours(in_parts):
    with NewsIndex.open(in_parts) as index:
        yield index


@pytest.fixture(scope="module")
def whoosh(in_parts):
    """Return Whoosh's own searcher over the same files, as one index."""
    parts = read_manifest(in_parts).parts
    assert len(parts) >= 4
    readers = [PartKeywords(in_parts / "parts" / part.name, part.passages).reader for part in parts]
    with Searcher(MultiReader(readers), weighting=BM25F(B=B, K1=K1)) as searcher:
        yield searcher


@pytest.fixture(scope="module")
def leg(in_parts):
    """Return our keyword leg, which numbers passages as Whoosh does: part after part."""
    generation = LocalSnapshot(in_parts, read_manifest(in_parts))
    yield generation.keyword
    generation.close()


def whoosh_scores(whoosh, leg, question):
    """Return the score of every passage that Whoosh finds, by number."""
    asked = ranked(Query(question), leg.languages)
    held = leg.statistics(asked)
    wanted = []
    for word in asked.words:
        wanted += (Term(TERMS, term) for term in word.terms(leg.languages))
        weight = EXACT * idf(held.frequencies[word.key], held.passages)
        wanted.append(ConstantScoreQuery(Term(WORDS, word.stored), weight))
    return {number: score for score, number in whoosh.search(Or(wanted), limit=None).top_n}


QUESTION_WORDS = (
    "dam inquiry harbour levy crowns lights quays mayor said dockers strike US U.N. UN us the of "
    "Torvik Ardal Yarrow lantern lanterns 2011 edition Streik begrüßte unknownword don't “work”"
).split()


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
def test_the_ways_of_many_passages_find_what_those_of_few_do(ours, in_parts, monkeypatch, mode):
    def found(index, question):
        hits = index.search(question, mode=mode, limit=20)
        return hits.total, [(hit.article.id, hit.ranking_score) for hit in hits]

    questions = ("harbour dam", "the edition", "lantern* crowns", '"harbour wakes" -levy', "Torvik")
    expected = [found(ours, question) for question in questions]
    monkeypatch.setattr("index.engines.parts.keyword.answer._BLOCK", 7)
    monkeypatch.setattr("index.engines.parts.dense._MANY", 0)
    monkeypatch.setattr("index.engines.parts.highest._SAMPLED", 2)

    with NewsIndex.open(in_parts) as index:
        assert [found(index, question) for question in questions] == expected
    assert all(hits for _, hits in expected)


@pytest.mark.slow
@example(["dam", "harbour", "levy"])
@example(["the"])
@example(["unknownword"])
@example(["US", "us"])
@given(st.lists(st.sampled_from(QUESTION_WORDS), min_size=1, max_size=12))
def test_scores_and_order_are_those_of_whoosh(whoosh, leg, words):
    question = " ".join(words)

    asked = ranked(Query(question), leg.languages)
    answer = leg.ask(asked, leg.statistics(asked))
    numbers = answer.best(1000, None)
    scores = answer.scores(numbers).tolist()

    found = list(zip(numbers.tolist(), scores, strict=True))
    assert dict(found) == pytest.approx(whoosh_scores(whoosh, leg, question), rel=1e-4)
    assert found == sorted(found, key=lambda each: (-each[1], each[0]))


def test_search_shows_the_scores_of_whoosh(ours, whoosh, leg):
    hits = ours.search("dam harbour levy", mode="keyword", limit=1000, per_article=0)

    theirs = sorted(whoosh_scores(whoosh, leg, "dam harbour levy").values(), reverse=True)
    assert len(hits) == 48
    assert [hit.ranking_score for hit in hits] == pytest.approx(theirs, rel=1e-4)


def test_a_removed_passage_is_in_the_files_of_whoosh_but_no_hit(ours, whoosh, leg):
    assert len(whoosh_scores(whoosh, leg, "U.N. observers")) == 2
    (hit,) = ours.search("U.N. observers", mode="keyword")

    assert hit.article.id == "un-2"


def ids(index, question):
    return {
        hit.article.id for hit in index.search(question, mode="keyword", limit=1000, per_article=0)
    }


def test_us_the_country_is_not_us_the_word(archive):
    assert ids(archive, "US") == {"us-1"}
    assert ids(archive, "U.S.") == {"us-1"}
    assert ids(archive, "us") == {"us-2"}


def test_acronyms_with_and_without_dots_are_one_word(archive):
    assert ids(archive, "UN") == {"un-1", "un-2"}
    assert archive.search("U.N. observers", mode="keyword") == archive.search(
        "UN observers", mode="keyword"
    )


def test_a_question_all_in_capitals_is_no_row_of_acronyms(archive):
    assert ids(archive, "TORVIK DAM INQUIRY") == ids(archive, "Torvik dam inquiry")


def test_words_with_umlauts_are_found(archive):
    assert ids(archive, "BEGRÜSSTE") | ids(archive, "begrüßte") == {"de-1"}


def test_a_word_that_no_article_has_is_read_as_the_nearest_and_counts_less(archive):
    (right,) = archive.search("spillway", mode="keyword")
    (wrong,) = archive.search("spilway", mode="keyword")

    assert (wrong.article, wrong.passage) == (right.article, right.passage)
    assert wrong.ranking_score == pytest.approx(READ_AS * right.ranking_score, rel=EXACT)


def test_a_word_that_some_article_has_is_never_read_as_another(archive):
    assert ids(archive, "Morvik") == {"levy"}
    assert ids(archive, "Jorvik") == {"levy"}
    assert archive.search("Morvik", mode="keyword") != archive.search("Jorvik", mode="keyword")


def every_posting(reader):
    """Return all that an index says to Whoosh's reader, term by term."""
    said = {}
    for field, term in reader.all_terms():
        info, matcher = reader.term_info(field, term), reader.postings(field, term)
        kept = "positions" if field in PLACED else "frequency"
        postings = []
        while matcher.is_active():
            postings.append((matcher.id(), matcher.weight(), matcher.value_as(kept)))
            matcher.next()
        lengths = info.min_length(), info.max_length(), info.max_weight(), info.weight()
        ids = info.min_id(), info.max_id()
        said[field, term] = postings, lengths, ids, half_way(reader, field, term)
    sizes = [
        [reader.doc_field_length(n, field) or 0 for n in range(reader.doc_count_all())]
        for field in FIELDS
    ]
    sizes.append([reader.field_length(field) for field in FIELDS])
    return said, sizes


def half_way(reader, field, term):
    """Return where Whoosh lands that skips half of a term's passages."""
    matcher = reader.postings(field, term)
    matcher.skip_to((reader.term_info(field, term).max_id() + 1) // 2)
    return matcher.id(), matcher.value_as("frequency")


def written(folder, count):
    """Return all that a part's files say."""
    part = PartKeywords(folder, count)
    assert list(part.faults()) == []
    said = every_posting(part.reader)
    part.close()
    return said


PIECES = "a b ab Ab. U.S. US IT's dam DAMS dams, naïve 1,000 é a-b e-mail x.com 税金 C++".split()
TEXTS = st.lists(st.sampled_from(PIECES)).map(" ".join)
SIMPLE = [piece for piece in PIECES if len(words_in(piece)) == 1 and not piece.isupper()]
LANGUAGES = st.sampled_from(["en", "de"])


class ByTag(Tokenizer):
    """The chain to stems, for texts with the tag of their language before them."""

    def __call__(self, value, **options):
        language, _, text = value.partition(":")
        return analyzer(language)(text, **options)


@pytest.mark.slow
@given(st.lists(st.tuples(TEXTS, TEXTS, LANGUAGES), max_size=30))
@example([("US and U.S.", "It told us. " * 1500, "en")])
@example([(f"Edition {n}", "Dam dam.", "en") for n in range(1100)])
def test_what_is_written_is_what_whoosh_itself_would_write(tmp_path_factory, passages):
    folder = tmp_path_factory.mktemp("written")
    (folder / "theirs").mkdir()
    write_keywords(folder, [take_apart(passages)])
    stems = TEXT(analyzer=ByTag(), phrase=False)
    words = TEXT(analyzer=word_analyzer(), phrase=True)
    schema = Schema(
        text=stems,
        word=words,
        title=stems,
        title_word=words,
        language=TEXT(analyzer=IDTokenizer(), phrase=False),
    )
    index = FileStorage(str(folder / "theirs")).create_index(schema)
    writer = index.writer(codec=W3Codec(blocklimit=1024))
    for title, text, language in passages:
        writer.add_document(
            text=f"{language}:{text}",
            word=text,
            title=f"{language}:{title}",
            title_word=title,
            language=language,
        )
    writer.commit()

    with index.reader() as theirs:
        assert written(folder, len(passages)) == every_posting(theirs)
    index.close()


@pytest.mark.slow
@given(
    st.lists(
        st.lists(st.tuples(TEXTS, TEXTS, LANGUAGES, st.booleans()), min_size=1, max_size=8),
        max_size=4,
    )
)
@example(
    [
        [("Dam", "the dam", "en", True)] * 1500,
        [("Dams", "dam a", "en", False), ("a", "dam", "de", True)],
    ]
)
def test_what_is_merged_is_what_would_be_written_at_once(tmp_path_factory, parts):
    folder = tmp_path_factory.mktemp("merged")
    opened = []
    for number, passages in enumerate(parts):
        part = folder / str(number)
        part.mkdir()
        write_keywords(part, [take_apart(each[:3] for each in passages)])
        opened.append(PartKeywords(part, len(passages)))
    kept = [np.array([keep for *_, keep in passages], bool) for passages in parts]
    (folder / "at once").mkdir()

    merge_keywords(folder, list(zip(opened, kept, strict=True)))
    living = [each[:3] for passages in parts for each in passages if each[3]]
    write_keywords(folder / "at once", [take_apart(living)])

    for part in opened:
        part.close()
    assert written(folder, len(living)) == written(folder / "at once", len(living))


@pytest.mark.slow
@given(
    st.lists(st.tuples(TEXTS, TEXTS, LANGUAGES), min_size=1, max_size=20),
    st.lists(st.sampled_from(SIMPLE), min_size=2, max_size=4).map(" ".join),
)
@example(
    [("", "the dam of the dam and the dam", "en"), ("Dam", "the dam the", "en")],
    "the dam the dam",
)
def test_a_phrase_stands_where_whoosh_finds_it(tmp_path_factory, passages, phrase):
    folder = tmp_path_factory.mktemp("phrases")
    write_keywords(folder, [take_apart(passages)])
    part = PartKeywords(folder, len(passages))
    slots = phrase_slots(phrase)
    terms = stored_words(phrase)[0]
    stored = {key_of(term): [term] for term in terms}
    for field in (WORDS, TITLE_WORDS):
        theirs = Searcher(part.reader, closereader=False).docs_for_query(Phrase(field, terms))
        ours = holding_phrase(part, field, slots, stored.get)
        assert ours.tolist() == sorted(theirs)
    part.close()


@pytest.mark.slow
def test_whoosh_finds_the_best_few_without_looking_at_all(tmp_path):
    texts = ["dam " * (n % 7) + "levy " * (n % 11 == 3) + "quay " * (n % 97) for n in range(9000)]
    write_keywords(tmp_path, [take_apart(("", text, "en") for text in texts)])
    part = PartKeywords(tmp_path, len(texts))
    searcher = Searcher(part.reader, weighting=BM25F(B=B, K1=K1), closereader=False)
    wanted = Or([Term(TERMS, "dam"), Term(TERMS, "levi")])

    few = searcher.search(wanted, limit=5).top_n
    every = searcher.search(wanted, limit=None).top_n

    part.close()
    assert [score for score, _ in few] == [score for score, _ in every[:5]]


def test_more_passages_than_memory_should_hold_are_written_in_runs(tmp_path, monkeypatch):
    passages = [(f"Edition {n % 7}", f"Dam {n} is one of U.S. dams", "en") for n in range(45)]
    (tmp_path / "at once").mkdir()
    write_keywords(tmp_path / "at once", [take_apart(passages)])
    monkeypatch.setattr("index.engines.local.keyword.writing._IN_MEMORY", 10)

    pieces = (take_apart(passages[start : start + 7]) for start in range(0, 45, 7))
    assert write_keywords(tmp_path, pieces) == 45

    assert written(tmp_path, 45) == written(tmp_path / "at once", 45)
    assert {path.name for path in tmp_path.iterdir()} == {"keyword", "at once"}


@pytest.mark.slow
@given(st.lists(TEXTS, min_size=1, max_size=20), st.text("abdui.tsn1é", min_size=1, max_size=3))
@example(["Dam", *["a"] * 300, "dams dam", "Dam"], "d")
@example(["dam", *[""] * 66_000, "dam it"], "d")
def test_a_star_stands_for_all_words_that_begin_so(tmp_path_factory, texts, start):
    folder = tmp_path_factory.mktemp("prefixes")
    write_keywords(folder, [take_apart(("", text, "en") for text in texts)])
    part = PartKeywords(folder, len(texts))

    counts, words = counts_of_pattern(part, Prefix(start))

    part.close()
    there = [
        {word for word in stored_words(text)[0] if word.startswith(folded(start))} for text in texts
    ]
    assert counts.tolist() == list(map(len, there))
    assert set(words) <= {key_of(word) for each in there for word in each}


COUNTS = st.one_of(st.integers(1, 3), st.integers(1, 70_000))
NUMBERS = st.one_of(st.integers(0, 40), st.integers(0, 2**20))
OF_A_TERM = st.dictionaries(NUMBERS, st.tuples(COUNTS, NUMBERS), min_size=1, max_size=20)


@pytest.mark.slow
@given(st.lists(OF_A_TERM, min_size=1, max_size=4), st.booleans())
def test_postings_are_read_as_they_were_written(found, placed):
    terms = [f"term {place}".encode() for place in range(len(found))]
    numbers = [sorted(each) for each in found]
    counts = [
        [min(each[number][0], 50) if placed else each[number][0] for number in numbers_of]
        for each, numbers_of in zip(found, numbers, strict=True)
    ]
    steps = [
        [
            each[n][1] + 1
            for n, count in zip(sorted(each), counts_of, strict=True)
            for _ in range(count)
        ]
        for each, counts_of in zip(found, counts, strict=True)
    ]
    run = TermRun(
        terms,
        np.array(list(map(len, numbers))),
        np.array([*chain(*numbers)], np.uint32),
        np.array([*chain(*counts)], np.uint32),
        np.array([*chain(*steps)], np.uint32) if placed else None,
    )
    held = max(map(max, numbers)) + 1

    content, entries = encode_run(run, np.full(held, 7, np.uint8), 12)

    again = decode_run(terms, entries, content, held, placed=placed)
    assert again.part(0, len(terms)).passages.tolist() == run.passages.tolist()
    assert again.counts.tolist() == run.counts.tolist()
    assert placed is (again.steps is not None)
    for place, each in enumerate(map(Entry._make, entries.tolist())):
        own = content[each.offset - 12 : each.offset - 12 + each.size]
        read = decode(each, own, with_places=True)
        assert read.passages.tolist() == numbers[place]
        assert read.counts.tolist() == counts[place]
        assert (read.steps.tolist() == steps[place]) if placed else read.steps is None
        total, most = sum(counts[place]), max(counts[place])
        assert (each.passages, each.total, each.most) == (len(numbers[place]), total, most)
        assert (each.first, each.last) == (numbers[place][0], numbers[place][-1])
        for wrong in (own[:-1], own + b"?"):
            if wrong != own:
                with pytest.raises(ValueError, match="have another size"):
                    decode(each, wrong)
    for wrong in (content[:-1], content + b"?"):
        if wrong != content:
            with pytest.raises(ValueError, match="have another size"):
                decode_run(terms, entries, wrong, held, placed=placed)
    with pytest.raises(ValueError, match="are wrong"):
        decode_run(terms, entries, content, held - 1, placed=placed)
