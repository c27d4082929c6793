"""Months and weekdays of other languages, in records as in pages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import read_articles
from corpus.fields.dates import parse_date


def read(tmp_path, **record):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": "Ships wait."} | record), encoding="utf-8")
    problems = []
    [article] = read_articles([path], on_problem=problems.append)
    return article.published and article.published.isoformat(), problems


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("5 mars 2024", "2024-03-05T00:00:00+00:00"),
        ("Mi, 06 Mär 2024 11:41:36 +0100", "2024-03-06T11:41:36+01:00"),
        ("Mo, 25 Jun 2018 11:41:36", "2018-06-25T11:41:36+00:00"),
        ("5. März 2024, 15.30 Uhr", "2024-03-05T15:30:00+00:00"),
        ("5.3.2024 15.30", "2024-03-05T15:30:00+00:00"),
        ("am 5. März 2024 um 15:30 Uhr", "2024-03-05T15:30:00+00:00"),
        ("Dienstag, 5. Dezember 2023 - 15:30 MEZ", "2023-12-05T15:30:00+01:00"),
        ("mar, 5 mar 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        ("mar., 05 mars 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        ("mardi 5 mars 2024 à 15h30", "2024-03-05T15:30:00+00:00"),
        ("1er févr. 2024 à 9h", "2024-02-01T09:00:00+00:00"),
        ("5 fevrier 2024", "2024-02-05T00:00:00+00:00"),
        ("martes, 5 de marzo de 2024", "2024-03-05T00:00:00+00:00"),
        ("mié, 06 ago 2024 10:00:00 GMT", "2024-08-06T10:00:00+00:00"),
        ("lunedì 4 marzo 2024, ore 10:15", "2024-03-04T10:15:00+00:00"),
        ("Segunda-feira, 4 de Março de 2024", "2024-03-04T00:00:00+00:00"),
        ("maandag 4 maart 2024 om 10.15 uur", "2024-03-04T10:15:00+00:00"),
        ("tisdag den 5 mars 2024 kl. 10.15", "2024-03-05T10:15:00+00:00"),
        ("tirsdag 5. oktober 2021 kl 10:15", "2021-10-05T10:15:00+00:00"),
        ("maanantai 4. maaliskuuta 2024 klo 10.15", "2024-03-04T10:15:00+00:00"),
        ("15 de septiembre de 2023, 15:30 h", "2023-09-15T15:30:00+00:00"),
        ("5 marca 2024", "2024-03-05T00:00:00+00:00"),
        ("5. ledna 2024", "2024-01-05T00:00:00+00:00"),
        ("2024. március 5. 15:30", "2024-03-05T15:30:00+00:00"),
        ("2024 m. kovo 5 d.", "2024-03-05T00:00:00+00:00"),
        ("5 марта 2024 г., 15:30", "2024-03-05T15:30:00+00:00"),
        ("Вт, 05 мар 2024 15:30:00 +0300", "2024-03-05T15:30:00+03:00"),
        ("5 березня 2024 року", "2024-03-05T00:00:00+00:00"),
        ("5 Μαρτίου 2024", "2024-03-05T00:00:00+00:00"),
        ("4 Mart 2024 Pazartesi 10:15", "2024-03-04T10:15:00+00:00"),
        ("٥ مارس ٢٠٢٤", "2024-03-05T00:00:00+00:00"),
        ("2024年3月5日 15:30", "2024-03-05T15:30:00+00:00"),
        ("2024年3月5日 午後3時30分", "2024-03-05T15:30:00+00:00"),
        ("2024년 3월 5일 오후 3:30", "2024-03-05T15:30:00+00:00"),
        ("5 tháng 3, 2024", "2024-03-05T00:00:00+00:00"),
        ("5 Maret 2024", "2024-03-05T00:00:00+00:00"),
    ],
)
def test_months_and_weekdays_are_known_in_other_languages(tmp_path, written, moment):
    assert read(tmp_path, date=written) == (moment, [])


@pytest.mark.parametrize(
    ("around", "day"),
    [
        ({"language": "pl"}, "2023-11-05"),
        ({"language": "hr-HR"}, "2023-10-05"),
        ({"language": "be", "date": "5 лістапада 2023"}, "2023-11-05"),
        ({"language": "sq-AL", "date": "5 nëntor 2023"}, "2023-11-05"),
        ({"url": "https://wiesci.example.pl/a"}, "2023-11-05"),
        ({"url": "https://novine.example.hr/a"}, "2023-10-05"),
    ],
)
def test_a_month_of_two_meanings_is_that_of_the_language_or_country(tmp_path, around, day):
    found, problems = read(tmp_path, **{"date": "5 listopada 2023"} | around)
    assert (found[:10], problems) == (day, [])


@pytest.mark.parametrize(
    "written",
    [
        "2024-W10",
        "5 listopada 2023",
        "5 quelquechose 2024",
        "mars 2024",
        "mardi",
        "demain",
        "5 mars",
        "März 5.",
    ],
)
def test_words_that_name_no_day_for_sure_are_told(tmp_path, written):
    found, [problem] = read(tmp_path, date=written)
    assert found is None
    assert f"unreadable date {written!r} in 'date'" in str(problem)


@pytest.mark.slow
@given(
    st.text(st.sampled_from("0123456789 ./-:,+[]()ZTamp年月mars März Tháng ET\u0663"), max_size=60)
)
def test_any_text_is_a_date_or_one_kind_of_error(text):
    try:
        moment = parse_date(text)
    except ValueError:
        return
    assert 1000 <= moment.year <= 9999
    assert moment.tzinfo
