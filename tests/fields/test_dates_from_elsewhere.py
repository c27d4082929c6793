"""Dates that say too little themselves: order, zone and language come from what is around them."""

import json

import pytest
from conftest import run_newsdex

from corpus import CorpusError, read_articles


def read(tmp_path, *records, **options):
    """Return the moments that are read of records, and what is told."""
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": f"Ships wait at berth {n}."} | r) for n, r in enumerate(records)]
    path.write_text("\n".join(lines), encoding="utf-8")
    problems = []
    articles = list(read_articles([path], on_problem=problems.append, **options))
    told = [str(problem).removeprefix(str(path)) for problem in problems]
    return articles, told


def moments(tmp_path, *records, **options):
    articles, told = read(tmp_path, *records, **options)
    return [a.published and a.published.isoformat() for a in articles], told


def days(tmp_path, *values, **options):
    found, told = moments(tmp_path, *({"date": value} for value in values), **options)
    return [moment and moment[:10] for moment in found], told


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("04.03.2021", "2021-03-04"),
        ("4.3.2021", "2021-03-04"),
        ("04.03.21", "2021-03-04"),
        ("4. 3. 2021", "2021-03-04"),
        ("04.03.2021 15:30", "2021-03-04"),
        ("15:30, 04.03.2021", "2021-03-04"),
        ("2021.03.04", "2021-03-04"),
        ("2021. 3. 4.", "2021-03-04"),
        ("2021/3/4", "2021-03-04"),
        ("2021年3月4日", "2021-03-04"),
        ("2021년 3월 4일", "2021-03-04"),
        ("13/04/2021", "2021-04-13"),
        ("04/13/2021", "2021-04-13"),
        ("04/04/2021", "2021-04-04"),
        ("28-02-2021", "2021-02-28"),
        ("28 02 2021", "2021-02-28"),
    ],
)
def test_numbers_that_can_only_be_one_day(tmp_path, written, day):
    assert days(tmp_path, written) == ([day], [])


@pytest.mark.parametrize("written", ["31/02/2021", "32/13/2021", "00/00/2021", "2021/13/04"])
def test_numbers_that_are_not_a_day(tmp_path, written):
    found, [told] = days(tmp_path, written)
    assert found == [None]
    assert told == f":1: unreadable date {written!r} in 'date' (not a date); kept"


@pytest.mark.parametrize(
    "written", ["03/04/2021", "03-04-2021", "03 04 2021", "3/4/2021 10:00", "10:00 03/04/2021"]
)
def test_one_date_proves_the_order_of_all_in_its_place(tmp_path, written):
    assert days(tmp_path, written, "13/04/2021")[0] == ["2021-04-03", "2021-04-13"]
    assert days(tmp_path, "13/04/2021", written)[0] == ["2021-04-13", "2021-04-03"]
    assert days(tmp_path, written, "04/13/2021")[0] == ["2021-03-04", "2021-04-13"]
    assert days(tmp_path, written, "13/04/2021", written) == (
        ["2021-04-03", "2021-04-13", "2021-04-03"],
        [],
    )


def test_a_date_of_two_digits_for_the_year_proves_the_order_as_well(tmp_path):
    assert days(tmp_path, "03/04/21", "25/12/20") == (["2021-04-03", "2020-12-25"], [])
    assert days(tmp_path, "03/04/21", "12/25/20") == (["2021-03-04", "2020-12-25"], [])


@pytest.mark.parametrize(
    "other", ["99/99/9999", "32/04/2021", "00/13/2021", "13.04.2021", "2021/13"]
)
def test_what_is_not_a_date_or_has_dots_proves_nothing(tmp_path, other):
    found, told = days(tmp_path, "03/04/2021", other)
    assert found[0] == "2021-03-04"
    assert "may be either" in told[0]


def test_a_proof_is_looked_for_far_ahead_in_any_format(tmp_path):
    rows = [("03/04/2021", f"Ships wait at berth {n}.") for n in range(500)]
    rows.append(("13/04/2021", "They leave."))
    csv = tmp_path / "news.csv"
    csv.write_text("date,text\n" + "\n".join(",".join(row) for row in rows), encoding="utf-8")
    array = tmp_path / "news.json"
    array.write_text(json.dumps([{"date": d, "text": t} for d, t in rows]), encoding="utf-8")
    for path in (csv, array):
        articles = list(read_articles([path]))
        assert {a.published.isoformat()[:10] for a in articles[:-1]} == {"2021-04-03"}


def test_parquet_proves_the_order_as_well(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = {"date": ["03/04/2021", "13/04/2021"], "text": ["Ships wait.", "Ships leave."]}
    parquet.write_table(pa.table(rows), tmp_path / "news.parquet")

    articles = list(read_articles([tmp_path / "news.parquet"]))

    assert [a.published.isoformat()[:10] for a in articles] == ["2021-04-03", "2021-04-13"]


def test_another_field_of_the_file_proves_the_order_where_its_own_does_not(tmp_path):
    found, told = moments(
        tmp_path,
        {"date": "03/04/2021", "updated": "05/04/2021"},
        {"date": "04/04/2021", "updated": "13/04/2021"},
    )
    assert [moment[:10] for moment in found] == ["2021-04-03", "2021-04-04"]
    assert told == []


def test_each_field_has_an_order_of_its_own(tmp_path):
    articles, told = read(
        tmp_path,
        {"date": "03/04/2021", "updated": "05/04/2021"},
        {"date": "13/04/2021", "updated": "04/14/2021"},
    )
    assert [a.published.isoformat()[:10] for a in articles] == ["2021-04-03", "2021-04-13"]
    assert [a.updated.isoformat()[:10] for a in articles] == ["2021-05-04", "2021-04-14"]
    assert told == []


def test_a_proof_in_another_file_proves_nothing(tmp_path):
    assert days(tmp_path, "13/04/2021")[0] == ["2021-04-13"]
    assert days(tmp_path, "03/04/2021")[0] == ["2021-03-04"]


@pytest.mark.parametrize(
    ("record", "day"),
    [
        ({"language": "en-GB"}, "2021-04-03"),
        ({"language": "en_AU"}, "2021-04-03"),
        ({"language": "en-US"}, "2021-03-04"),
        ({"language": "fr"}, "2021-04-03"),
        ({"language": "de"}, "2021-04-03"),
        ({"language": "sv"}, "2021-04-03"),
        ({"language": "fil"}, "2021-03-04"),
        ({"language": "en"}, "2021-03-04"),
        ({"language": "zxx-nonsense"}, "2021-03-04"),
        ({"url": "https://www.gazette.co.uk/a"}, "2021-04-03"),
        ({"url": "https://news.example.ie:8080/a"}, "2021-04-03"),
        ({"url": "https://news.example.com/a"}, "2021-03-04"),
        ({"language": "en", "url": "https://www.gazette.com.au/a"}, "2021-04-03"),
        ({"language": "es-US", "url": "https://gazette.example.mx/a"}, "2021-04-03"),
        ({"url": "https://startup.example.io/a"}, "2021-03-04"),
        ({}, "2021-03-04"),
    ],
)
def test_language_or_country_decides_what_nothing_proves(tmp_path, record, day):
    found, [told] = moments(tmp_path, {"date": "03/04/2021"} | record)
    assert found == [f"{day}T00:00:00+00:00"]
    assert "day and month of '03/04/2021' in 'date' may be either, read as" in told


def test_what_may_be_either_is_told_once_for_a_file(tmp_path):
    found, told = days(tmp_path, *["03/04/2021", "05/06/2021"] * 5)
    assert found == ["2021-03-04", "2021-05-06"] * 5
    assert told == [
        (
            ":1: day and month of '03/04/2021' in 'date' may be either, read as 4 March 2021 as "
            "American programs write (--dayfirst or --monthfirst says it); kept"
        )
    ]


@pytest.mark.parametrize(("dayfirst", "day"), [(True, "2021-04-03"), (False, "2021-03-04")])
def test_the_order_can_be_said(tmp_path, dayfirst, day):
    values = ("03/04/2021", "13/04/2021", "04/13/2021", "2021-05-06", "04.03.2021")
    found, told = days(tmp_path, *values, dayfirst=dayfirst)
    assert found == [day, "2021-04-13", "2021-04-13", "2021-05-06", "2021-03-04"]
    assert told == []


def test_a_proof_beyond_what_is_looked_at_ahead_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.found.ahead.MOST_AHEAD", 2)
    found, told = days(tmp_path, *["03/04/2021"] * 4, "13/04/2021", "03/04/2021")
    assert found == ["2021-03-04"] * 4 + ["2021-04-13", "2021-04-03"]
    assert told[1:] == [
        (
            ":5: dates in 'date' turn out to be day first, those before were read otherwise (read "
            "the file again with --dayfirst); kept"
        )
    ]


def test_what_is_held_while_looking_ahead_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.found.ahead.LARGEST_AHEAD", 10_000)
    records = [{"date": "03/04/2021", "note": {"deep": ["x" * 4_000]}} for _ in range(6)]
    found, told = moments(tmp_path, *records, {"date": "13/04/2021"})
    assert found[0] == "2021-03-04T00:00:00+00:00"
    assert len(told) == 2


def test_what_goes_wrong_ahead_is_told_in_its_turn(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "One.", "date": "03/04/2021"}\n{"text": \n{"text": "Two."}')
    problems = []
    articles = [a.text for a in read_articles([path], on_problem=problems.append)]
    assert articles == ["One.", "Two."]
    assert [problem.line for problem in problems] == [1, 2]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("March 5, 2024 22:30 ET", "2024-03-05T22:30:00-05:00"),
        ("July 5, 2024 22:30 ET", "2024-07-05T22:30:00-04:00"),
        ("5 March 2024 02:30 AEDT", "2024-03-05T02:30:00+11:00"),
        ("5 March 2024 22:30 PT", "2024-03-05T22:30:00-08:00"),
        ("2024-03-05 22:30 PT", "2024-03-05T22:30:00-08:00"),
        ("05.03.2024 22:30 MEZ", "2024-03-05T22:30:00+01:00"),
        ("05.07.2024 22:30 Uhr MESZ", "2024-07-05T22:30:00+02:00"),
        ("Tue, 05 Mar 2024 22:30:00 SAST", "2024-03-05T22:30:00+02:00"),
        ("Tue, 05 Mar 2024 22:30:00 NZDT", "2024-03-05T22:30:00+13:00"),
        ("Tue, 05 Mar 2024 22:30:00 HKT", "2024-03-05T22:30:00+08:00"),
        ("Tue, 05 Mar 2024 22:30:00 NPT", "2024-03-05T22:30:00+05:45"),
        ("Tue, 05 Mar 2024 22:30:00 CST", "2024-03-05T22:30:00-06:00"),
        ("March 5, 2024 10:30 p.m. (ET)", "2024-03-05T22:30:00-05:00"),
        ("March 5, 2024 10:30 PM Eastern Time", "2024-03-05T22:30:00-05:00"),
        ("5 March 2024 22:30 Central European Time", "2024-03-05T22:30:00+01:00"),
        ("2024-03-05T22:30:00+01:00[Europe/Berlin]", "2024-03-05T22:30:00+01:00"),
        ("2024-03-05 22:30 Europe/Berlin", "2024-03-05T22:30:00+01:00"),
        ("2024-03-05 22:30 UTC+2", "2024-03-05T22:30:00+02:00"),
        ("2024-03-05 22:30:00 +0000 UTC", "2024-03-05T22:30:00+00:00"),
        ("2024-03-05T22:30:00\u221205:00", "2024-03-05T22:30:00-05:00"),
        ("Tuesday, March 5, 2024 at 10:30 PM Eastern Standard Time", "2024-03-05T22:30:00-05:00"),
        ("5 March 2024 22:30 Indian Standard Time", "2024-03-05T22:30:00+05:30"),
        ("2024-03-05 22:30 (Pacific Daylight Time)", "2024-03-05T22:30:00-08:00"),
        ("22:30 05-05-2024 EDT", "2024-05-05T22:30:00-04:00"),
        ("/Date(1709677800000)/", "2024-03-05T22:30:00+00:00"),
        ("Tue 5 Mar 2024 15.30 GMT", "2024-03-05T15:30:00+00:00"),
        ("2024-03-05+01:00", "2024-03-05T00:00:00+01:00"),
        ("20240305Z", "2024-03-05T00:00:00+00:00"),
    ],
)
def test_names_of_zones_are_known(tmp_path, written, moment):
    [article], told = read(tmp_path, {"date": written})
    assert (article.published.isoformat(), told) == (moment, [])
    assert "zone" not in article.extra


@pytest.mark.parametrize(
    ("written", "country", "moment", "remark"),
    [
        ("IST", "com", "22:30:00+00:00", "time zone 'IST' means several"),
        (
            "IST",
            "in",
            "22:30:00+05:30",
            "time zone 'IST' means several, read as UTC+05:30 as in IN",
        ),
        (
            "IST",
            "ie",
            "22:30:00+01:00",
            "time zone 'IST' means several, read as UTC+01:00 as in IE",
        ),
        (
            "CST",
            "cn",
            "22:30:00+08:00",
            "time zone 'CST' means several, read as UTC+08:00 as in CN",
        ),
        (
            "CST",
            "de",
            "22:30:00-06:00",
            "time zone 'CST' means several, read as UTC-06:00 as in the United States",
        ),
        ("AMT", "com", "22:30:00+00:00", "time zone 'AMT' means several"),
        ("QQT", "com", "22:30:00+00:00", "unknown time zone 'QQT'"),
        ("XX", "com", "22:30:00+00:00", "unknown time zone 'XX'"),
    ],
)
def test_zones_of_several_meanings_or_none_are_told(tmp_path, written, country, moment, remark):
    record = {"date": f"2024-03-05 22:30 {written}", "url": f"https://news.example.{country}/a"}
    articles, told = read(tmp_path, record, record | {"url": f"{record['url']}b"})
    assert articles[0].published.isoformat() == f"2024-03-05T{moment}"
    assert told == [f":1: {remark} in 'date'; kept"]
    assert articles[0].extra.get("zone") == ("assumed" if "read as" not in remark else None)


@pytest.mark.parametrize(
    ("written", "language", "moment"),
    [
        ("IST", "hi", "22:30:00+05:30"),
        ("IST", "ga-IE", "22:30:00+01:00"),
        ("IST", "he", "22:30:00+02:00"),
        ("IST", "en-IN", "22:30:00+05:30"),
        ("IST", "en", "22:30:00+00:00"),
        ("CST", "zh-Hans", "22:30:00+08:00"),
        ("CST", "en", "22:30:00-06:00"),
    ],
)
def test_the_language_decides_as_the_country_does(tmp_path, written, language, moment):
    record = {"date": f"2024-03-05 22:30 {written}", "language": language}
    [article], told = read(tmp_path, record)
    assert article.published.isoformat() == f"2024-03-05T{moment}"
    assert bool(told) == ((written, language) != ("CST", "en"))


@pytest.mark.parametrize(
    ("others", "moment"),
    [
        ({"iso": "2024-08-05T20:59:59+02:00"}, "2024-08-05T20:59:59+02:00"),
        ({"iso": "2024-08-05 20:59 +0200"}, "2024-08-05T20:59:59+02:00"),
        ({"iso": "Mon, 05 Aug 2024 20:59:59 EDT"}, "2024-08-05T20:59:59-04:00"),
        ({"updated": "2024-08-05T20:59:59+02:00"}, "2024-08-05T20:59:59+02:00"),
        ({"updated": "2024-08-05T22:59:59+02:00"}, "2024-08-05T20:59:59+00:00"),
        ({"utc": "2024-08-05T18:59:59Z"}, "2024-08-05T20:59:59+02:00"),
        ({"date_gmt": "2024-08-05T18:59:59"}, "2024-08-05T20:59:59+02:00"),
        ({"date_utc": "2024-08-05T15:29:59"}, "2024-08-05T20:59:59+05:30"),
        ({"stamp": 1722884399}, "2024-08-05T20:59:59+02:00"),
        ({"stamp": "1722884399000"}, "2024-08-05T20:59:59+02:00"),
    ],
)
def test_a_time_takes_the_zone_that_is_stated_for_it_elsewhere(tmp_path, others, moment):
    [article], told = read(tmp_path, {"date": "2024-08-05T20:59:59"} | others)
    assert (article.published.isoformat(), told) == (moment, [])
    assert "zone" not in article.extra


@pytest.mark.parametrize(
    "others",
    [
        {"iso": "2024-08-06T20:59:59+02:00"},
        {"iso": "2024-08-05T20:58:59+02:00"},
        {"modified_gmt": "2024-08-05T18:59:59"},
        {"iso": "2024-08-05"},
        {"iso": 59},
        {"iso": "59"},
        {},
    ],
)
def test_what_is_another_moment_states_no_zone(tmp_path, others):
    [article], told = read(tmp_path, {"date": "2024-08-05T20:59:59"} | others)
    assert (article.published.isoformat(), told) == ("2024-08-05T20:59:59+00:00", [])
    assert article.extra["zone"] == "assumed"


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Berlin", "2024-08-05T20:59:00+02:00"),
        ("America/New_York", "2024-08-05T20:59:00-04:00"),
        ("ET", "2024-08-05T20:59:00-04:00"),
        ("+05:30", "2024-08-05T20:59:00+05:30"),
        ("UTC", "2024-08-05T20:59:00+00:00"),
        (None, "2024-08-05T20:59:00+00:00"),
    ],
)
def test_the_zone_of_times_without_one_can_be_said(tmp_path, zone, moment):
    stated = {"date": "2024-08-05T20:59:00-07:00"}
    articles, told = read(tmp_path, {"date": "2024-08-05T20:59"}, stated, zone=zone)
    assert [a.published.isoformat() for a in articles] == [moment, stated["date"]]
    assert [a.extra.get("zone") for a in articles] == [None if zone else "assumed", None]
    assert told == []


def test_a_day_without_a_time_stays_that_day(tmp_path):
    articles, _ = read(tmp_path, {"date": "2024-08-05"}, {"date": "5.8.2024"}, zone="America/Lima")
    assert [a.published.isoformat() for a in articles] == ["2024-08-05T00:00:00-05:00"] * 2
    assert "zone" not in read(tmp_path, {"date": "2024-08-05"})[0][0].extra


@pytest.mark.parametrize(
    "zone", ["Europe", "Nowhere/Town", "../../etc/passwd", "", 5, "+99:00", "IST"]
)
def test_a_zone_that_there_is_not_is_refused(tmp_path, zone):
    with pytest.raises(CorpusError, match="no time zone"):
        read_articles([tmp_path], zone=zone)


@pytest.mark.parametrize("dayfirst", ["yes", 1, "day"])
def test_an_order_that_is_neither_is_refused(tmp_path, dayfirst):
    with pytest.raises(CorpusError, match="is not True, False or None"):
        read_articles([tmp_path], dayfirst=dayfirst)


@pytest.mark.slow
@pytest.mark.usefixtures("prepared_encoder")
def test_order_and_zone_are_options_of_the_commands_that_read(tmp_path):
    row = {"text": "Ships wait.", "id": "a", "date": "03/04/2021 23:30"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")

    def newsdex(*arguments):
        return run_newsdex(*arguments, cwd=tmp_path)

    options = ("--dayfirst", "--zone", "America/New_York")
    shown = json.loads(newsdex("inspect", "a.jsonl", *options, "--format", "jsonl").stdout)
    assert shown["published"] == "2021-04-03T23:30:00-04:00"
    assert newsdex("add", "--no-embed", "a.jsonl", *options).returncode == 0
    found = newsdex("search", "ships", "--on", "2021-04-03", "--mode", "keyword")
    assert "3 April 2021" in found.stdout
    wrong = newsdex("inspect", "a.jsonl", "--zone", "Nowhere/Town")
    assert (wrong.returncode, "no time zone 'Nowhere/Town'" in wrong.stderr) == (2, True)
