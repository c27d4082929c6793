import csv
import gzip
import json
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from corpus import ArgumentError, Article, read_articles

STORY = "The harbour reopened on Monday. Ships waited outside."
PAGE = "https://courier.example/harbour"


def ids(path):
    return [article.id for article in read_articles([path])]


@pytest.mark.parametrize("name", ["id", "_id", "guid", "uuid", "article_id", "docno", "DOCID"])
def test_an_article_keeps_the_id_of_its_record(tmp_path, name):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({name: "wire-17", "text": STORY, "url": PAGE}))
    assert ids(path) == ["wire-17"]


def test_a_number_is_an_id_too(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": 0, "text": "Zero."}\n{"id": 17, "text": "Seventeen."}\n')
    assert ids(path) == ["0", "17"]


def test_an_empty_id_is_none(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": " ", "text": STORY}))
    assert ids(path) == [Article(text=STORY).id]


def test_the_url_names_an_article_without_id_so_that_an_update_replaces_it():
    first = Article(url=PAGE, title="Harbour shut", text="The harbour is shut.")
    second = Article(url=PAGE, title="Harbour open", text=STORY)
    assert first.id == second.id
    assert first.id != Article(text=STORY).id


@pytest.mark.parametrize(
    "variant",
    [
        f"{PAGE}/",
        f"{PAGE}#comments",
        f"{PAGE}?utm_source=rss&utm_medium=feed",
        f"{PAGE}?fbclid=IwAR0abc",
        "HTTPS://Courier.Example:443/harbour",
    ],
)
def test_the_same_page_has_the_same_id_however_it_was_reached(variant):
    assert Article(url=variant, text=STORY).id == Article(url=PAGE, text=STORY).id


def test_the_order_of_query_parameters_does_not_matter():
    one = Article(url=f"{PAGE}?id=5&part=2&utm_campaign=x", text=STORY)
    other = Article(url=f"{PAGE}?part=2&id=5", text=STORY)
    assert one.id == other.id


@pytest.mark.parametrize("other", [f"{PAGE}?id=6", f"{PAGE}s", f"{PAGE}?id=5&page=2"])
def test_another_page_has_another_id(other):
    assert Article(url=other, text=STORY).id != Article(url=f"{PAGE}?id=5", text=STORY).id


@pytest.mark.parametrize("url", ["n/a", "None", "#"])
def test_what_is_no_address_does_not_make_one_article_of_two(url):
    assert Article(url=url, text="One.").id != Article(url=url, text="Another.").id


def test_the_article_keeps_its_url_as_it_was():
    article = Article(url=f"{PAGE}?utm_source=rss", text=STORY)
    assert article.url == f"{PAGE}?utm_source=rss"


def test_without_id_and_url_the_text_names_the_article():
    article = Article(text=STORY)
    assert article.id == "a8babb658aed14c534c9"  # an index made earlier must know the article again
    assert Article(text=f"\n{STORY} \n", title="Harbour", source="Courier").id == article.id
    assert Article(text=STORY.upper()).id != article.id


def test_a_headline_alone_is_named_by_its_words():
    assert Article(title="Harbour open").id == Article(title=" Harbour open ").id
    assert Article(title="Harbour open").id != Article(title="Harbour shut").id


def test_the_same_article_read_from_every_format_has_one_id(tmp_path):
    record = {"headline": "Harbour open", "body": STORY, "date": "2024-05-06"}
    (tmp_path / "plain.txt").write_text(STORY)
    (tmp_path / "plain.md").write_text(f"{STORY}\n")
    (tmp_path / "lines.jsonl").write_text(json.dumps(record) + "\n")
    (tmp_path / "array.json").write_text(json.dumps([record], indent=2))
    (tmp_path / "zipped.jsonl.gz").write_bytes(gzip.compress(json.dumps(record).encode()))
    for name, delimiter in (("comma.csv", ","), ("tab.tsv", "\t")):
        with (tmp_path / name).open("w", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([record, record.values()])
    assert ids(tmp_path) == [Article(text=STORY).id] * 7


@pytest.mark.parametrize("name", ["published", "updated"])
def test_a_date_without_time_zone_is_refused(name):
    with pytest.raises(ValueError, match=f"{name} has no time zone: 2024-05-06T07:08:00"):
        Article(text=STORY, **{name: datetime(2024, 5, 6, 7, 8)})  # noqa: DTZ001 - the point
    moment = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
    assert getattr(Article(text=STORY, **{name: moment}), name) == moment


@pytest.mark.parametrize("nothing", [{}, {"text": " \n", "title": "\t"}, {"id": "17", "url": PAGE}])
def test_an_article_without_text_and_title_is_refused(nothing):
    with pytest.raises(ValueError, match="an article needs a text or a title"):
        Article(**nothing)


def test_an_article_does_not_change():
    article = Article(text=STORY)
    with pytest.raises(FrozenInstanceError):
        article.text = "Another."


def test_whatever_an_article_holds_is_read_back_as_it_was(empty):
    odd = Article(
        id="odd",
        text="A kite festival.",
        published=datetime(2024, 1, 1, tzinfo=timezone(timedelta(seconds=1, microseconds=5))),
        extra={10: "ten", 2: "two", "when": datetime(2024, 1, 1, tzinfo=UTC), "no": float("nan")},
    )

    empty.add([odd])

    kept = empty.article("odd")
    assert kept.published == odd.published
    assert kept.extra["10"] == "ten"
    assert empty.add([odd]).unchanged == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2021-03-18", datetime(2021, 3, 18, tzinfo=UTC)),
        ("2021-03-18T09:30", datetime(2021, 3, 18, 9, 30, tzinfo=UTC)),
        (" 2021-03-18T09:30:00Z ", datetime(2021, 3, 18, 9, 30, tzinfo=UTC)),
        (
            "2021-03-18T09:30+01:00",
            datetime(2021, 3, 18, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        ),
        (date(2021, 3, 18), datetime(2021, 3, 18, tzinfo=UTC)),
        (datetime(2021, 3, 18, tzinfo=UTC), datetime(2021, 3, 18, tzinfo=UTC)),
        (None, None),
        ("", None),
    ],
)
@pytest.mark.parametrize("name", ["published", "updated"])
def test_a_date_may_be_text_a_day_or_a_moment(name, given, kept):
    moment = getattr(Article(text=STORY, **{name: given}), name)

    assert moment == kept
    assert moment is None or moment.utcoffset() == kept.utcoffset()


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("source", ["Coast Wire", "Harbour Gazette"], "Coast Wire, Harbour Gazette"),
        ("source", None, ""),
        ("authors", "Ada Norring", ("Ada Norring",)),
        ("authors", ["Ada Norring", "Per Strand"], ("Ada Norring", "Per Strand")),
        ("authors", None, ()),
        ("title", None, ""),
        ("id", 17, "17"),
    ],
)
def test_a_field_takes_what_scripts_have(field, given, kept):
    assert getattr(Article(text=STORY, **{field: given}), field) == kept


@pytest.mark.parametrize(
    ("field", "given", "named"),
    [
        ("published", "soon", "published: 'soon' is not a date; write it as 2021-03-18 or "),
        ("updated", "18.3.2021", "updated: '18.3.2021' is not a date; write it as "),
        ("published", 20210318, "published: 20210318 is not a date; give it as "),
        ("published", ["2021-03-18"], "published: ['2021-03-18'] is not a date; give it as "),
        ("title", 5, "title: 5 is not text"),
        ("text", b"The dam held.", "text: b'The dam held.' is not text"),
        ("source", {"name": "Coast Wire"}, "source: {'name': 'Coast Wire'} is not text"),
        ("source", ["Coast Wire", 5], "source: 5 is not a name"),
        ("authors", 5, "authors: 5 is neither a name nor a list of names"),
        ("authors", ["Ada Norring", None], "authors: None is not a name"),
        ("id", True, "id: True is not text"),
        ("extra", ["urgent"], "extra: ['urgent'] is not a mapping of names to values"),
    ],
)
def test_a_value_of_another_type_is_refused_and_named(field, given, named):
    with pytest.raises(ArgumentError) as refused:
        Article(**{"text": STORY, field: given})

    assert str(refused.value).startswith(named)
