"""What stands before every request: by which name, with which token, and what of it is logged."""

import logging

import pytest

from index.vocabulary.addresses import is_loopback

HERE = """
    127.0.0.1 127.0.0.1:8000 127.8.8.8 localhost LocalHost:80 localhost.
    [::1] [::1]:8000 [0:0:0:0:0:0:0:1]
""".split()
ELSEWHERE = [
    "",
    "localhost, evil.example",
    *"""
    evil.example
    localhost.evil.example
    evil-localhost
    localhost@evil.example
    localhost:80@evil.example
    localhost:8000/sign-in?
    localhost/static/
    localhost#
    localhost:port
    [::1
    [::1]x
    [localhost]
    0.0.0.0
    192.168.1.7
    2130706433
    127.0.0.1.evil.example
    xn--localhost
    """.split(),
]


@pytest.mark.parametrize("host", HERE)
def test_this_machine_is_known_by_its_names(api, host):
    assert api.get("/api/fields", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_server_is_not_reached_by_a_name_that_is_not_its_own(api, host):
    for path in ("/api/fields", "/healthz"):
        answer = api.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("allowed", ["News.example", "news.example.", "news.example:8443"])
def test_a_name_that_is_allowed_is_known_however_it_is_written(serving, archive, allowed):
    api = serving(archive, hosts=(allowed, "2001:db8::1"))

    for host in ("news.example", "NEWS.example:80", "news.example.", "[2001:DB8:0::1]:8000"):
        assert api.get("/healthz", headers={"Host": host}).status_code == 200
    assert api.get("/healthz", headers={"Host": "a.news.example"}).status_code == 421


def test_an_address_is_known_where_a_server_listens_on_all(serving, archive):
    api = serving(archive, any_address=True)

    for host in ("192.168.1.7:8000", "[2001:db8::2]"):
        assert api.get("/healthz", headers={"Host": host}).status_code == 200
    assert api.get("/healthz", headers={"Host": "evil.example"}).status_code == 421


def test_loopback_is_loopback():
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "::1", "[::1]", "LOCALHOST."]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "10.0.0.1", "newsroom", ""]))  # noqa: S104


TOKEN = "sésame, ouvre-toi"  # noqa: S105 - of a test


def bearer(token):
    return {"Authorization": b"Bearer " + token.encode()}


def test_beyond_a_token_nothing_is_told(serving, archive):
    api = serving(archive, token=TOKEN)

    for path in ("/api/status", "/api/openapi.json", "/api/plugh", "/api/articles/dam-1"):
        refused = api.get(path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Bearer ")
    assert api.get("/api/status", headers=bearer(TOKEN)).status_code == 200
    assert api.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        bearer(TOKEN[:-1]),
        bearer(f"{TOKEN}x"),
        bearer(""),
        {"Authorization": b"Bearer \xff\xfe"},
        {"Authorization": b"Basic " + TOKEN.encode()},
        {"Authorization": TOKEN.encode()},
        {"Cookie": b"newsdex-8000=" + TOKEN.encode()},
        {"Cookie": b"newsdex-8000=\xff"},
        {"X-Token": TOKEN.encode()},
    ],
)
def test_what_is_not_the_token_opens_nothing(serving, archive, headers):
    assert serving(archive, token=TOKEN).get("/api/status", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "path", ["/api/status?token=", "/api/status?access_token=", "/api/status#"]
)
def test_a_token_in_an_address_opens_nothing(serving, archive, path):
    """It would stand in logs and histories."""
    assert serving(archive, token=TOKEN).get(path + TOKEN).status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/static/../api/status",
        "/static/%2e%2e/api/status",
        "//api/status",
        "/healthz/../api/status",
        "/sign-in/../api/status",
    ],
)
def test_no_way_around_leads_in(serving, archive, path):
    answer = serving(archive, token=TOKEN).get(path, follow_redirects=False)

    assert answer.status_code != 200
    assert "articles" not in answer.text


def test_no_other_site_may_read_answers(api):
    site = {"Origin": "https://evil.example"}
    asked = [
        api.get("/api/fields", headers=site),
        api.options("/api/fields", headers={**site, "Access-Control-Request-Method": "GET"}),
        api.get("/api/plugh", headers=site),
    ]

    assert [answer.status_code for answer in asked] == [200, 405, 404]
    for answer in asked:
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.fixture
def logged(caplog):
    caplog.set_level(logging.INFO, "newsdex.access")
    return lambda: [each.getMessage() for each in caplog.records if each.name == "newsdex.access"]


def test_the_log_has_no_questions(api, logged):
    api.get("/api/search", params={"q": "who leaked it"})
    api.get("/api/search", params={"q": "who leaked it", "limit": 0})

    assert [line.split()[1:4] for line in logged()] == [
        ["GET", "/api/search", "200"],
        ["GET", "/api/search", "400"],
    ]
    assert "leaked" not in " ".join(logged())


def test_the_log_has_questions_where_that_is_wanted(serving, archive, logged):
    serving(archive, log_questions=True).get("/api/search", params={"q": "who leaked it"})

    assert "/api/search?q=who+leaked+it 200" in logged()[0]


@pytest.mark.parametrize(
    "bad", ["%0D%0Anewsdex: all is well", "%1b[2K%1b[1A", "%e2%80%ae", "%85", "%c2%85"]
)
def test_a_request_is_one_line_of_the_log(serving, archive, logged, bad):
    api = serving(archive, log_questions=True)
    api.get(f"/api/articles/{bad}?x={bad}")
    api.get(f"/api/articles/x?{bad}")

    assert len(logged()) == 2
    assert all(line.isascii() and line.isprintable() for line in logged())
