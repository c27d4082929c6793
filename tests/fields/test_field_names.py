import csv
import json
from datetime import UTC, datetime

import pytest

from corpus import FieldMapError, read_articles

DAY = datetime(2024, 5, 6, tzinfo=UTC)

USUAL_NAMES = [
    ("headline", "title", "Harbour open"),
    ("Title", "title", "Harbour open"),
    ("heading", "title", "Harbour open"),
    ("body", "text", "Ships wait."),
    ("content", "text", "Ships wait."),
    ("Article Body", "text", "Ships wait."),
    ("articleBody", "text", "Ships wait."),
    ("full-text", "text", "Ships wait."),
    ("story", "text", "Ships wait."),
    ("description", "text", "Ships wait."),
    ("published_at", "published", "2024-05-06"),
    ("publishedAt", "published", "2024-05-06"),
    ("date", "published", "2024-05-06"),
    ("pubDate", "published", "2024-05-06"),
    ("Publication Date", "published", "2024-05-06"),
    ("datePublished", "published", "2024-05-06"),
    ("dateModified", "updated", "2024-05-06"),
    ("updated_at", "updated", "2024-05-06"),
    ("publisher", "source", "The Courier"),
    ("outlet", "source", "The Courier"),
    ("byline", "authors", "Jane Doe"),
    ("author", "authors", "Jane Doe"),
    ("creator", "authors", "Jane Doe"),
    ("category", "section", "Sport"),
    ("desk", "section", "Sport"),
    ("lang", "language", "en"),
    ("link", "url", "https://courier.example/1"),
    ("permalink", "url", "https://courier.example/1"),
    ("web_url", "url", "https://courier.example/1"),
    ("guid", "id", "wire-17"),
]
UNDERSTOOD = {"2024-05-06": DAY, "Jane Doe": ("Jane Doe",)}


def read_one(tmp_path, record, **options):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(record))
    [article] = read_articles([path], **options)
    return article


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@pytest.mark.parametrize(("name", "field", "value"), USUAL_NAMES)
def test_usual_names_need_no_help(tmp_path, suffix, name, field, value):
    record = {name: value} if field == "text" else {"text": "Ships wait.", name: value}
    path = tmp_path / f"news{suffix}"
    if suffix == ".csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([record, record.values()])
    else:
        path.write_text(json.dumps(record))
    [article] = read_articles([path])
    assert getattr(article, field) == UNDERSTOOD.get(value, value)
    extra = {"title_from": "text"} if field != "title" else {}
    assert article.extra == extra | ({"date_from": name} if field == "published" else {})


def test_the_surest_name_wins_and_the_rest_is_kept(tmp_path):
    article = read_one(
        tmp_path,
        {"title": "T", "summary": "Short.", "body": "The long story.", "description": "Shorter."},
    )
    assert article.text == "The long story."
    assert article.extra == {"summary": "Short.", "description": "Shorter."}


def test_of_two_fields_of_the_same_name_the_first_wins(tmp_path):
    article = read_one(tmp_path, {"text": "x", "Title": "One", "title": "Two", "TITLE": "Three"})
    assert article.title == "One"
    assert article.extra == {"title": "Two", "TITLE": "Three"}


def test_an_empty_field_gives_way_to_a_full_one(tmp_path):
    article = read_one(tmp_path, {"text": "", "content": None, "description": "Ships wait."})
    assert article.text == "Ships wait."


def test_a_source_within_its_own_object(tmp_path):
    article = read_one(tmp_path, {"text": "x", "source": {"id": None, "name": "The Courier"}})
    assert article.source == "The Courier"


def test_a_text_in_paragraphs_is_joined_by_blank_lines(tmp_path):
    article = read_one(tmp_path, {"text": ["Ships wait.", "", "They sail on Monday."]})
    assert article.text == "Ships wait.\n\nThey sail on Monday."


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (["Jane Doe", "John Roe"], ("Jane Doe", "John Roe")),
        ([{"name": "Jane Doe"}, {"name": "John Roe"}], ("Jane Doe", "John Roe")),
        ({"name": "Jane Doe"}, ("Jane Doe",)),
        (["Jane Doe", "", None, "Jane  Doe"], ("Jane Doe",)),
        ([], ()),
        ("", ()),
    ],
)
def test_authors_as_lists_and_objects(tmp_path, authors, expected):
    assert read_one(tmp_path, {"text": "x", "authors": authors}).authors == expected


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by: Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
        ("Jane Doe & John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe; John Roe", ("Jane Doe", "John Roe")),
        ("Doe, Jane", ("Doe, Jane",)),
        ("Doe, Jane; Roe, John", ("Doe, Jane", "Roe, John")),
        ("Byron Alexander Sandman", ("Byron Alexander Sandman",)),
        ("BY JANE DOE AND JOHN ROE", ("JANE DOE", "JOHN ROE")),
    ],
)
def test_bylines_name_people(tmp_path, byline, expected):
    assert read_one(tmp_path, {"text": "x", "byline": byline}).authors == expected


def test_what_no_name_explains_goes_to_extra_unchanged(tmp_path):
    extra = {"words": 412, "paid": False, "tags": ["port", "trade"], "geo": {"lat": 53.5}}
    article = read_one(tmp_path, {"title": "T", "text": "x", **extra})
    assert article.extra == extra


def test_a_record_without_text_says_which_fields_it_has(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"kopf": "Hafen", "inhalt": "Schiffe warten."}\n{"text": "Ships wait."}\n')
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    assert [article.text for article in articles] == ["Ships wait."]
    assert list(map(str, problems)) == [
        f"{path}:1: record without text (fields: kopf, inhalt); try --map text=FIELD"
    ]


def test_unusual_names_are_mapped(tmp_path):
    record = {"kopf": "Hafen offen", "inhalt": "Schiffe warten.", "am": "2024-05-06", "n": 1}
    fields = {"title": "kopf", "text": "inhalt", "published": "am"}
    article = read_one(tmp_path, record, fields=fields)
    assert (article.title, article.text, article.published) == (
        "Hafen offen",
        "Schiffe warten.",
        DAY,
    )
    assert article.extra == {"n": 1, "date_from": "am"}


def test_a_mapped_name_wins_over_a_usual_one(tmp_path):
    record = {"title": "T", "text": "Teaser.", "story": "The long story."}
    article = read_one(tmp_path, record, fields={"text": "story"})
    assert article.text == "The long story."
    assert article.extra == {"text": "Teaser."}


def test_a_dotted_name_reaches_into_objects(tmp_path):
    record = {"headline": {"main": "Harbour open", "kicker": "Port"}, "doc": {"body": ["A.", "B."]}}
    fields = {"title": "headline.main", "text": "doc.body"}
    article = read_one(tmp_path, record, fields=fields)
    assert (article.title, article.text) == ("Harbour open", "A.\n\nB.")
    assert article.extra["headline"]["kicker"] == "Port"


def test_a_field_may_have_a_dot_in_its_own_name(tmp_path):
    article = read_one(tmp_path, {"doc.body": "Ships wait."}, fields={"text": "doc.body"})
    assert article.text == "Ships wait."


def test_a_column_is_mapped_in_csv_too(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("kopf,inhalt\nHafen,Schiffe warten.\n")
    [article] = read_articles([path], fields={"text": "inhalt", "title": "kopf"})
    assert (article.title, article.text) == ("Hafen", "Schiffe warten.")


def test_a_mapping_to_no_field_of_an_article_is_refused_at_once():
    with pytest.raises(FieldMapError) as refused:
        read_articles([], fields={"txet": "story"})
    assert str(refused.value) == (
        "no field 'txet'; an article has id, title, text, published, updated, source, authors, "
        "section, language, url"
    )


def told(path, **options):
    problems = []
    list(read_articles([path], on_problem=problems.append, **options))
    return [str(problem).removeprefix(str(path)) for problem in problems]


def test_a_name_that_no_record_has_is_told_once_for_the_file(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n')

    lines = told(path, fields={"title": "nope", "source": "meta.outlet", "id": "id"})

    assert lines == [
        ": no record has a field 'nope' for title (fields: id, text); check --map",
        ": no record has a field 'meta.outlet' for source (fields: id, text); check --map",
    ]


def test_a_name_that_one_record_of_the_file_has_is_there(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two.", "kopf": "Hafen"}\n{"text": "Three."}\n')
    assert told(path, fields={"title": "kopf"}) == []


def test_an_empty_column_is_there(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("kopf,text\n,One.\n")
    assert told(path, fields={"title": "kopf"}) == []
    assert told(path, fields={"title": "Kopf"}) == [
        ": no record has a field 'Kopf' for title (fields: kopf, text); check --map"
    ]


def test_names_that_are_given_are_for_records_and_leave_texts_as_they_are(tmp_path):
    (tmp_path / "a.txt").write_text("Harbour open\n\nShips wait.\n")
    (tmp_path / "b.jsonl").write_text('{"inhalt": "Ships sail."}\n')
    articles = list(read_articles([tmp_path], fields={"text": "inhalt"}))
    assert [article.text.strip() for article in articles] == ["Ships wait.", "Ships sail."]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (3, ()),
        ("17", ()),
        ([3, 17], ()),
        ([{"id": 3, "name": "Jane Doe"}, 17], ("Jane Doe",)),
        ("['Jane Doe', 'John Roe']", ("Jane Doe", "John Roe")),
        ('["Jane Doe"]', ("Jane Doe",)),
        ({"node": {"name": "Jane Doe"}}, ("Jane Doe",)),
        ({"first_name": "Jane", "last_name": "Doe"}, ("Jane Doe",)),
        ([{"firstname": "Jane", "lastname": "Doe", "role": "reported"}], ("Jane Doe",)),
        ({"original": "By Jane Doe and John Roe", "person": []}, ("Jane Doe", "John Roe")),
    ],
)
def test_authors_are_names_and_numbers_that_stand_for_them_stay_in_extra(
    tmp_path, authors, expected
):
    article = read_one(tmp_path, {"title": "T", "text": "x", "author": authors})
    assert article.authors == expected
    assert article.extra == ({} if expected else {"author": authors})


@pytest.mark.parametrize(("field", "name"), [("section", "category"), ("source", "outlet")])
def test_a_number_is_not_the_name_of_a_section_or_source(tmp_path, field, name):
    article = read_one(tmp_path, {"title": "T", "text": "x", name: 12})
    assert getattr(article, field) == ""
    assert article.extra == {name: 12}
