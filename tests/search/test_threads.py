"""From an article onwards: what is near to it, on the sample news."""

import json

import pytest

from corpus import Article
from index import ArticleNotFoundError, NewsIndex, QuestionError

ENDS, SIGNED = "cw-20241024-0031", "nc-2024-10-25-03"
"""The end of the Varnholm strike, and another print of that story."""


@pytest.fixture(scope="module")
def seeds(seeded):
    with NewsIndex.open(seeded) as index:
        yield index


def titles(found):
    return [each.article.title for each in found]


def test_articles_on_the_same_matter_come_first(seeds):
    found = seeds.similar(ENDS, limit=4)

    assert set(titles(found)) == {
        "Varnholm dockers walk out over unmanned cranes",
        "Varnholm’s disputed cranes make a slow start",
        "Retired judge to mediate as harbour talks break up",
        "Apples rot behind Quay 4 as strike enters second week",
    }
    assert [each.rank for each in found] == [1, 2, 3, 4]
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] < 1


def test_neither_the_article_nor_its_copies_are_similar_to_it(seeds):
    for id_ in (ENDS, SIGNED):
        for copies in ("first", "all"):
            found = {each.article.id for each in seeds.similar(id_, limit=100, copies=copies)}
            assert not found & {ENDS, SIGNED}


def test_a_story_that_several_print_is_similar_once(seeds):
    walkout = seeds.similar("cw-20240909-0114", limit=100)
    everything = seeds.similar("cw-20240909-0114", limit=100, copies="all")

    def prints(found):
        return [each for each in found if each.article.id in {ENDS, SIGNED}]

    (shown,) = prints(walkout)
    assert (shown.article.id, [copy.id for copy in shown.copies]) == (ENDS, [SIGNED])
    assert len(prints(everything)) == 2


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
def test_each_leg_alone_finds_similar_articles(seeds, mode):
    first, *_ = seeds.similar("cw-20240929-0009", mode=mode)

    assert "erry" in first.article.title


def test_conditions_bind_what_is_similar(seeds):
    found = seeds.similar(ENDS, source="Cormorant Wire", since="2025", limit=100)

    assert found
    assert all(each.article.source == "Cormorant Wire" for each in found)
    assert all(each.article.published.year >= 2025 for each in found)


def test_a_sentence_says_what_both_share(seeds):
    for each in seeds.similar(ENDS):
        sentence = each.sentence
        assert each.article.text[sentence.start : sentence.end] == sentence.text
    first, *_ = seeds.similar(ENDS, limit=1)
    assert any(word in first.sentence.text for word in ("dockers", "cranes", "Varnholm"))


def test_without_vectors_the_words_find_what_is_similar(tmp_path):
    bridge = [
        Article(id="fall", title="Bridge falls", text="The old Lunde bridge fell into the river."),
        Article(id="inquiry", title="Bridge inquiry", text="Why the Lunde bridge fell is asked."),
        Article(id="regatta", title="Regatta", text="Eight rowers won by half a length."),
        Article(id="headline", title="Lunde bridge closed"),
    ]
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(bridge, embed=False)
        found = index.similar("fall")

    assert {each.article.id for each in found} == {"inquiry", "headline"}
    assert [each.sentence for each in found if not each.article.text] == [None]


def test_what_means_nothing_is_refused(seeds):
    with pytest.raises(ArticleNotFoundError, match="no article has the id 'nobody'"):
        seeds.similar("nobody")
    with pytest.raises(QuestionError, match="limit of 0"):
        seeds.similar(ENDS, limit=0)
    with pytest.raises(QuestionError, match="no mode 'sparse'"):
        seeds.similar(ENDS, mode="sparse")


def test_similar_articles_on_the_command_line(newsdex, seeded):
    done = newsdex("--index", seeded, "similar", "cw-20241024", "-n", "2")
    rows = newsdex("--index", seeded, "similar", "1", "-n", "1", "--format", "jsonl")

    headline, where, text = done.stdout.splitlines()[:3]
    assert headline == "1. Varnholm dockers walk out over unmanned cranes"
    assert where == "   Cormorant Wire · 9 September 2024 · cw-20240909-0114"
    assert text.startswith("   VARNHOLM, Estrava - About 2,300 dockers")
    (row,) = map(json.loads, rows.stdout.splitlines())
    assert row["id"] != "cw-20240909-0114", "1 is the first that was shown"
    assert {"rank", "score", "title", "url", "sentence", "copies"} <= row.keys()
