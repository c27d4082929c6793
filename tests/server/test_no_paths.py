"""In which files articles are is the server's own business, unless it is told to show it."""

import json
from itertools import product

import pytest

from corpus import read_articles
from index import NewsIndex
from index.server.parameters import name_of_model

HOME = "private-desk"
"""A folder above all files, which no answer names."""

FILES = {
    "plain.txt": "Port strike ends\n\nDockers went back to work in Colvik on Monday.",
    "page.html": """<html><head><title>Port strike begins</title></head><body><article>
        <h1>Port strike begins</h1><p>Dockers at Colvik stopped work at dawn on Sunday, and nine
        ships lay at anchor. “We will not move a single box,” said Mira Holt, their leader.</p>
        </article></body></html>""",
    "rows.json": json.dumps(
        [
            {
                "id": id_,
                "title": "Strike talks",
                "text": "Talks on the port strike began in Colvik.",
                "source": source,
                "published": "2024-03-02",
            }
            for id_, source in (("a/b c", "Wire"), ("copy", "Post"))
        ]
    ),
    "table.csv": "title,text,source\nStrike vote,Dockers voted on the port strike.,Gazette\n",
    "mail.eml": """From: Wire <wire@example.com>
Subject: Port strike spreads
Date: Mon, 4 Mar 2024 09:00:00 +0000

The port strike spread from Colvik to Varde.
""",
    "talk.srt": "1\n00:00:01,000 --> 00:00:04,000\nThe port strike in Colvik is over.\n",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an open index of files, with standing questions that ask for some of them."""
    here = tmp_path_factory.mktemp("desk") / HOME
    here.mkdir()
    with NewsIndex.create(here / "news") as news:
        news.watch_add("by option", "strike", path=f"{here}/*")
        news.watch_add("by mark", f"strike path:{here}/*")
        for name, text in FILES.items():
            (here / name).write_text(text, encoding="utf-8")
            assert news.add(read_articles(here / name)).added, name
        yield news


def asked_for(api, ids):
    """Yield an address of each route in each of its formats."""
    told = api.get("/api/openapi.json").json()["paths"]
    for path, route in told.items():
        values = {each["name"]: each["schema"] for each in route["get"].get("parameters", ())}
        forms = values.get("format", values.get("style", {})).get("enum", [""])
        names = ids if "{id_}" in path else ["source", "path"] if "{name}" in path else [""]
        for form, name in product(forms, names):
            address = path.replace("{id_}", name).replace("{name}", name)
            style = "style" if "style" in values else "format"
            extra = {"q": "port strike", "explain": "true", "facets": "source"}
            yield address, {style: form, **{k: v for k, v in extra.items() if k in values}}
            if "all" in values and form in {"csv", "jsonl"}:
                yield address, {"format": form, "q": "port strike", "all": "true"}


@pytest.mark.slow
def test_no_answer_names_a_file_of_the_server(serving, desk):
    api = serving(desk)
    answered = 0
    for address, parameters in asked_for(api, desk.ids()):
        answer = api.get(address, params=parameters)
        answered += answer.status_code == 200
        assert HOME not in answer.text, (address, parameters)
    assert answered > 80


def test_where_it_is_told_to_answers_name_files(serving, desk):
    api = serving(desk, show_paths=True)

    found = api.get("/api/search", params={"q": "port strike", "path": "*.eml"}).json()
    assert [HOME in hit["path"] for hit in found["hits"]] == [True]
    assert HOME in api.get("/api/status").text
    assert HOME in api.get("/api/fields/path").text
    assert HOME in api.get("/api/watch").text


SPELLINGS = [
    "path:{}",
    "PATH:{}",
    'path:"{}"',
    "path:“{}”",
    "+path:{}",
    "-path:{}",
    "strike AND path:{}",
    "(path:{})",
    "(strike OR path:{})",
    "NOT path:{}",
    "strike,path:{}",
    '"strike"path:{}',
    "strike;path:{}",
    "'path:{}",
    "/path:{}",
    "—path:{}",
    "\u00a0path:{}",
    "\u200bpath:{}",
    "strike published:2024 path:{}",
    "yesterday path:{}",
]
"""Ways to ask by files in a question."""


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_question_can_not_ask_for_files(serving, desk, spelling):
    question = spelling.format("*/private-desk/*.eml")
    answer = serving(desk).get("/api/search", params={"q": question})

    if answer.status_code == 200:  # then it asked for none
        elsewhere = spelling.format("*/another-desk/*.eml")
        other = serving(desk).get("/api/search", params={"q": elsewhere})
        assert len(answer.json()["hits"]) == len(other.json()["hits"])
    else:
        assert answer.status_code == 403


def test_words_that_look_like_it_are_words(serving, desk):
    for question in (
        "career path: strike",
        "http://wire.example/path://x strike",
        "paths:x strike",
    ):
        assert serving(desk).get("/api/search", params={"q": question}).status_code == 200


@pytest.mark.parametrize("name", ["path", "PATH", " path ", "ｐａｔｈ", "pa\u00adth", "p\u200bath"])
@pytest.mark.parametrize("address", ["/api/facets?by=", "/api/search?q=strike&facets=source,"])
def test_nothing_is_counted_by_files(serving, desk, name, address):
    assert serving(desk).get(address + name).status_code in {400, 403}
    assert serving(desk).get(f"/api/fields/{name}").status_code in {400, 403}


def test_values_can_not_ask_for_files(serving, desk):
    api = serving(desk)

    for pair in ("path=*", "PATH=*", "ｐａｔｈ=*"):
        answer = api.get("/api/search", params={"q": "strike", "where": pair})
        assert answer.status_code in {400, 403}
    for path in ("/", "~", "~root", "../x"):
        answer = api.get("/api/search", params={"q": "strike", "path": path})
        assert answer.status_code == 403
        assert path not in answer.text or path == "/"


def test_what_only_the_server_can_mend_is_told_in_its_log(serving, desk, monkeypatch, caplog):
    def fail(*_, **__):
        raise OSError(5, "Input/output error", f"/srv/{HOME}/part")

    monkeypatch.setattr(NewsIndex, "facets", fail)
    answer = serving(desk).get("/api/facets", params={"q": "strike"})

    assert answer.status_code == 500
    assert "log of the server" in answer.json()["detail"]
    assert HOME not in answer.text
    assert HOME in caplog.text


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        ("/srv/models/mine", "mine"),
        ("./mine", "mine"),
        ("../models/mine", "mine"),
        (r"C:\models\mine", "mine"),
        (r"\\host\models\mine", "mine"),
        ("~/models/mine", "mine"),
        ("sentence-transformers/all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"),
    ],
)
def test_a_model_is_known_by_its_name_not_by_its_folder(model, shown):
    assert name_of_model(model) == shown


def test_rerankers_are_known_by_their_names(serving, desk):
    api = serving(desk, rerankers=("/srv/private-desk/orders", "hub/name"))
    answer = api.get("/api/search", params={"q": "strike", "rerank": "plugh"})

    assert answer.json()["detail"] == "rerank: no 'plugh'; there are: orders, hub/name"


def test_standing_questions_do_not_tell_by_which_files_they_ask(serving, desk):
    told = serving(desk).get("/api/watch").json()

    assert [each["question"] for each in told] == ["strike", "strike path:…"]
    assert HOME not in json.dumps(told)
