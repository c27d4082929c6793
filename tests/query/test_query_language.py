"""Words rank, marks bind: the query language, held to what the passages really say."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import Article
from index import QuestionError


def ids(index, question, **options):
    options = {"limit": 1000, "per_article": 0, **options}
    return {hit.article.id for hit in index.search(question, **options)}


def passage_says(hit, pattern):
    return re.search(pattern, f"{hit.article.title}. {hit.passage.text}", re.IGNORECASE)


MODES = ["hybrid", "keyword", "dense"]


@pytest.mark.parametrize("mode", MODES)
def test_a_phrase_must_occur_in_this_order(archive, mode):
    assert ids(archive, '"spillway gates"', mode=mode) == {"dam-1"}
    assert ids(archive, '"gates spillway"', mode=mode) == set()
    assert ids(archive, "“Spillway Gates” of the dam", mode=mode) == {"dam-1"}


def test_a_phrase_is_the_words_as_written(archive):
    assert ids(archive, '"remote control"') == {"strike-1"}
    assert ids(archive, '"remote controls"') == set()


def test_stop_words_count_in_a_phrase(archive):
    assert ids(archive, '"to wait on the quay"') == {"us-2"}
    assert ids(archive, '"to wait at the quay"') == set()


@pytest.mark.parametrize("mode", MODES)
def test_a_minus_word_must_not_occur(archive, mode):
    found = archive.search("dam inquiry -engineer", mode=mode, limit=1000, per_article=0)

    assert not any(passage_says(hit, r"\bengineer\b") for hit in found)
    assert {"dam-2", "dam-3"} <= {hit.article.id for hit in found}


@pytest.mark.parametrize("mode", MODES)
def test_a_plus_word_must_occur(archive, mode):
    assert ids(archive, "dam +cracks", mode=mode) == {"dam-2"}
    assert ids(archive, 'strike +"go back"', mode=mode) == {"strike-2"}


def test_a_hyphen_within_a_word_is_no_minus(archive):
    found = ids(archive, "well-kept harbour - or not")
    assert found == ids(archive, "well kept harbour") != set()


def test_words_may_be_required_and_excluded_by_operators(archive):
    assert ids(archive, "inquiry AND cracks") == {"dam-2"}
    assert ids(archive, "cracks OR regatta") == {"dam-2", "undated"}
    assert ids(archive, "Colvik NOT dockers AND Colvik") == {"de-1", "levy"}
    assert ids(archive, "(cracks OR relatives) AND inquiry") == {"dam-2", "dam-3"}


def test_operators_in_a_question_all_in_capitals_are_words(archive):
    found = ids(archive, "CRACKS AND REGATTA OR NOT")
    assert found == ids(archive, "cracks regatta") == {"dam-2", "undated"}


def test_a_star_stands_for_any_ending(archive):
    assert ids(archive, "drown*") == {"dam-3"}
    assert ids(archive, "lantern* +cried") == {"festival"}


@pytest.mark.slow
def test_a_letter_and_a_star_stand_for_every_word_that_begins_so(empty, archive):
    news = list(archive.articles())
    empty.add(news[:9])
    empty.add(news[9:])
    for _ in range(2):
        for letter in "abcdefghijklmnopqrstuvwxyzäöü0123456789":
            assert ids(empty, f"{letter}*") == ids(archive, f"{letter}*"), letter
        empty.compact()


def test_a_tilde_finds_what_is_nearly_written_so(archive):
    assert ids(archive, "Torvig~") == {"dam-1", "dam-2", "dam-3"}
    assert ids(archive, "Torwig~2") == {"dam-1", "dam-2", "dam-3"}
    assert ids(archive, "Torwig~") == set()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("title:observers", {"un-1", "un-2"}),
        ("title:observer", {"un-1", "un-2"}),
        ('title:"turned back"', {"un-2"}),
        ('source:"Evening Post"', {"dam-2", "us-2", "un-1", "festival"}),
        ("source:nordblatt", {"de-1"}),
        ('author:"Mira Holt"', {"dam-1", "dam-2"}),
        ("section:sport", {"undated"}),
        ("lang:de", {"de-1"}),
        ("language:de", {"de-1"}),
        ("published:2024-08", {"festival"}),
        ("published:2024-03-18", {"dam-2", "dam-3"}),
        ("published:2024-03-18..2024-03-19", {"dam-2", "dam-3", "strike-1"}),
        ("published:..2024-02", {"headline"}),
        ("published:2024-08..", {"festival"}),
        ('published:"August 2024"', {"festival"}),
        ("published:18.3.2024", {"dam-2", "dam-3"}),
        ('-source:"Coastal Wire" published:2024-05', {"us-2", "un-1"}),
    ],
)
def test_conditions_on_the_article_bind(archive, question, expected):
    assert ids(archive, question) == expected
    assert ids(archive, f"{question} harbour", mode="keyword") <= expected


def test_a_question_of_conditions_alone_lists_the_newest_first(archive):
    hits = archive.search('source:"Coastal Wire"', limit=3)

    assert [hit.article.id for hit in hits] == ["levy", "un-2", "us-1"]


def test_marks_and_filters_hold_together(archive):
    assert ids(archive, "title:observers", source="Evening Post") == {"un-1"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ('the "dam', "a quotation mark is not closed"),
        ("(dam OR strike", "a bracket has no partner"),
        ("dam) strike", "a bracket has no partner"),
        ("dam AND", "AND, OR or NOT has nothing to join"),
        ("published:2024-05..2024-03 dam", "since: 2024-05-01 is after until: 2024-03-31; "),
        ("published:2024-13 dam", "published: '2024-13' is not a date; write it as "),
        ("published:soon dam", "published: 'soon' is not a date; write it as "),
    ],
)
def test_what_is_not_well_formed_is_read_as_plain_words(archive, question, reason):
    hits = archive.search(question)

    assert hits[0].article.id in {"dam-1", "dam-2", "dam-3"}
    assert hits.note.startswith(f"read as plain words: {reason}")


@pytest.mark.parametrize(
    "question", ["what happened?", "it's", "https://coastal.example/dam-1?x=1"]
)
def test_what_only_looks_like_a_mark_is_none(archive, question):
    assert archive.search(question).note == ""


def test_the_band_is_not_a_question_word(empty):
    empty.add(
        [
            Article(
                id="band", text="The Who played in Ulvik on Friday, their first concert there."
            ),
            Article(id="other", text="Who played the organ in Ulvik on Friday nobody could say."),
        ]
    )

    assert ids(empty, '"the who"') == {"band"}


PIECES = (
    "\" ( ) + - * ~ : AND OR NOT dam strike title: source: published: 2024 .. “ ” \\ ' ? é 😀 مرحبا"
).split()
MARKED = st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=40).map("".join)


@pytest.mark.slow
@given(MARKED | st.text(max_size=200))
@example("((((" * 500)
@example("a " * 10_000)
@example('"' * 9_999)
@example("dam " + "-x " * 2_000)
@example("NOT " * 300 + "dam")
@example("\x00 \ud800 \u202e")
def test_any_string_is_answered(archive, question):
    try:
        hits = archive.search(question, limit=3)
    except QuestionError:  # what has no word in it
        assert not any(map(str.isalnum, question))
        return

    assert len(hits) <= 3
    for hit in hits:
        passage, answer = hit.passage, hit.answer
        assert hit.article.text[passage.start : passage.end] == passage.text
        if answer is not None:
            assert hit.article.text[answer.start : answer.end] == answer.text
            assert passage.start <= answer.start < answer.end <= passage.end


LONG = (
    "did the report on the {} say that the engineer of the Torvik dam had warned the ministry of "
    "cracks in its wall years before it broke?"
)


@pytest.mark.parametrize("quoted", ['"gates of hell"', '"xqzzyv"', "“great flood”", '"The Dam"'])
def test_a_long_sentence_quotes_and_does_not_demand(archive, quoted):
    hits = archive.search(LONG.format(quoted))

    assert hits[0].article.id == "dam-2"
    assert "in so long a sentence quotation marks quote" in hits.note


@pytest.mark.parametrize(
    "question",
    [
        LONG.format('+"gates of hell"'),
        LONG.format('"gates of hell"') + " -harbour",
        LONG.format('"gates of hell"') + ' source:"Coastal Wire"',
        'what was said of "gates of hell" at the dam inquiry?',
    ],
)
def test_a_short_question_or_one_with_other_marks_demands_what_it_quotes(archive, question):
    assert ids(archive, question) == set()


WORDS = st.sampled_from("dam inquiry strike dockers border harbour mayor the lantern UN".split())


@pytest.mark.slow
@given(WORDS, WORDS, WORDS)
def test_no_hit_ever_breaks_a_condition(archive, ranked, required, denied):
    question = f"{ranked} +{required} -{denied}"
    for hit in archive.search(question, limit=1000, per_article=0):
        assert passage_says(
            hit, rf"\b{required}\b|\bU\.N\." if required == "UN" else rf"\b{required}\b"
        )
        assert not passage_says(hit, rf"\b{denied}\b")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "found"),
    [
        ('"economic coercion"', {"fb7f1e31e22c5da66a83"}),
        ('"economic coercion" -tariffs', {"fb7f1e31e22c5da66a83"}),
        ('"economic coercion" -Taiwan', set()),
        ("coerc* Blinkin~", {"fb7f1e31e22c5da66a83"}),
        ('strike +mediator source:"Cormorant Wire"', {"cw-20241024-0031"}),
        ("title:strike published:2024-10", {"cw-20241024-0031", "nc-2024-10-25-03"}),
    ],
)
def test_each_mark_is_at_work_on_the_seeds(newsdex, seeded, question, found):
    done = newsdex("--index", seeded, "search", question, "--copies", "all", "--format", "json")

    assert {hit["id"] for hit in json.loads(done.stdout)["hits"]} == found
