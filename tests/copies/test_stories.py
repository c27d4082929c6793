"""Each story once: copies are found as articles come in, and a search shows one of them."""

import json
from datetime import UTC, datetime

import pytest

from corpus import Article, Withdrawal
from index import NewsIndex, QuestionError, verify

STORY = (
    "KELBY - The harbour board of Kelby voted on Monday to close the old fish market, ending a "
    "trade that began in 1871, after engineers warned that its piers could give way in a storm.\n\n"
    "Board chair Runa Holt said the decision was painful but could not be put off for another "
    "winter. Traders will be moved to a hall near the ferry terminal until a new market is built, "
    "which is expected to take four years and cost 38 million crowns.\n\n"
    "The traders' guild said that half of its 60 members would not survive the move. It asked the "
    "town to waive rents for two years. The mayor, Per Lund, said that he would bring a proposal "
    "before the council in June, and that nobody would be left alone with the bill."
)
OTHER = (
    "LUNDE - A storm tore the roof off the sports hall of Lunde on Sunday night and left 4,000 "
    "homes without power. Nobody was hurt. The electricity company said that lines would be "
    "mended by Wednesday, while schools in the north of the town stay closed until the end of the "
    "week. The regional council called it the worst storm since the great flood of 1987."
)


def day(number):
    return datetime(2024, 3, number, 9, tzinfo=UTC)


def printed(id_, *, source, on, text=STORY, title="Kelby closes its fish market"):
    return Article(id=id_, title=title, text=text, source=source, published=day(on))


ORIGINAL = printed("wire", source="Coastal Wire", on=4)
TRIMMED = printed(
    "trim", source="Evening Post", on=4, text=STORY[:520], title="End for old market hall"
)
LATE = printed("late", source="Harbour Gazette", on=6, text=STORY.upper())
STORM = printed("storm", source="Coastal Wire", on=4, text=OTHER, title="Storm in Lunde")
QUESTION = "why is the fish market in Kelby closed"


@pytest.fixture
def index(empty):
    empty.add([TRIMMED, STORM, ORIGINAL, LATE])
    return empty


def ids(hits):
    return list(dict.fromkeys(hit.article.id for hit in hits))


def test_a_story_is_shown_once_by_its_earliest_complete_copy(index):
    hits = index.search(QUESTION)

    assert ids(hits) == ["wire", "storm"]
    assert [copy.id for copy in hits[0].copies] == ["late", "trim"]
    assert [copy.source for copy in hits[0].copies] == ["Harbour Gazette", "Evening Post"]
    assert hits[-1].copies == ()


def test_all_copies_are_shown_where_that_is_wished(index):
    found = ids(index.search(QUESTION, copies="all"))

    assert set(found) == {"wire", "late", "trim", "storm"}
    with pytest.raises(QuestionError, match="copies: 'some' is "):
        index.search(QUESTION, copies="some")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("conditions", "shown"),
    [
        ({"source": "Evening Post"}, "trim"),
        ({"since": "2024-03-05"}, "late"),
        ({"until": "2024-03-04"}, "wire"),
    ],
)
def test_a_story_is_found_through_whichever_copy_the_filters_leave(index, conditions, shown):
    hits = index.search(QUESTION, **conditions)

    assert ids(hits)[0] == shown
    assert {copy.id for copy in hits[0].copies} == {"wire", "late", "trim"} - {shown}


def test_removing_the_first_promotes_another(index):
    index.remove(["wire"])

    assert ids(index.search(QUESTION))[0] == "late"
    assert [group.copies[0].id for group in index.copies()] == ["late"]


def test_groups_are_listed_with_their_size_and_dates(index):
    (group,) = index.copies()

    assert [copy.id for copy in group.copies] == ["wire", "late", "trim"]
    assert (group.oldest, group.newest) == (day(4), day(6))


def test_copies_are_found_across_commits_and_after_a_compaction(empty):
    for article in (TRIMMED, STORM, ORIGINAL):
        empty.add([article])
    empty.compact()
    empty.add([LATE])

    assert [[copy.id for copy in group.copies] for group in empty.copies()] == [
        ["wire", "late", "trim"]
    ]
    assert verify(empty.status().path).faults == ()


def test_a_replaced_article_stays_with_its_story(index):
    index.add([printed("late", source="Harbour Gazette", on=6, title="Fish market closed")])

    assert [copy.title for copy in index.search(QUESTION)[0].copies] == [
        "Fish market closed",
        "End for old market hall",
    ]
    index.add([printed("late", source="Harbour Gazette", on=6, text=OTHER)])
    assert {frozenset(c.id for c in group.copies) for group in index.copies()} == {
        frozenset({"wire", "trim"}),
        frozenset({"storm", "late"}),
    }


def test_a_copy_of_a_removed_article_begins_a_story_of_its_own(index):
    index.remove(["wire", "late", "trim"])
    index.add([LATE])

    assert index.copies() == []


def test_the_order_of_parts_does_not_matter(empty_folder, tmp_path, monkeypatch):
    import shutil

    news = [TRIMMED, STORM, ORIGINAL, LATE]
    groups = []
    for commit in (1, 8192):
        monkeypatch.setattr("index.engines.parts.writing.adding.COMMIT_PASSAGES", commit)
        with NewsIndex.open(shutil.copytree(empty_folder, tmp_path / str(commit))) as index:
            index.add(news)
            groups.append(index.copies())
    assert groups[0] == groups[1] != []


def test_a_later_version_replaces_and_an_earlier_does_not(empty):
    def version(number, text):
        return Article(id="urn:x", title="Talks", text=text, extra={"version": str(number)})

    empty.add([version(9, "Talks have begun.")])
    assert empty.add([version(10, "Talks have ended.")]).replaced == 1
    assert empty.add([version(2, "Talks are to begin.")]).unchanged == 1
    assert empty.article("urn:x").text == "Talks have ended."

    assert empty.add([Withdrawal("urn:x", "canceled", "9")]).withdrawn == 0
    assert empty.add([Withdrawal("urn:x", "canceled", "11")]).withdrawn == 1
    assert empty.status().articles == 0


def test_an_article_withdrawn_in_the_same_add_does_not_stay(empty):
    report = empty.add([ORIGINAL, Withdrawal("wire", "withheld"), STORM])

    assert (report.added, report.withdrawn) == (2, 1)
    assert [article.id for article in empty.articles()] == ["storm"]


def test_an_item_that_is_read_after_its_withdrawal_stays_out(empty):
    def version(number):
        return Article(id="urn:x", text=f"Talks, report {number}.", extra={"version": number})

    kill = Withdrawal("urn:x", "canceled", "3")
    assert empty.add([kill, version("2"), version("3"), STORM]).added == 1
    assert empty.add([kill, version("4")]).added == 1
    assert empty.article("urn:x").text == "Talks, report 4."

    kill = Withdrawal("urn:y", "canceled")
    assert empty.add([kill, Article(id="urn:y", text="Talks again.")]).added == 1


@pytest.mark.slow
def test_the_command_line_shows_copies(newsdex, tmp_path):
    rows = [
        {"id": a.id, "title": a.title, "text": a.text, "source": a.source}
        | {"published": a.published.isoformat()}
        for a in (TRIMMED, STORM, ORIGINAL, LATE)
    ]
    path = tmp_path / "here" / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    newsdex("add", "news.jsonl")

    shown = newsdex("search", QUESTION, "--limit", "1").stdout
    assert "also in: Harbour Gazette, Evening Post" in shown
    found = json.loads(newsdex("search", QUESTION, "--format", "json").stdout)
    row = found["hits"][0]
    assert row["copies"] == ["late", "trim"]
    listed = newsdex("copies")
    assert listed.stderr == "newsdex: 1 story in 3 articles\n"
    assert "Kelby closes its fish market" in listed.stdout
    (group,) = json.loads(newsdex("copies", "--format", "json").stdout)
    assert (group["copies"], group["ids"]) == (3, ["wire", "late", "trim"])
