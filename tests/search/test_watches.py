"""Standing questions: what came in since the last run and matches, each story once."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from corpus import Article
from index import NewsIndex, QuestionError, repair, verify

pytestmark = pytest.mark.usefixtures("one_encoder")

BEFORE = (
    Article(
        id="old-strike",
        title="Dockers strike at Colvik",
        text="Dockers at Colvik began a strike at dawn over plans to run cranes without crews.",
        source="Harbour Gazette",
        published="2024-03-18",
    ),
    Article(id="rain", title="Rain", text="It rained on the hills all day, and nobody went out."),
)
SINKS = Article(
    id="sinks",
    title="Ferry sinks off Drossen",
    text="The ferry Alma sank off Drossen before dawn with forty people on board. All were saved "
    "by the crew of a trawler that had seen the lights go out, the coastguard said on Tuesday.",
    source="Coastal Wire",
    published="2024-03-19",
)
COPY = Article(id="copy", title=SINKS.title, text=SINKS.text, source="Evening Post")
TALKS = Article(
    id="talks",
    title="Talks on the strike",
    text="Talks to end the strike of the dockers began at Colvik town hall on Wednesday.",
    source="Harbour Gazette",
    published="2024-03-20",
)


@pytest.fixture(scope="module")
def watched(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index with two standing questions, of which nothing has come in yet."""
    folder = tmp_path_factory.mktemp("watched") / "news"
    with NewsIndex.create(folder) as index:
        index.add(BEFORE)
        index.watch_add("ferries", "ferry sank")
        index.watch_add("strikes", "+strike", source=["Harbour Gazette", "Coastal Wire"])
    return folder


@pytest.fixture
def news(watched, tmp_path):
    """Return a test's own copy of that index, opened."""
    with NewsIndex.open(shutil.copytree(watched, tmp_path / "news")) as index:
        yield index


def told(news, *names, **options):
    """Run standing questions; return what each tells."""
    run = news.run_watches(names or None, **options)
    return {each.watch.name: [hit.article.id for hit in each.hits] for each in run}


def test_what_was_there_before_is_no_news(news):
    assert told(news) == {"ferries": [], "strikes": []}


def test_what_came_in_is_told_once_to_those_who_asked(news):
    news.add([SINKS, TALKS])

    assert told(news) == {"ferries": ["sinks"], "strikes": ["talks"]}
    assert told(news) == {"ferries": [], "strikes": []}


def test_a_dry_run_leaves_it_to_be_told(news):
    news.add(SINKS)
    before = news.status().generation

    assert told(news, dry_run=True)["ferries"] == ["sinks"]
    assert news.status().generation == before
    assert told(news)["ferries"] == ["sinks"]


def test_a_run_is_one_commit_and_one_without_news_is_none(news):
    before = news.status().generation
    news.run_watches()
    assert news.status().generation == before

    news.add([SINKS, TALKS])
    added = news.status().generation
    news.run_watches()
    assert news.status().generation == added + 1
    news.run_watches()
    assert news.status().generation == added + 1


def test_two_runs_at_once_lose_nothing_of_each_other(news):
    news.add([SINKS, TALKS])

    def meanwhile(_news):
        with NewsIndex.open(news.path) as other:
            assert told(other, "strikes") == {"strikes": ["talks"]}
            other.watch_add("dams", "dam")

    news.run_watches("ferries", on_news=meanwhile)

    assert told(news) == {"ferries": [], "strikes": [], "dams": []}


def test_a_question_that_means_nothing_by_now_leaves_the_others_to_be_told(news):
    news.watch_add("window", "ferry", since="3 days ago", until=date.today())  # noqa: DTZ011
    with NewsIndex.open(news.path) as later:
        later.add(SINKS)
        later._index.change_watches(  # noqa: SLF001 - time that goes by
            lambda there: [
                replace(each, conditions=each.conditions | {"until": "2001-01-01"})
                if each.name == "window"
                else each
                for each in there
            ]
        )
        with pytest.raises(QuestionError, match="window: since"):
            later.run_watches()
        problems = []
        (ferries, _) = later.run_watches(on_problem=problems.append)

    assert [hit.article.id for hit in ferries.hits] == ["sinks"]
    assert len(problems) == 1


def test_what_could_not_be_handed_on_is_told_again(news):
    def fail(_news):
        raise OSError("no mail today")

    news.add(SINKS)
    with pytest.raises(OSError, match="no mail today"):
        news.run_watches(on_news=fail)

    assert told(news)["ferries"] == ["sinks"]


def test_a_copy_is_news_neither_beside_its_story_nor_after_it(news):
    news.add([SINKS, COPY])
    (ferries, _) = news.run_watches()
    assert [hit.article.id for hit in ferries.hits] == ["sinks"]
    assert ferries.hits.total == 1
    assert [copy.id for copy in ferries.hits[0].copies] == ["copy"]

    news.add(Article(id="late", title=SINKS.title, text=SINKS.text, source="Weekly"))
    assert told(news)["ferries"] == []


def test_a_copy_of_what_did_not_meet_the_conditions_is_news(news):
    strike = {"title": BEFORE[0].title, "text": BEFORE[0].text}
    news.watch_add("posts", "+strike", source="Evening Post")
    news.add(Article(id="post", source="Evening Post", **strike))

    assert told(news, "posts", "strikes") == {"posts": ["post"], "strikes": []}


def test_every_copy_is_told_where_that_is_asked(news):
    news.watch_add("everywhere", "ferry sank", copies="all")
    news.add([SINKS, COPY])

    assert sorted(told(news, "everywhere")["everywhere"]) == ["copy", "sinks"]


def test_a_new_version_is_news_only_if_no_version_was_told(news):
    news.add([SINKS, Article(id="town", title="News from the town hall", text="Nothing new.")])
    news.run_watches()
    news.add(
        [
            Article(id="sinks", title=SINKS.title, text=f"{SINKS.text} Two are missing."),
            Article(id="town", title="Ferry sank", text="A ferry sank off the town, as it says."),
        ]
    )

    assert told(news)["ferries"] == ["town"]


def test_words_that_bind_are_demanded_and_others_are_not(news):
    news.watch_add("both", "+ferry +strike")
    news.watch_add("either", "ferry strike")
    news.add([SINKS, TALKS])

    found = told(news, "both", "either")
    assert found["both"] == []
    assert set(found["either"]) == {"sinks", "talks"}


def test_conditions_alone_may_be_watched(news):
    news.watch_add("wire", "", source="Coastal Wire")
    news.add([SINKS, TALKS])

    assert told(news, "wire")["wire"] == ["sinks"]


def test_no_more_is_told_than_asked_for_but_counted(news):
    news.add([TALKS, Article(id="more", text="The strike goes on.", source="Coastal Wire")])
    (strikes,) = news.run_watches("strikes", limit=1)

    assert len(strikes.hits) == 1
    assert strikes.hits.total == 2
    assert told(news, "strikes")["strikes"] == []


def test_what_has_no_vector_yet_is_looked_at_again(news):
    sailors = Article(
        id="vessel", text="A passenger vessel went down in a gale; all were rescued at sea."
    )
    news.watch_add("meaning", "ship lost in a storm", mode="dense")
    news.add([sailors, SINKS], embed=False)
    assert told(news) == {"ferries": ["sinks"], "strikes": [], "meaning": []}

    news.embed()

    assert "vessel" in told(news)["meaning"]
    assert told(news) == {"ferries": [], "strikes": [], "meaning": []}


def test_merging_removing_and_repairing_leave_the_mark_as_it_is(news):
    news.add(SINKS)
    news.compact()
    assert told(news, dry_run=True)["ferries"] == ["sinks"]
    news.run_watches()
    news.remove(["rain"])
    news.compact()
    assert told(news) == {"ferries": [], "strikes": []}

    repair(news.path)
    with NewsIndex.open(news.path) as again:
        assert [each.name for each in again.watches()] == ["ferries", "strikes"]
        again.add(TALKS)
        assert told(again) == {"ferries": [], "strikes": ["talks"]}


def test_standing_questions_that_are_lost_are_told_by_verify_and_repair(news):
    path = news.path
    news.close()
    (file,) = (path / "watches").iterdir()
    file.write_bytes(b"[]")

    (fault,) = verify(path).faults
    assert fault.path == f"watches/{file.name}"
    assert "the standing questions are lost" in " ".join(repair(path).done)
    with NewsIndex.open(path) as again:
        assert again.watches() == []
        assert again.status().articles == 2


@pytest.mark.slow
def test_many_small_adds_merge_and_nothing_is_told_twice(news):
    for number in range(20):
        text = f"Ferry {number} sank in storm {number} off island {number}, {number} were saved."
        news.add(Article(id=f"ferry-{number}", text=text), embed=False)
        if number % 7 == 6:
            news.embed()
            assert len(told(news)["ferries"]) == 7


def test_a_standing_question_is_kept_with_its_conditions(news):
    news.watch_add(
        "all", "dam", since=date(2024, 1, 2), where={"topics": ("dam", 3)}, language="en"
    )

    with NewsIndex.open(news.path) as again:
        kept = again.watches()[-1]
    assert (kept.name, kept.question) == ("all", "dam")
    assert kept.conditions == {
        "since": "2024-01-02",
        "where": {"topics": ["dam", 3]},
        "language": "en",
    }


def test_one_that_is_removed_is_forgotten(news):
    (gone,) = news.watch_remove("ferries")

    assert gone.name == "ferries"
    assert [each.name for each in news.watches()] == ["strikes"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda news: news.watch_add("ferries", "dam"), "already"),
        (lambda news: news.watch_add(" ", "dam"), "empty"),
        (lambda news: news.watch_add("dam", ""), "the question is empty"),
        (lambda news: news.watch_add("dam", "dam", since="whenever"), "since: 'whenever'"),
        (lambda news: news.watch_add("dam", "dam", today=date(2024, 1, 1)), "on the day of each"),
        (lambda news: news.watch_remove(["nobody"]), "'nobody'; there are: ferries, strikes"),
        (lambda news: news.run_watches("nobody"), "'nobody'; there are: ferries, strikes"),
        (lambda news: news.run_watches(limit=0), "limit of 0"),
    ],
)
def test_what_means_nothing_is_refused(news, asked, message):
    with pytest.raises(QuestionError, match=message):
        asked(news)
    assert len(news.watches()) == 2
