"""From an article onwards: what is near to it, what to read before it, its story."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from conftest import TOWNS

from corpus import Article
from index import ArticleNotFoundError, NewsIndex, QuestionError
from index.formats import RELATED_NAMES

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


@pytest.mark.slow
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


FOUND = "cw-20250306-0076"
"""The report of the Torvane dam inquiry, which four articles tell of."""


def test_background_is_earlier_and_on_the_same_matter(seeds):
    found = seeds.background(FOUND, limit=3)

    assert set(titles(found)) == {
        "Torvane dam inquiry opens with the names of nine dead",
        "Engineer tells inquiry his Torvane dam warning was put off",
        "Former water chief denies reading dam memo opened four times",
    }
    asked = seeds.article(FOUND)
    for each in seeds.background(FOUND, limit=100):
        assert each.article.published < asked.published


def test_background_has_no_copies_and_stops_where_nothing_is_near(seeds):
    charged = seeds.background("harbour-gazette:2024-4218", limit=100)
    signed = {each.article.id for each in seeds.background(SIGNED, limit=100)}

    assert titles(charged)[0] == "Seventeen dead, nine missing as ferry capsizes off Pell Head"
    assert len(charged) < 8
    assert ENDS not in signed


def test_the_same_day_an_earlier_hour_is_earlier(tmp_path):
    def at(hour, text):
        return Article(id=f"at-{hour}", text=text, published=f"2024-05-04T{hour:02}:00")

    hours = [
        at(6, "The old Lunde bridge shook at dawn and was closed to cars."),
        at(12, "The old Lunde bridge fell into the river before noon."),
        at(18, "Divers looked for cars under the fallen bridge of Lunde."),
    ]
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(hours)
        assert [each.article.id for each in index.background("at-12")] == ["at-6"]
        assert {each.article.id for each in index.background("at-18")} == {"at-6", "at-12"}
        assert index.background("at-6") == []


def test_what_is_told_again_is_background_once(tmp_path):
    flood = "The river Elm rose by four metres in the night and flooded the market of Lunde. "
    told = [
        Article(id="a", text=flood + "Forty houses were left.", published="2024-05-01"),
        Article(id="b", text=flood + "Forty homes were left.", published="2024-05-02"),
        Article(
            id="c", text="Lunde counts what the flood of the Elm cost.", published="2024-05-03"
        ),
    ]
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(told)
        assert len(index.background("c")) == 1


def test_a_story_runs_from_its_oldest_article_with_what_is_new_in_each(seeds):
    story = seeds.story("nc-2024-11-13-01")

    assert [(step.number, step.article.id, step.asked) for step in story.steps] == [
        (1, "cw-20240917-0087", False),
        (2, "nc-2024-11-13-01", True),
        (3, "ep-20241203-1", False),
        (4, FOUND, False),
    ]
    assert story.total == 4
    for step in story.steps:
        assert step.article.text[step.new.start : step.new.end] == step.new.text
    first, *others = [step.novelty for step in story.steps]
    assert first == 1
    assert all(0 < novelty < 1 for novelty in others)
    assert story.steps[1].new.text.startswith("An engineer who inspected the Torvane dam told")


def test_copies_are_one_step_of_a_story(seeds):
    steps = {step.article.id: step for step in seeds.story("cw-20240909-0114").steps}

    assert [copy.id for copy in steps[ENDS].copies] == [SIGNED]
    assert SIGNED not in steps


def test_a_long_story_is_cut_to_what_is_nearest(seeds):
    story = seeds.story(FOUND, limit=2)

    assert (len(story.steps), story.total) == (2, 4)
    assert story.steps[-1].asked
    assert len(seeds.story(FOUND, limit=1).steps) == 1


@pytest.mark.parametrize("id_", ["me-20241009-2", "cw-20250111-0020", "nc-2025-02-17-05"])
def test_an_article_that_stands_alone_is_its_own_story(seeds, id_):
    (step,) = seeds.story(id_).steps

    assert step.asked
    assert step.article.id == id_


def test_conditions_bind_the_other_steps_of_a_story(seeds):
    steps = seeds.story(FOUND, source="Orrenland Northern Courier").steps

    assert [step.article.id for step in steps] == ["nc-2024-11-13-01", FOUND]


def test_without_vectors_a_story_is_told_by_words(tmp_path):
    bridge = [
        Article(id="1", text="The Lunde bridge fell into the river.", published="2024-05-01"),
        Article(id="2", text="The Lunde bridge fell: an inquiry.", published="2024-05-02"),
        Article(id="3", text="Rowers won by half a length.", published="2024-05-03"),
        Article(id="4", text="The Lunde bridge fell into the deep river."),
    ]
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(bridge, embed=False)
        assert [step.article.id for step in index.story("2").steps] == ["1", "2"]


@pytest.mark.slow
def test_what_many_articles_are_like_is_no_story(tmp_path):
    towns = [f"{name}{end}" for name in TOWNS for end in ("", " Sound", " Fell")]
    prices = [
        Article(
            id=f"{number:02}",
            title=f"Fish prices at {town}",
            text=f"Fish prices at {town}: cod {number} crowns, herring {70 - number} a kilo.",
            published=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number),
        )
        for number, town in enumerate(towns)
    ]
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(prices)
        assert index.story("40").total < 10


def test_what_has_no_date_has_no_background_and_no_story(seeds):
    for method in (seeds.background, seeds.story):
        with pytest.raises(QuestionError, match="has no date, so that nothing is known"):
            method("25c55e8fdc5545ab52d9")


def test_what_means_nothing_is_refused(seeds):
    with pytest.raises(ArticleNotFoundError, match="no article has the id 'nobody'"):
        seeds.similar("nobody")
    with pytest.raises(QuestionError, match="limit of 0"):
        seeds.similar(ENDS, limit=0)
    with pytest.raises(QuestionError, match="no mode 'sparse'"):
        seeds.similar(ENDS, mode="sparse")


@pytest.mark.slow
def test_similar_articles_on_the_command_line(newsdex, seeded):
    done = newsdex("--index", seeded, "similar", "cw-20241024", "-n", "2", COLUMNS="80")
    rows = newsdex("--index", seeded, "similar", "1", "-n", "1", "--format", "jsonl")

    headline, where, *text = done.stdout.splitlines()[:5]
    assert headline == "1. Varnholm dockers walk out over unmanned cranes"
    assert where.startswith("   Cormorant Wire · 9 September 2024 · https://cormorant-wire.")
    assert where.endswith(" · cw-20240909-0114")
    assert text[0].startswith("   VARNHOLM, Estrava - About 2,300 dockers")
    assert text[2].endswith(" …")
    assert all(70 <= len(line) <= 80 for line in text)
    (row,) = map(json.loads, rows.stdout.splitlines())
    assert row["id"] != "cw-20240909-0114", "1 is the first that was shown"
    assert tuple(row) == RELATED_NAMES


@pytest.mark.slow
def test_background_and_story_on_the_command_line(newsdex, seeded):
    before = newsdex("--index", seeded, "background", FOUND, "-n", "1")
    story = newsdex("--index", seeded, "story", FOUND, "-n", "3")
    rows = newsdex("--index", seeded, "story", "2", "--format", "json")

    assert before.stdout.startswith("1. ")
    assert 3 <= len(before.stdout.splitlines()) <= 5
    headings = [line for line in story.stdout.splitlines() if not line.startswith(" ")]
    assert [heading[:3] for heading in headings] == ["1. ", "2. ", "3. "]
    assert story.stdout.count("   asked for · Cormorant Wire · 6 March 2025 · ") == 1
    assert story.stderr == "newsdex: 3 of 4 steps; --limit 4 prints all\n"
    steps = json.loads(rows.stdout)
    assert [step["step"] for step in steps] == [1, 2, 3, 4]
    assert [step["asked"] for step in steps].count(True) == 1
    none = newsdex("--index", seeded, "background", "cw-20240909-0114", "--format", "csv")
    assert (none.stdout[:14], none.stderr) == ("rank,score,id,", "newsdex: nothing found\n")
    alone = newsdex("--index", seeded, "story", "me-20241009-2")
    assert alone.stderr == "newsdex: no other article is a part of its story\n"


def test_a_running_story_is_shown_by_its_best_article(seeds):
    alone = seeds.search("dockers strike Varnholm", per_article=1, limit=20)
    grouped = seeds.search("dockers strike Varnholm", per_article=1, limit=20, group="story")

    shown = [hit.article.id for hit in grouped]
    told = [other.id for hit in grouped for other in hit.story]
    assert shown[0] == alone[0].article.id
    assert len(shown) == len(set(shown))
    assert grouped[0].story
    assert sorted(shown + told) == sorted(hit.article.id for hit in alone)
    assert grouped.total == alone.total
    assert not any(hit.story for hit in alone)


def test_a_running_story_is_one_row_unless_more_is_asked_for(newsdex, seeds, seeded):
    question = "dockers strike Varnholm"
    asked = ("--index", seeded, "search", question, "--group", "story", "--format", "csv")
    rows = newsdex(*asked, "--fields", "id").stdout.splitlines()[1:]
    more = seeds.search(question, group="story", per_article=2)

    assert len(rows) == len(set(rows)) > 1
    assert rows == [hit.article.id for hit in seeds.search(question, group="story")]
    assert len(more) > len({hit.article.id for hit in more})


def test_no_story_is_told_of_articles_without_vectors_and_another_group_is_refused(seeds, tmp_path):
    with NewsIndex.create(tmp_path / "news") as index:
        index.add(list(seeds.articles(source="Cormorant Wire")), embed=False)
        hits = index.search("strike", mode="keyword", group="story")
        assert hits
        assert not any(hit.story for hit in hits)
        with pytest.raises(QuestionError, match="group: 'source' is not story"):
            index.search("strike", group="source")


@pytest.mark.slow
def test_the_command_line_says_how_many_more_a_story_has_and_counts_stories(newsdex, seeded):
    asked = ("--index", seeded, "search", "dockers strike Varnholm", "--group", "story")
    done = newsdex(*asked)
    later = newsdex(*asked, "-n", "2", "--offset", "1")

    assert re.search(r"and \d+ more on this", done.stdout)
    headings = re.findall(r"^\d+\. ", done.stdout, re.MULTILINE)
    foot = rf"^newsdex: {len(headings)} stories, of \d+ articles$"
    assert re.search(foot, done.stderr, re.MULTILINE)
    assert re.search(r"^newsdex: stories 2 to 3, of \d+ articles$", later.stderr, re.MULTILINE)
    rows = newsdex(
        *("--index", seeded, "search", "dockers strike Varnholm", "--group", "story"),
        *("--format", "json"),
    )
    assert any(hit["story"] for hit in json.loads(rows.stdout)["hits"])
