"""What `read_articles` and `inspect` are given by a script, and what they refuse."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ArgumentError, Article, CorpusError, FieldMapError, Limits, read_articles
from corpus.reading.inspection import inspect

STORY = "The harbour reopened on Monday."
OTHER = "Ships waited outside."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


@pytest.mark.parametrize("as_given", [str, Path, lambda p: [str(p)], lambda p: (Path(p),), iter])
def test_a_folder_is_named_by_text_a_path_or_in_an_iterable(folder, as_given):
    named = as_given([folder]) if as_given is iter else as_given(folder)

    assert [article.text for article in read_articles(named)] == [STORY, OTHER]


def test_several_paths_of_any_kind_are_read_in_their_order(folder):
    named = (path for path in (folder / "b.txt", str(folder / "a.txt")))

    assert [article.text for article in read_articles(named)] == [OTHER, STORY]


def test_a_text_is_one_path_and_not_its_characters(folder, monkeypatch):
    monkeypatch.chdir(folder)
    problems = []

    assert list(read_articles("/no/such/folder", on_problem=problems.append)) == []
    assert list(map(str, problems)) == [
        "/no/such/folder: no such file or directory; check the path"
    ]


def test_inspect_takes_one_path_too(folder):
    found = [finding.reading.article.text for finding in inspect(str(folder))]

    assert found == [STORY, OTHER]


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        (None, "None is neither a path nor a list of paths"),
        (5, "5 is neither a path nor a list of paths"),
        (b"news.txt", "b'news.txt' is neither a path nor a list of paths"),
        ({"text": "story"}, "{'text': 'story'} is neither a path nor a list of paths"),
        (["news.txt", 5], "5 is not a path"),
        ([["news.txt"]], "['news.txt'] is not a path"),
        ([None], "None is not a path"),
        ("", "'' is not a path; the current folder is '.'"),
        ("news\0.txt", "'news\\x00.txt' can't be the path of a file"),
        (["\ud800.txt"], "'\\ud800.txt' can't be the path of a file"),
    ],
)
@pytest.mark.parametrize("read", [read_articles, lambda paths: list(inspect(paths))])
def test_what_is_not_a_path_is_refused_and_named(paths, named, read):
    with pytest.raises(ArgumentError) as refused:
        read(paths)

    assert str(refused.value) == named


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"fields": ["text"]}, "fields: ['text'] is not a mapping such as {'text': 'story'}"),
        ({"fields": "text=story"}, "fields: 'text=story' is not a mapping"),
        ({"fields": {"text": 5}}, "fields: 5 is not a name of a field"),
        ({"on_problem": "print"}, "on_problem: 'print' can't be called"),
        ({"limits": {"size": 5}}, "limits: {'size': 5} is not Limits(...)"),
        ({"limits": None}, "limits: None is not Limits(...)"),
    ],
)
def test_an_option_of_another_type_is_refused_and_named(tmp_path, options, named):
    with pytest.raises(ArgumentError) as refused:
        read_articles(tmp_path, **options)

    assert str(refused.value).startswith(named)


def test_a_field_that_articles_do_not_have_is_refused(tmp_path):
    with pytest.raises(FieldMapError, match="no field 5; an article has id, title"):
        read_articles(tmp_path, fields={5: "story"})


def test_limits_name_the_value_that_is_not_one():
    with pytest.raises(ArgumentError, match="size must be a whole number from 1 on, not '5 MB'"):
        Limits(size="5 MB")


ANYTHING = st.one_of(
    *(st.none(), st.integers(), st.floats(), st.binary(), st.text(max_size=3), st.booleans()),
    st.lists(st.one_of(st.integers(), st.none(), st.binary()), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    st.sampled_from([object(), int, print, ..., 1j]),
)


@given(st.sampled_from([*Article.__dataclass_fields__]), ANYTHING)
def test_an_article_of_any_values_is_made_or_refused_by_an_error_of_ours(field, value):
    with suppress(CorpusError):
        article = Article(**{"text": "The dam held.", field: value})
        hash((article.id, article.title, article.authors, article.published))
