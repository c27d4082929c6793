"""The API: every option of the command line, the same rows, problems that programs understand."""

import csv
import json
import re
from urllib.parse import quote

import pytest
from conftest import run_newsdex
from jsonschema import Draft202012Validator

from corpus import Article
from index.cli.command_line import cli
from index.search import Conditions
from index.server.api.articles import Background, Citation, Reading, Similar, Steps
from index.server.api.contents import Copied, Rows
from index.server.api.quotes import QuoteParameters
from index.server.api.shapes import FacetParameters, TermParameters, TimelineParameters
from index.server.parameters import ConditionParameters, SearchParameters

ON_A_TERMINAL = {"debug", "index", "pager", "quiet", "verbose"}
"""Options of every command that say how people see results, or where the index is."""
LAYOUT = {"context", "full", "listed"}
"""How much of a hit a terminal shows; rows have all of it."""


def test_conditions_are_those_of_every_question():
    assert ConditionParameters.model_fields.keys() == Conditions.__annotations__.keys()


@pytest.mark.parametrize(
    ("command", "parameters", "left_out"),
    [
        ("search", SearchParameters, {*LAYOUT, "exit_code"}),
        ("facets", FacetParameters, set()),
        ("timeline", TimelineParameters, {"picture"}),
        ("terms", TermParameters, set()),
        ("quotes", QuoteParameters, set()),
        ("similar", Similar, {"listed", "name"}),
        ("background", Background, {"listed", "name"}),
        ("story", Steps, {"listed", "name"}),
        ("show", Reading, {"names"}),
        ("cite", Citation, {"names"}),
        ("fields", Rows, {"name"}),
        ("copies", Copied, set()),
        ("withdrawn", Rows, set()),
    ],
)
def test_every_option_of_a_command_can_be_asked_for(command, parameters, left_out):
    options = {option.name: option for option in cli.commands[command].params}
    renamed = {"question": "q", "questions": "q", "form": "format"}
    if command == "facets":
        renamed["fields"] = "by"
    asked = {
        renamed.get(name, name): option
        for name, option in options.items()
        if name not in ON_A_TERMINAL
    }

    assert asked.keys() - set(parameters.model_fields) == left_out
    taken = parameters.model_json_schema()["properties"]
    for name, option in asked.items():
        if choices := getattr(option.type, "choices", None):
            assert {*choices} - IN_A_TERMINAL_ALONE.get(command, {"table"}) == {
                *choices_in(taken[name])
            }


IN_A_TERMINAL_ALONE = {"show": {"text", "jsonl", "csv"}}
"""Formats that an API has no use for: one article is no row of many."""


def choices_in(schema):
    return next(
        each["enum"] if "enum" in each else [each["const"]]
        for each in [schema, *schema.get("anyOf", [])]
        if "enum" in each or "const" in each
    )


def test_every_option_is_one_that_is_asked_by(api):
    """Ask a search by each option: its answer is another one, or it is refused for a reason."""
    plain = api.get("/api/search", params={"q": "port strike"}).content
    asked = {
        "mode": "keyword",
        "since": "2024-03-20",
        "until": "2024-03-20",
        "on": "2024-04-02",
        "source": "nordblatt",
        "author": "weiss",
        "section": "politics",
        "language": "de",
        "where": "tags=dam",
        "copies": "all",
        "today": "2024-04-03",
        "limit": 1,
        "offset": 1,
        "sort": "oldest",
        "group": "story",
        "per_article": 1,
        "recent": 1,
        "explain": "true",
        "facets": "source",
        "fields": "id",
        "zone": "utc",
        "format": "csv",
    }
    same = set()
    for name, value in asked.items():
        question = "yesterday port strike" if name == "today" else "port strike"
        answer = api.get("/api/search", params={"q": question, name: value})
        assert answer.status_code == 200, (name, answer.text)
        if answer.content == plain:
            same.add(name)
    assert same == {"copies", "per_article"}  # there are no copies, nor long articles among these
    rest = {"q", "path", "rerank", "everything", "meta"}  # which other tests ask by
    assert asked.keys() | rest == SearchParameters.model_fields.keys()


@pytest.mark.slow
def test_search_answers_with_the_rows_of_the_command_line(api, archive_folder):
    printed = run_newsdex(
        *("--index", archive_folder, "search", "port strike", "--limit", "3", "--format", "json"),
        cwd=archive_folder.parent,
    )
    found = api.get("/api/search", params={"q": "port strike", "limit": 3}).json()

    of_the_command = json.loads(printed.stdout)
    for hit in of_the_command["hits"]:
        hit |= {"path": "", "origins": []}  # which a server does not show
    assert found == of_the_command


def test_answers_keep_to_the_schema_that_the_api_tells(api):
    told = api.get("/api/openapi.json").json()
    asked = {
        "/api/search": {"q": "strike"},
        "/api/facets": {"q": "strike"},
        "/api/timeline": {"q": ["strike", "ferry"]},
        "/api/terms": {"q": "strike"},
        "/api/quotes": {},
        "/api/fields": {},
        "/api/copies": {},
        "/api/withdrawn": {},
        "/api/status": {},
        "/api/watch": {},
    }
    for path, parameters in asked.items():
        route = told["paths"][path]["get"]["responses"]["200"]
        schema = route["content"]["application/json"]["schema"]
        answer = api.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        Draft202012Validator(schema).validate(answer.json())


def test_a_tag_is_of_one_address(api):
    tag = {"If-None-Match": api.get("/api/status").headers["etag"]}

    assert api.get("/api/status", headers=tag).status_code == 304
    assert api.get("/api/articles/nope", headers=tag).status_code == 404
    assert api.get("/api/search?q=dam", headers=tag).status_code == 200
    assert api.get("/api/articles/nope", headers={"If-None-Match": "*"}).status_code == 404


def test_what_is_known_already_is_not_answered_again(api):
    first = api.get("/api/search", params={"q": "strike"})
    again = api.get(
        "/api/search", params={"q": "strike"}, headers={"If-None-Match": first.headers["etag"]}
    )

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/search?q=", 400, "the question is empty"),
        ("/api/search?q=strike&sorce=x", 400, "no parameter 'sorce'; did you mean source"),
        ("/api/search?q=strike&page=2", 400, "no parameter 'page'; did you mean offset"),
        ("/api/articles/dam-1?page=2", 400, "no parameter 'page'; there are: format, zone"),
        ("/api/facets?by=plugh", 400, "no field 'plugh'; there are: source, "),
        ("/api/search?q=strike&everything=1", 400, "no parameter 'everything'; there are: mode, "),
        ("/api/fields?limit=3", 400, "no parameter 'limit'; there is none here"),
        ("/api/copies?limt=3", 400, "no parameter 'limt'; did you mean limit"),
        ("/api/search?q=strike&since=plugh", 400, "since: 'plugh' is not a date"),
        ("/api/search?q=strike&today=1700006400", 400, "today: '1700006400' is not a day"),
        ("/api/search?q=strike&limit=0", 400, "limit: 0 is below 1"),
        ("/api/search?q=strike&limit=x%0Ay", 400, "limit: 'x\\ny' is not a whole number"),
        (
            "/api/search?q=strike&offset=9999999999",
            400,
            "offset: 9999999999 is above 2,147,483,648",
        ),
        ("/api/search?q=strike&recent=nan", 400, "recent: 'nan' is not a number"),
        ("/api/search?q=strike&recent=-1", 400, "recent: -1 is not above 0"),
        ("/api/search?q=strike&explain=may", 400, "explain: 'may' is neither true nor false"),
        ("/api/search?q=strike&mode=x", 400, "mode: 'x' is not one of hybrid, keyword, dense"),
        ("/api/search?q=strike&group=x", 400, "group: 'x' is not story"),
        ("/api/search?q=strike&where=x", 400, "where: 'x' is not FIELD=VALUE"),
        ("/api/search?q=strike&all=1", 400, "all goes with format=csv or jsonl"),
        ("/api/search?q=strike&all=1&format=csv&limit=5", 400, "all and limit: say one of them"),
        ("/api/search?q=strike&limit=5&limit=6", 400, "limit: takes one value; there are 2"),
        ("/api/search?q=strike&all=0&all=0&all=1", 400, "all: takes one value; there are 3"),
        ("/api/search?q=strike&q=dam", 400, "q: takes one value; there are 2"),
        ("/api/terms?q=strike&since=2024&since=2025", 400, "since: takes one value; there are 2"),
        ("/?q=strike&q=dam", 400, "q: takes one value; there are 2"),
        ("/api/search?q=%F0%9F%99%82", 400, "the question is empty"),
        ("/api/search?q=%ff", 400, "the question is empty"),
        ("/api/fields/nonsense", 404, "no field 'nonsense'; there are: "),
        ("/api/search?q=strike&rerank=x", 400, "rerank: no 'x'"),
        ("/api/timeline?" + "q=a&" * 11, 400, "q: 10 at most; there are 11"),
        (f"/api/search?q={'a' * 2001}", 400, "q: a question has 2,000 characters at most"),
        ("/api/search?q=strike&limit=101", 400, "a page has 100 hits at most"),
        ("/api/search?q=strike&path=/etc/*", 403, "does not show in which files"),
        ("/api/search?q=path:x", 403, "does not show in which files"),
        ("/api/articles/plugh", 404, "no article has the id"),
        ("/api/plugh", 404, "Not Found"),
    ],
)
def test_what_goes_wrong_is_told_as_a_problem(api, path, status, said):
    answer = api.get(path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert said in answer.json()["detail"]
    assert len(answer.json()["detail"].splitlines()) == 1
    assert "--" not in answer.json()["detail"]


@pytest.mark.parametrize("id_", ["a/b", "a b", "what?#%", "Ö/ß", "日本", "a//b", "a/similar", "🎉"])
def test_an_article_is_found_whatever_its_id(serving, news, id_):
    news.add([Article(id=id_, title="Ferry sinks", text="The ferry sank at dawn off Colvik.")])
    api = serving(news)
    address = f"/api/articles/{quote(id_, safe='')}"

    assert api.get(address).json()["id"] == id_
    assert "Ferry sinks" in api.get(f"{address}/citation", params={"style": "ris"}).text
    assert api.get(f"{address}/similar").status_code == 200


def test_beyond_the_last_hit_there_is_none(api):
    whole = api.get("/api/search", params={"q": "+strike"}).json()
    beyond = api.get("/api/search", params={"q": "+strike", "offset": 1_000}).json()

    assert whole["hits"]
    assert beyond["hits"] == []
    assert beyond["total"] == whole["total"]
    for form in ("csv", "md", "html", "bibtex", "ris", "trec"):
        page = {"q": "+strike", "offset": 2**31, "format": form}
        assert api.get("/api/search", params=page).status_code == 200


def test_pages_make_up_the_whole(api):
    whole = api.get("/api/search", params={"q": "strike", "limit": 6}).json()["hits"]
    pages = [
        api.get("/api/search", params={"q": "strike", "limit": 2, "offset": begin}).json()["hits"]
        for begin in (0, 2, 4)
    ]

    assert [hit["id"] for page in pages for hit in page] == [hit["id"] for hit in whole]


def test_pages_are_followed_until_no_next_one_is_named(api):
    offset, told = 0, set()
    while offset is not None:
        page = {"q": "+strike", "limit": 2, "offset": offset}
        answer = api.get("/api/search", params=page).json()
        told |= {hit["id"] for hit in answer["hits"]}
        offset = answer["next_offset"]

    assert len(told) == answer["total"]
    grouped = api.get("/api/search", params={"q": "strike", "group": "story"}).json()["hits"]
    assert len(grouped) == len({hit["id"] for hit in grouped})


def test_what_may_have_several_values_takes_them(api):
    asked = [("q", "strike"), ("source", "nordblatt"), ("source", "Coastal Wire"), ("since", "")]

    assert api.get("/api/search", params=[*asked, ("since", "2001")]).status_code == 200


def test_a_field_that_there_is_not_is_answered_by_those_that_may_be_asked_for(serving, news):
    news.add([Article(id="a", title="Ferry", text="It sank.", extra={"pathway": "x"})])
    detail = serving(news).get("/api/fields/paths").json()["detail"]

    assert detail.startswith("no field 'paths'; there are: source, ")
    assert "pathway" in detail
    assert not re.search(r"\bpath\b", detail)


def test_head_tells_what_get_would(api):
    for path in (
        "/api/search?q=strike",
        "/api/search?q=strike&all=1&format=csv",
        "/api/articles/x",
    ):
        there, head = api.get(path), api.head(path)
        assert (head.status_code, head.content) == (there.status_code, b"")
        assert head.headers.get("etag") == there.headers.get("etag")
        assert head.headers["content-type"] == there.headers["content-type"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PLUGH"])
def test_nothing_is_changed_over_http(api, method):
    answer = api.request(method, "/api/search?q=strike")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_what_is_known_is_known_however_it_is_packed(api, packed):
    asked = {"params": {"q": "strike"}, "headers": {"Accept-Encoding": packed}}
    first = api.get("/api/search", **asked)
    assert first.headers.get("content-encoding", "identity") == packed
    asked["headers"]["If-None-Match"] = f'"other", {first.headers["etag"]}'

    assert api.get("/api/search", **asked).status_code == 304
    asked["headers"]["If-None-Match"] = '"other"'
    assert api.get("/api/search", **asked).json() == first.json()


def test_another_server_has_other_tags(serving, archive):
    """What is shown may be other there, and the program."""
    one, other = (serving(archive).get("/api/fields").headers["etag"] for _ in range(2))

    assert one != other


def test_all_that_matches_is_sent_as_pages_would_tell_it(api):
    asked = {"q": "strike", "per_article": 0}
    paged = api.get("/api/search", params={**asked, "limit": 100}).json()
    lines = api.get("/api/search", params={**asked, "all": 1, "format": "jsonl", "meta": 1}).text
    head, *hits = map(json.loads, lines.splitlines())
    table = api.get("/api/search", params={**asked, "all": 1, "format": "csv", "fields": "id,rank"})

    assert hits == paged.pop("hits")
    assert head == paged
    assert list(csv.DictReader(table.text.splitlines())) == [
        {"id": hit["id"], "rank": str(hit["rank"])} for hit in hits
    ]
