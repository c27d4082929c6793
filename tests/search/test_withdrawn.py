"""What an agency withdrew stays out of the index, until a newer version comes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from corpus import Article, Withdrawal, read_articles
from index import NewsIndex, repair, verify
from index.intake.versions import Withdrawn

KILLED = datetime(2024, 3, 5, 12, tzinfo=UTC)


def story(version="", *, day=5, hour=9, id_="dam", updated=None):
    return Article(
        id=id_,
        title="Dam breaks",
        text=f"The dam broke. Version {version or day}.",
        published=datetime(2024, 3, day, hour, tzinfo=UTC),
        updated=updated,
        extra={"version": version} if version else {},
    )


def kill(version="", *, issued=KILLED, id_="dam", status="canceled", title=""):
    return Withdrawal(id_, status, version, title, issued)


def add(folder, *items):
    """Add in a process's own opening of an index; return the ids that are there then."""
    with NewsIndex.open(folder) as index:
        index.add(items, embed=False)
        return [article.id for article in index.articles()]


def withdrawn(folder):
    with NewsIndex.open(folder) as index:
        return [(each.id, each.when, each.reason, each.title) for each in index.withdrawn()]


@pytest.fixture
def place(empty, tmp_path):
    """Return the folder of an empty index."""
    empty.close()
    return tmp_path / "empty"


@pytest.mark.parametrize(
    ("first", "word", "later", "there"),
    [
        ((story("2"),), kill("2"), story("2"), []),
        ((story("2"),), kill("3"), story("1"), []),
        ((story("2"),), kill("3"), story("4"), ["dam"]),
        ((story("9"),), kill("9"), story("10"), ["dam"]),
        ((story("10"),), kill("10"), story("9"), []),
        ((), kill("2"), story("2"), []),
        ((story(),), kill(), story(), []),
        ((story(),), kill(), story(day=4), []),
        ((story(),), kill(), story(day=6), ["dam"]),
        ((story(),), kill(), story(updated=datetime(2024, 3, 7, tzinfo=UTC)), ["dam"]),
        ((story(),), kill(), Article(id="dam", text="The dam broke, undated."), []),
        ((story(),), kill(issued=None), story(), []),
        ((story(),), kill("2"), story(day=6), ["dam"]),
        ((story("2"),), kill(), story("3", day=6), ["dam"]),
    ],
)
@pytest.mark.slow
def test_an_old_version_added_later_stays_out_and_a_newer_one_comes_back(
    place, first, word, later, there
):
    add(place, *first)
    assert add(place, word) == []

    assert add(place, later) == there
    assert len(withdrawn(place)) == 1 - len(there)


def test_where_nothing_names_a_date_order_tells_within_one_add_alone(place):
    bare = Article(id="dam", text="The dam broke, undated.")

    assert add(place, bare, kill(issued=None)) == []
    assert add(place, bare) == []
    assert add(place, kill(issued=None, status="withheld"), bare) == ["dam"]


def test_a_withdrawal_older_than_what_is_there_removes_nothing(place):
    assert add(place, story("3"), kill("2")) == ["dam"]
    assert add(place, story(day=7, id_="quay"), kill(id_="quay")) == ["dam", "quay"]
    assert withdrawn(place) == []


def test_an_older_version_beside_a_newer_one_is_old_news(place):
    add(place, story("4"), kill("3"))

    with NewsIndex.open(place) as index:
        report = index.add(story("2"), embed=False)

    assert (report.unchanged, report.withdrawn) == (1, 0)


def test_withdrawn_articles_are_listed_with_what_is_known_of_them(place):
    add(place, story("2"), story("1", id_="quay"))
    add(
        place,
        kill("2", status="withheld"),
        kill("1", id_="quay", title="Quay closed"),
        kill("7", id_="x"),
    )

    assert withdrawn(place) == [
        ("dam", KILLED, "withheld", "Dam breaks"),
        ("quay", KILLED, "canceled", "Quay closed"),
        ("x", KILLED, "canceled", ""),
    ]


def test_word_of_a_withdrawal_without_a_date_counts_from_when_it_was_added(place):
    before = datetime.now(UTC)
    add(place, story(), kill(issued=None))
    ((_, first, *_),) = withdrawn(place)
    add(place, kill(issued=None))

    assert before <= first <= datetime.now(UTC)
    assert [when for _, when, *_ in withdrawn(place)] == [first]


def test_a_later_withdrawal_stands_for_the_earlier_and_not_the_other_way(place):
    add(place, kill("2"))
    add(place, kill("5", status="withheld"))
    add(place, kill("3"))

    assert [reason for *_, reason, _ in withdrawn(place)] == ["withheld"]
    assert add(place, story("4")) == []
    assert add(place, story("6")) == ["dam"]


def test_moments_are_compared_whatever_their_zones(place):
    east = KILLED.astimezone(timezone(timedelta(hours=9)))
    add(place, kill(issued=east))

    assert add(place, story(hour=11)) == []
    assert add(place, story(hour=13)) == ["dam"]


def test_an_atomic_add_that_fails_remembers_no_withdrawal(place):
    def failing():
        yield kill()
        raise RuntimeError("the wire went dead")

    with NewsIndex.open(place) as index, pytest.raises(RuntimeError):
        index.add(failing(), atomic=True)

    assert withdrawn(place) == []


@pytest.mark.slow
def test_withdrawals_survive_merges_compaction_and_verification(place):
    add(place, story("2"), kill("2"))
    for number in range(12):
        add(place, story("1", id_=f"item-{number}"), kill("1", id_=f"item-{number}"))
    add(place, Article(id="keep", text="The dam was mended."))
    with NewsIndex.open(place) as index:
        index.remove("keep")
        index.compact()
        index.embed()

    assert len(withdrawn(place)) == 13
    assert verify(place).faults == ()
    assert add(place, story("2"), story("1", id_="item-0")) == []


@pytest.mark.slow
@pytest.mark.parametrize("lost", [("manifest.json",), ("manifest.json", "generations")])
def test_withdrawals_survive_the_loss_of_the_manifest(place, lost):
    add(place, Article(id="keep", text="The dam was mended."), story("2"))
    add(place, kill("2"))
    add(place, kill("2", id_="quay"))
    for name in lost:
        for path in [place / name] if name == "manifest.json" else (place / name).glob("*"):
            path.unlink()

    repair(place, model="all-MiniLM-L6-v2")

    assert [id_ for id_, *_ in withdrawn(place)] == ["dam", "quay"]
    assert add(place, story("2")) == ["keep"]
    assert verify(place).faults == ()


@pytest.mark.slow
def test_withdrawals_are_saved_out_of_a_damaged_file_as_far_as_it_can_be_read(place):
    add(place, Article(id="keep", text="The dam was mended."), story("2"))
    add(place, kill("2"))
    (segment,) = (place / "origins").glob("*")
    with segment.open("ab") as file:
        file.write(b"stray")
    assert [fault.path for fault in verify(place).faults] == [f"origins/{segment.name}"]

    (done,) = repair(place).done

    assert done.endswith("; of withdrawals 1 were saved")
    assert verify(place).faults == ()
    assert add(place, story("2")) == ["keep"]


ITEM = """<nitf><head><docdata management-status="{status}"><doc-id id-string="cw-17"/>
<date.issue norm="{date}"/></docdata></head><body><body.head>
<hedline><hl1>Dam breaks</hl1></hedline></body.head>
<body.content><p>The dam above Torvik broke.</p></body.content></body></nitf>"""


def test_files_of_an_agency_are_followed_whatever_their_order(place, tmp_path):
    names = {
        "1-first.nitf": ("usable", "20240305T0900Z"),
        "2-kill.nitf": ("canceled", "20240305T1200Z"),
        "3-again.nitf": ("usable", "20240306T0900Z"),
    }
    for name, (status, date) in names.items():
        (tmp_path / name).write_text(ITEM.format(status=status, date=date))

    def added(name):
        return add(place, *read_articles(tmp_path / name))

    assert added("2-kill.nitf") == []
    assert added("1-first.nitf") == []
    assert withdrawn(place) == [("cw-17", KILLED, "canceled", "Dam breaks")]
    assert added("3-again.nitf") == ["cw-17"]
    assert added("2-kill.nitf") == ["cw-17"]


def test_what_was_noted_is_taken_once():
    known = Withdrawn()
    known.note(kill("2"))

    assert [each.id for each in known.taken()] == ["dam"]
    assert known.taken() == []
    assert known.covers(story("2"))
