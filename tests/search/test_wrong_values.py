"""Values of wrong types, given to what the package has in public: each is named by its error."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import ArgumentError, CorpusError, split_passages
from index import ArticleNotFoundError, NewsIndex, NewsIndexError, QuestionError, repair, verify


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (None, "None is not the path of an index"),
        (5, "5 is not the path of an index"),
        (b"news", "b'news' is not the path of an index"),
        (["news"], "['news'] is not the path of an index"),
        ("", "'' is not the path of an index"),
        ("a\0b", "'a\\x00b' can't be the path of an index"),
        ("\ud800", "'\\ud800' can't be the path of an index"),
    ],
)
@pytest.mark.parametrize("function", [NewsIndex.create, NewsIndex.open, verify, repair])
def test_what_is_not_a_path_is_no_index(function, path, named):
    with pytest.raises(QuestionError) as refused:
        function(path)

    assert str(refused.value) == named


@pytest.mark.parametrize("function", [NewsIndex.create, NewsIndex.open])
@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"model": 5}, "model: 5 is not text"),
        ({"wait": "long"}, "wait: 'long' is not a number of seconds"),
        ({"wait": -1}, "wait: -1 is not a number of seconds"),
        ({"wait": float("nan")}, "wait: nan is not a number of seconds"),
        ({"jobs": "all"}, "jobs: 'all' is not a whole number"),
        ({"jobs": 0}, "jobs: 0 is below 1"),
        ({"jobs": True}, "jobs: True is not a whole number"),
    ],
)
def test_an_option_of_opening_is_named(function, options, named, tmp_path):
    with pytest.raises(QuestionError) as refused:
        function(tmp_path / "news", **options)

    assert str(refused.value) == named


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"question": None}, "question: None is not text"),
        ({"question": ["dam"]}, "question: ['dam'] is not text"),
        ({"limit": "10"}, "limit: '10' is not a whole number"),
        ({"limit": 2.5}, "limit: 2.5 is not a whole number"),
        ({"limit": None}, "limit: None is not a whole number"),
        ({"mode": ["dense"]}, "no mode ['dense']; modes are "),
        ({"copies": 1}, "copies: 1 is neither of "),
        ({"per_article": "all"}, "per_article: 'all' is not a whole number"),
        ({"recent": "7"}, "recent: '7' is not a number of days"),
        ({"today": "2024-03-05"}, "today: '2024-03-05' is not a day; give a datetime.date"),
        ({"today": datetime(2024, 3, 5, tzinfo=UTC)}, "today: datetime.datetime(2024, 3, 5, 0, "),
        ({"since": 2024}, "since: 2024 is not a date; write it as "),
        ({"until": ["2024-03-05"]}, "until: ['2024-03-05'] is not a date; "),
        ({"since": "soon"}, "since: 'soon' is not a date; write it as "),
        ({"on": "2024-02-30"}, "on: '2024-02-30' is not a date; write it as "),
        ({"on": "2024", "until": "2025"}, "on: stands alone, without since and until"),
        ({"since": "2024-05", "until": "2024-04"}, "since: 2024-05 (2024-05-01) is after until: "),
        ({"since": date(2024, 5, 1), "until": date(2024, 4, 30)}, "since: 2024-05-01 is after u"),
        ({"since": "2024-05-03T10:00", "until": "2024-05-01"}, "since: 2024-05-03T10:00 "),
        ({"until": "before 2020"}, "until: 'before 2020' has no end of its own; "),
        ({"since": "03/04/2024"}, "since: '03/04/2024' may be 2024-03-04 or 2024-04-03; "),
        ({"source": 5}, "source: 5 is neither text nor a list of texts"),
        ({"source": ["Post", None]}, "source: None is not text"),
        ({"source": []}, "source: an empty list names no source"),
        ({"source": b"Post"}, "source: b'Post' is neither text nor a list of texts"),
        ({"author": ["Holt", 1]}, "author: 1 is not text"),
        ({"section": 1}, "section: 1 is neither text nor a list of texts"),
        ({"language": []}, "language: an empty list names no language"),
        ({"where": "topics=grain"}, "where: 'topics=grain' is no mapping; write it as "),
        ({"where": {"topics": None}}, "topics: None is neither a value nor a list of values"),
        ({"where": {"topics": []}}, "topics: no value is asked for"),
        ({"where": {"topics": [["grain"]]}}, "topics: ['grain'] is neither text, a number nor "),
        ({"where": {3: "grain"}}, "where: a field: 3 is not text"),
        ({"where": {"published": "2021"}}, "where: an article is published at some time; use "),
        ({"path": Path("news")}, "path: "),
        ({"rerank": True}, "rerank: True is not text"),
    ],
)
def test_what_a_search_can_not_use_is_named(archive, options, named):
    with pytest.raises(QuestionError) as refused:
        archive.search(**{"question": "dam", **options})

    assert str(refused.value).startswith(named)


@pytest.mark.parametrize("ask", ["article", "holds"])
@pytest.mark.parametrize("id_", [None, 5, b"dam-1", ["dam-1"]])
def test_an_id_that_is_not_text_is_named(archive, ask, id_):
    with pytest.raises(QuestionError, match=r"^id: .* is not text$"):
        getattr(archive, ask)(id_)


@pytest.mark.parametrize(
    ("ids", "named"),
    [
        (None, "ids: None is neither text nor a list of texts"),
        (5, "ids: 5 is neither text nor a list of texts"),
        (["dam-1", 5], "ids: 5 is not text"),
        ({"dam-1": 1}, "ids: {'dam-1': 1} is neither text nor a list of texts"),
    ],
)
def test_ids_to_remove_that_are_not_text_are_named(archive, ids, named):
    with pytest.raises(QuestionError) as refused:
        archive.remove(ids)

    assert str(refused.value) == named


@pytest.mark.parametrize("change", ["add", "embed", "sync"])
def test_what_can_not_be_called_is_named(archive, change):
    given = () if change == "embed" else ([],)

    with pytest.raises(QuestionError, match="on_embedded: 'print' can't be called"):
        getattr(archive, change)(*given, on_embedded="print")


@pytest.mark.parametrize("paths", [None, 5, [None], b"news", {"a": 1}])
def test_paths_to_sync_that_are_none_are_named(archive, paths):
    with pytest.raises(ArgumentError, match=r"is not a path|is neither a path nor a list of paths"):
        archive.sync(paths)


@pytest.mark.parametrize(
    ("text", "options", "named"),
    [
        (None, {}, "None is not the text of an article"),
        ("The dam held.", {"words": 0}, "words: 0 is not a whole number from 1 on"),
        ("The dam held.", {"overlap": "one"}, "overlap: 'one' is not a whole number from 0 on"),
    ],
)
def test_what_passages_can_not_be_made_of_is_named(text, options, named):
    with pytest.raises(ArgumentError, match=named):
        split_passages(text, **options)


def test_half_a_pair_of_surrogates_is_found_nowhere_and_no_error(archive):
    for name in ("source", "author", "section", "language", "path"):
        assert archive.search("dam", mode="keyword", **{name: "\ud800"}) == []
    assert not archive.holds("\ud800")
    assert archive.remove(["\ud800"]).removed == ()
    with pytest.raises(ArticleNotFoundError):
        archive.article("\ud800")


def test_numbers_of_numpy_are_numbers(archive):
    assert len(archive.search("dam", limit=np.int64(2))) == 2


@pytest.mark.parametrize("as_given", [list, tuple, set, iter])
def test_a_search_takes_several_sources(archive, as_given):
    names = ["evening post", "Harbour  Gazette"]

    hits = archive.search("news", mode="dense", limit=99, source=as_given(names))

    found = {" ".join(hit.article.source.casefold().split()) for hit in hits}
    assert found == {"evening post", "harbour gazette"}
    alone = [archive.search("news", mode="dense", limit=99, source=name) for name in names]
    assert len(hits) == sum(map(len, alone))


ANYTHING = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.binary(max_size=3)),
    *(st.text(max_size=3), st.dates(), st.datetimes()),
    st.lists(st.integers() | st.text(max_size=2), max_size=2),
    st.sampled_from([object(), print, int, ..., 1j, date, {}, np.int64(2)]),
)
OPTIONS = st.sampled_from(
    "question limit mode since until on source author section language path per_article copies "
    "recent today".split()
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.dictionaries(OPTIONS, ANYTHING, max_size=2))
def test_a_search_with_any_values_is_answered_or_refused_by_an_error_of_ours(archive, options):
    with suppress(CorpusError, NewsIndexError):
        archive.search(**{"question": "dam", "mode": "keyword", **options})
