"""What the API tells of itself."""

import pytest
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.definitions import OPENAPI_31


@pytest.fixture(scope="module")
def told(archive):
    from index.server import Settings, application

    return application(archive, Settings()).openapi()


def operations(told):
    return [(path, route["get"]) for path, route in told["paths"].items() if "/api" in path]


@pytest.mark.slow
def test_it_is_openapi(told):
    Draft202012Validator(OPENAPI_31).validate(told)
    assert told["openapi"].startswith("3.1")
    assert all(route.keys() == {"get"} for route in told["paths"].values())


def test_it_says_how_much_a_page_has_at_most(told, api):
    limits = {
        path: parameter["schema"]["maximum"]
        for path, operation in operations(told)
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "limit"
    }
    assert limits["/api/search"] == 100
    for path, most in limits.items():
        address = path.format(id_="dam-1")
        asked = {"q": "dam"} if path == "/api/search" else {}
        assert api.get(address, params={**asked, "limit": most}).status_code == 200
        assert "limit" in api.get(address, params={**asked, "limit": most + 1}).json()["detail"]


@pytest.mark.slow
def test_it_says_how_a_token_is_brought(told, archive):
    from index.server import Settings, application

    locked = application(archive, Settings(token="sesame")).openapi()  # noqa: S106 - of a test
    for each in (told, locked):
        Draft202012Validator(OPENAPI_31).validate(each)
        assert each["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert all(operation["security"] == [{"token": []}] for _, operation in operations(locked))
    assert locked["paths"]["/healthz"]["get"]["security"] == [{}]
    assert all(operation["security"] == [{}] for _, operation in operations(told))


def test_everything_is_described_and_has_an_example(told):
    for path, operation in operations(told):
        assert operation["summary"], path
        assert operation["description"], path
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            assert parameter.get("description") or schema.get("description"), (path, parameter)
            given = [schema.get("examples"), parameter.get("examples"), parameter.get("example")]
            assert any(given), (path, parameter)


def test_examples_of_answers_keep_to_their_schemas(told):
    for path, operation in operations(told):
        for answer in operation["responses"].values():
            for kind, content in answer.get("content", {}).items():
                if kind in {"application/json", "application/problem+json"}:
                    assert content["example"], (path, kind)
                    Draft202012Validator(content["schema"]).validate(content["example"])


@pytest.mark.slow
def test_examples_of_parameters_can_be_asked_by(api, told):
    """Each is understood: what else is said of it is that there is none, or that it is hidden."""
    for path, operation in operations(told):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                continue
            (value,) = parameter["schema"].get("examples") or parameter["examples"]
            address = path.format(id_="dam-1", name="source")
            asked = {"q": "dam inquiry"} if path in {"/api/search", "/api/terms"} else {}
            answer = api.get(address, params={**asked, parameter["name"]: value})
            line = answer.json()["detail"] if answer.status_code != 200 else ""
            assert not line or any(
                word in line for word in ("no field", "goes with", "show", "no standing", "rerank")
            ), (path, parameter["name"], line)


def test_what_is_answered_is_told(api, told):
    for path, operation in operations(told):
        answer = api.get(path.format(id_="dam-1", name="source"), params={"plugh": 1})
        assert answer.status_code == 400
        assert "400" in operation["responses"]
        assert "422" not in operation["responses"], path
