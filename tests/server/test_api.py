"""The API: every option of the command line, the same rows, problems that programs understand."""

import json

import pytest
from conftest import run_newsdex
from jsonschema import Draft202012Validator

from index.cli.command_line import cli
from index.search import Conditions
from index.server.api.articles import Similar
from index.server.api.quotes import QuoteParameters
from index.server.api.shapes import FacetParameters, TermParameters, TimelineParameters
from index.server.parameters import ConditionParameters, SearchParameters

ON_A_TERMINAL = {"context", "exit_code", "full", "index", "listed", "pager", "quiet", "verbose"}
"""Options that say how people see results."""


def test_conditions_are_those_of_every_question():
    assert ConditionParameters.model_fields.keys() == Conditions.__annotations__.keys()


@pytest.mark.parametrize(
    ("command", "parameters"),
    [
        ("search", SearchParameters),
        ("facets", FacetParameters),
        ("timeline", TimelineParameters),
        ("terms", TermParameters),
        ("quotes", QuoteParameters),
        ("similar", Similar),
    ],
)
def test_every_option_of_a_command_can_be_asked_for(command, parameters):
    options = {option.name for option in cli.commands[command].params} - ON_A_TERMINAL
    renamed = {"question": "q", "questions": "q", "form": "format"}
    if command == "facets":
        renamed["fields"] = "by"
    missing = {renamed.get(name, name) for name in options} - set(parameters.model_fields)

    assert missing <= {"debug", "name", "picture"}


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
        ("/api/search?q=strike&sorce=x", 400, "sorce"),
        ("/api/search?q=strike&since=plugh", 400, "since"),
        ("/api/search?q=strike&limit=0", 400, "limit"),
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


def test_a_server_is_not_reached_by_a_name_that_is_not_its_own(api):
    assert api.get("/api/status", headers={"Host": "evil.example"}).status_code == 421


def test_beyond_a_token_nothing_is_told(serving, archive):
    api = serving(archive, token="sesame")  # noqa: S106

    assert api.get("/api/status").status_code == 401
    assert api.get("/api/status", headers={"Authorization": "Bearer sesam"}).status_code == 401
    assert api.get("/api/status", headers={"Authorization": "Bearer sesame"}).status_code == 200
    assert api.get("/healthz").status_code == 200
