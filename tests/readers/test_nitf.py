from datetime import UTC, datetime, timedelta, timezone

import pytest
from one_file import case, read_one

STORY = case("nitf/a_story_has_its_headline_people_date_and_what_editors_need.xml")


@pytest.mark.parametrize(
    "opening",
    [
        "<nitf>",
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">',
        '<nitf version="-//IPTC//DTD NITF 3.6//EN" xml:lang="en">',
    ],
)
@pytest.mark.parametrize("name", ["story.xml", "story.nitf", "story.txt", "story"])
def test_it_is_known_by_its_first_element(tmp_path, opening, name):
    body = f"{opening}<body><body.content><p>Ships wait.</p></body.content></body></nitf>"
    assert read_one(tmp_path, body, name).text == "Ships wait."


CET = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("20240305T120000Z", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305T120000+0100", datetime(2024, 3, 5, 12, tzinfo=CET)),
        ("2024-03-05T12:00:00+01:00", datetime(2024, 3, 5, 12, tzinfo=CET)),
        ("20240305T120000", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305T1200", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305120000", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305", datetime(2024, 3, 5, tzinfo=UTC)),
        ("20240305+0100", datetime(2024, 3, 5, tzinfo=CET)),
        ("2024-03-05Z", datetime(2024, 3, 5, tzinfo=UTC)),
    ],
)
def test_a_date_may_be_written_in_many_ways(tmp_path, norm, expected):
    article = read_one(tmp_path, STORY.replace("20240305T120000Z", norm))
    assert article.published == expected
    assert article.published.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By JANE DOE Associated Press", ("JANE DOE",)),
        ("By JANE DOE<byttl>AP Sports Writer</byttl>", ("JANE DOE",)),
        ("By Jane Doe, PA Political Editor", ("Jane Doe",)),
        ("Von Anna Weiß und Jörg Held, dpa", ("Anna Weiß", "Jörg Held")),
        ("Par Jean-Luc MARTIN et Zoé DUPONT à Paris", ("Jean-Luc MARTIN", "Zoé DUPONT")),
        ("Por María García-López y Juan Pérez", ("María García-López", "Juan Pérez")),
        ("(di Mario De Rossi)", ("Mario De Rossi",)),
        ("Av Kari Nordmann og Ola Hansen, NTB", ("Kari Nordmann", "Ola Hansen")),
        ("Anna Andersson/TT", ("Anna Andersson",)),
        ("Jane Doe with John Roe in Lunde", ("Jane Doe", "John Roe")),
        ("Reporting by Jane Doe; Editing by John Roe", ("Jane Doe",)),
        ("By <person>Jane Doe</person>, <person>Ann Poe</person>", ("Jane Doe", "Ann Poe")),
        ("Jane Doe (jane@coastal.example)", ("Jane Doe",)),
        ("Doe, Jane", ("Doe, Jane",)),
        ("NTB-AFP-DPA", ()),
        ("The Associated Press", ()),
        ("<byttl>Sports Network</byttl>", ()),
        ("山田太郎", ("山田太郎",)),
    ],
)
def test_a_byline_gives_the_names_of_people(tmp_path, byline, expected):
    content = (
        f"<nitf><body><body.head><byline>{byline}</byline></body.head>"
        "<body.content><p>Ships wait.</p></body.content></body></nitf>"
    )
    assert read_one(tmp_path, content).authors == expected
