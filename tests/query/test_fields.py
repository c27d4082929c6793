"""What articles can be asked for by: any field they have, in whatever way its value is written."""

import json

import pytest

from corpus import Article
from index import FieldValue, NewsIndex, QuestionError

NAMED = {
    "grain": {
        "source": "Macy's Weekly",
        "authors": ("Zoë O’Hara", "Łukasz Øst"),
        "section": "Arts – Culture",
        "extra": {"topics": ["grain", "wheat"], "priority": 3, "paid": True, "author": "zo"},
    },
    "ship": {
        "source": "L’Écho du Port",
        "authors": ("Per-Olof Ek",),
        "section": "World",
        "language": "en-GB",
        "extra": {"topics": ["ship"], "priority": 30, "desk": {"name": "North Sea"}},
    },
    "echo": {
        "source": "L'Echo du port",
        "section": "WORLD",
        "language": "fr",
        "extra": {"topics": "grain", "paid": False},
        "published": "2021-03-04",
    },
    "gazette": {"source": "Gazette‑Straße 4", "published": "2019-05-01"},
}


@pytest.fixture(scope="module")
def fields_folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    folder = tmp_path_factory.mktemp("fields") / "news"
    with NewsIndex.create(folder) as index:
        index.add(
            [Article(id=id_, text=f"The harvest of {id_}.", **each) for id_, each in NAMED.items()]
        )
        index.add(Article(id="gone", text="The harvest is gone.", extra={"topics": "lost"}))
        index.remove(["gone"])
    return folder


@pytest.fixture(scope="module")
def fields(fields_folder):
    with NewsIndex.open(fields_folder) as index:
        yield index


def ids(index, question="", **conditions):
    return {hit.article.id for hit in index.search(question, limit=100, **conditions)}


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"source": "Macy’s weekly"}, {"grain"}),
        ({"source": "macys  WEEKLY"}, {"grain"}),
        ({"source": "“Macy‘s” Week\u200bly"}, {"grain"}),
        ({"source": "L'Écho du Port"}, {"ship", "echo"}),
        ({"source": "L`echo du port"}, {"ship", "echo"}),
        ({"source": "Gazette-Strasse ４"}, {"gazette"}),
        ({"source": "gazette—straße 4"}, {"gazette"}),
        ({"source": "Gazette Strasse 4"}, set()),
        ({"author": "Zoe\u0308 O'Hara"}, {"grain"}),
        ({"author": "zoe ohara"}, {"grain"}),
        ({"author": "Lukasz Ost"}, {"grain"}),
        ({"author": "per–olof"}, {"ship"}),
        ({"section": "arts - culture"}, {"grain"}),
        ({"section": "Wörld"}, {"ship", "echo"}),
        ({"author": ["Ek", "O'Hara"]}, {"grain", "ship"}),
        ({"section": ["world", "Sport"]}, {"ship", "echo"}),
        ({"language": ["fr", "en"]}, {"ship", "echo"}),
        ({"where": {"topics": "grain"}}, {"grain", "echo"}),
        ({"where": {"Topics": "GRAIN"}}, {"grain", "echo"}),
        ({"where": {"topics": ["wheat", "ship"]}}, {"grain", "ship"}),
        ({"where": {"topics": "grain", "paid": True}}, {"grain"}),
        ({"where": {"paid": "false"}}, {"echo"}),
        ({"where": {"priority": 3}}, {"grain"}),
        ({"where": {"desk.name": "north sea"}}, {"ship"}),
        ({"where": {"extra.author": "zo"}}, {"grain"}),
        ({"where": {"source": "macys weekly"}, "source": None}, {"grain"}),
        ({"where": {"topics": "lost"}}, set()),
        ({"where": {"topics": "grai"}}, set()),
    ],
)
def test_names_are_compared_however_they_are_written(fields, conditions, found):
    assert ids(fields, **conditions) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("topics:grain", {"grain", "echo"}),
        ("harvest topics:ship", {"ship"}),
        ("harvest -topics:grain", {"ship", "gazette"}),
        ("Topics:grain paid:true", {"grain"}),
        ("topics:wheat OR priority:30", {"grain", "ship"}),
        ('desk.name:"North Sea"', {"ship"}),
        ('author:"Zoë O\'Hara"', {"grain"}),
        ('source:"Macy\'s Weekly"', {"grain"}),
        ('SOURCE:"macy\'s weekly"', {"grain"}),
    ],
)
def test_a_field_that_articles_have_binds_in_a_question(fields, question, found):
    assert ids(fields, question) == found
    assert fields.search(question).note == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("topcis:grain", "no field 'topcis'; there are: topics, title, source, "),
        ("autor:Ek", "no field 'autor'; there are: author, "),
        ("prioritiy:3", "no field 'prioritiy'; there are: priority, "),
        ("site:echo.example", "no field 'site'; there are: title, source, "),
    ],
)
def test_a_field_that_there_is_not_is_told(fields, question, told):
    note = fields.search(f"harvest {question}").note
    assert note.startswith(told)
    assert note.endswith("; read as words")


@pytest.mark.parametrize(
    "question",
    [
        "Live: the vote on the harvest",
        "harvest:sold",
        "Brexit:deal",
        "the harvest at 10:30",
        "https://topics.example/harvest",
        "http://example.org:80/topcis:grain",
        "ratio 3:4 of harvests",
    ],
)
def test_prose_with_a_colon_is_not_nagged_about(fields, question):
    assert fields.search(question).note == ""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"source": "Macy Weekly"}, "no source 'Macy Weekly'; there are: Macy's Weekly, "),
        ({"source": ["Macys Weekly", "Post"]}, "no source 'Post'; there are: "),
        ({"author": "Zoe Ohora"}, "no author 'Zoe Ohora'; there are: Zoë O’Hara, "),
        ({"section": "Sport"}, "no section 'Sport'; there are: WORLD, Arts – Culture"),
        ({"language": "de"}, "no language 'de'; there are: en-GB, fr"),
        ({"where": {"topics": "grian"}}, "no topics 'grian'; there are: grain, ship, wheat"),
        ({"where": {"topcis": "grain"}}, "no field 'topcis'; there are: topics, source, author, "),
        ({"until": "2018-12-31"}, "no article is published until 2018-12-31; the archive runs "),
        ({"since": "2022-01-01"}, "no article is published since 2022-01-01; the archive runs "),
        ({"path": "news/*"}, "no path 'news/*'; no article comes from a file"),
        ({"source": "Macys Weekly", "section": "World"}, "each filter is met by some articles, "),
    ],
)
def test_conditions_that_no_article_meets_name_what_there_is(fields, asked, told):
    assert fields.search("harvest", **asked).note.startswith(told)


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        ({"source": [f"Post {n}" for n in range(2000)]}, "and 1,997 more of source"),
        ({"where": {"topics": [f"x{n}" for n in range(9)]}}, "and 6 more of topics"),
        ({"where": {f"x{n}": "y" for n in range(9)}}, "and 6 more fields that there are not"),
        ({"author": "x" * 9000}, "no author 'xxx"),
    ],
)
def test_of_many_values_that_no_article_has_a_few_are_named(fields, asked, last):
    note = fields.search("harvest", **asked).note

    assert note.splitlines()[-1].startswith(last)
    assert len(note) < 500


def test_a_condition_in_the_question_that_no_article_meets_is_told(fields):
    assert fields.search("harvest source:Post").note.startswith("no source 'Post'; there are: ")
    note = fields.search("harvest -topics:shpi").note
    assert note.startswith("no topics 'shpi'; there are: ship, ")
    note = fields.search("harvest published:2018").note
    assert note.endswith("; the archive runs from 2019-05-01 to 2021-03-04")


def test_the_fields_of_an_index_are_listed_with_their_values(fields):
    found = {each.name: each for each in fields.fields()}

    assert list(found)[:5] == ["source", "author", "section", "language", "published"]
    assert found["topics"].articles == 3
    assert found["topics"].distinct == 3
    assert found["topics"].values[0] == FieldValue("grain", 2)
    assert "path" not in found, "no article comes from a file"
    assert (found["source"].articles, found["source"].distinct) == (4, 3)
    assert (str(found["published"].oldest), str(found["published"].newest)) == (
        "2019-05-01",
        "2021-03-04",
    )
    assert fields.field("Section").values == (
        FieldValue("WORLD", 2),
        FieldValue("Arts – Culture", 1),
    )


def test_a_field_that_is_not_there_can_not_be_listed(fields):
    with pytest.raises(QuestionError, match="no field 'topcis'; there are: topics, "):
        fields.field("topcis")


@pytest.mark.slow
def test_the_command_line_takes_fields_and_lists_them(newsdex, fields_folder):
    def told(*arguments):
        return newsdex("--index", fields_folder, *arguments)

    listed = json.loads(told("fields", "--format", "json").stdout)
    assert {"value": "grain", "articles": 2} in next(
        each for each in listed if each["name"] == "topics"
    )["values"]
    assert told("fields", "topics", "--format", "csv").stdout.splitlines()[:2] == [
        "value,articles",
        "grain,2",
    ]
    assert "topics" in told("fields").stdout
    done = told("search", "--where", "topics=grain", "--where", "paid=true", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["grain"]
    done = told("search", "harvest", "--author", "Ek", "--author", "Ohara", "--source", "Nobody")
    assert "newsdex: no source 'Nobody'; there are: " in done.stderr
    for wrong in (
        ("search",),
        ("search", "?"),
        ("search", "x", "--where", "topics"),
        ("fields", "x"),
    ):
        assert told(*wrong).returncode == 2
