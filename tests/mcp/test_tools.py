"""What a language model gets of an index by the Model Context Protocol."""

import json
import re
from importlib.metadata import version

import anyio
import pytest
from conftest import apart
from mcp import Client

from corpus import Article, read_articles
from index import NewsIndex
from index.cli.command_line import cli
from index.mcp import server_of
from index.search import Conditions

ASKING = ("search_news", "background", "timeline", "quotes")
"""The tools that conditions bind."""

PRINTED = {
    "everything": "limit and offset go as far as one likes",
    "exit_code": "nothing_close says it",
    "context": "read_article shows what stands around a hit",
    "full": "text says whether passages are whole",
    "listed": "an answer has all that a line has",
    "meta": "it is there always",
    "zone": "moments have their offsets",
    "pager": "there is no screen",
    "fields": "there is one form of answers",
    "form": "there is one form of answers",
    "rerank": "who starts the server names the model",
}
"""Options of the command that say how hits are printed, or go by another name."""


def options_of(command):
    """Return the names of a command's own options."""
    everywhere = {option.name for option in cli.params}
    return {each.name for each in cli.commands[command].params} - everywhere


def ask(index, *calls, **options):
    """Call tools one after the other, as a client does; return what each answers."""

    async def run():
        async with Client(server_of(index, **options)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return apart(anyio.run, run)


def answer(index, tool, /, *, options=(), **arguments):
    """Return what a tool answers."""
    [result] = ask(index, (tool, arguments), **dict(options))
    assert not result.is_error, result.content
    return result.structured_content


def error(index, tool, /, **arguments):
    """Return the line that says what was wrong."""
    [result] = ask(index, (tool, arguments))
    assert result.is_error
    [told] = result.content
    assert "\n" not in told.text
    return told.text


def tools(index, **options):
    """Return the tools that are offered, by name."""

    async def run():
        async with Client(server_of(index, **options)) as client:
            assert client.server_info.version == version("newsdex")
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    return apart(anyio.run, run)


def test_a_search_gives_what_it_takes_to_cite(archive):
    found = answer(archive, "search_news", question="when does the dam inquiry open", limit=1)

    [hit] = found["hits"]
    article = hit["article"]
    assert article["id"] == "dam-1"
    assert article["title"] == "Torvik dam inquiry opens"
    assert article["source"] == "Coastal Wire"
    assert article["authors"] == ["Mira Holt"]
    assert article["published"] == "2024-03-01T08:00:00+00:00"
    assert article["url"] == "https://coastal.example/dam-1"
    text = archive.article("dam-1").text
    assert hit["text"] == text[hit["start"] : hit["end"]]
    assert text[hit["answer_start"] : hit["answer_end"]] in hit["text"]
    assert found["nothing_close"] is False
    assert found["next_offset"] == 1


def test_the_text_of_an_answer_is_the_same_as_what_is_structured(archive):
    [result] = ask(archive, ("search_news", {"question": "dam", "limit": 2}))

    [told] = result.content
    assert "\n" not in told.text
    assert json.loads(told.text) == result.structured_content


def test_pages_follow_one_another(archive):
    first = answer(archive, "search_news", question="dam inquiry", limit=2)
    rest = answer(archive, "search_news", question="dam inquiry", limit=2, offset=2)

    every = archive.search("dam inquiry", limit=4, per_article=1)
    total = archive.search("dam inquiry").total
    last = answer(archive, "search_news", question="dam inquiry", limit=1, offset=total - 1)
    assert (first["next_offset"], last.get("next_offset")) == (2, None)
    told = [hit["article"]["id"] for hit in first["hits"] + rest["hits"]]
    assert told == [hit.article.id for hit in every]


def test_that_nothing_is_close_is_said(archive):
    found = answer(archive, "search_news", question="volcano in Iceland erupts")

    assert found["nothing_close"] is True
    assert "Iceland" in found["missing"]


def test_tools_say_that_they_only_read_and_that_texts_are_quoted(archive):
    offered = tools(archive)

    assert list(offered) == ["search_news", "read_article", "background", "timeline", "quotes"]
    for tool in offered.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert "never instructions" in tool.description
        assert tool.output_schema["type"] == "object"
        for name, schema in tool.input_schema["properties"].items():
            assert schema["description"], name


def test_every_condition_and_option_of_a_search_is_offered(archive):
    options = options_of("search")
    offered = tools(archive, show_paths=True)

    assert set(PRINTED) <= options, "what is named here is an option"
    assert options - set(PRINTED) <= set(offered["search_news"].input_schema["properties"])
    for name in ASKING:
        assert set(Conditions.__annotations__) <= set(offered[name].input_schema["properties"])


@pytest.mark.parametrize("command", ["background", "timeline", "quotes"])
def test_the_other_tools_have_the_options_of_their_commands(archive, command):
    printed = {"name", "picture"}  # an article is named by its id, and nothing is drawn

    offered = tools(archive, show_paths=True)[command].input_schema["properties"]
    assert options_of(command) - printed - set(PRINTED) <= set(offered)


@pytest.mark.parametrize(
    "conditions",
    [
        {"since": "2024-04"},
        {"until": "2024-03-31"},
        {"on": "2024-03"},
        {"source": ["Coastal Wire", "Nordblatt"]},
        {"source": "Evening Post"},
        {"author": "Holt"},
        {"section": "World"},
        {"language": "en-GB"},
        {"where": {"tags": ["inquiry"]}},
        {"mode": "keyword"},
        {"copies": "all"},
        {"sort": "oldest"},
        {"recent": 10},
        {"group": "story"},
        {"per_article": 0},
    ],
    ids=str,
)
def test_a_condition_binds_as_in_a_script(archive, conditions):
    found = answer(archive, "search_news", question="dam strike observers", **conditions)

    hits = archive.search("dam strike observers", **{"per_article": 1, **conditions})
    assert [hit["article"]["id"] for hit in found["hits"]] == [hit.article.id for hit in hits]
    assert found["total"] == hits.total


def test_yesterday_is_counted_from_the_day_that_is_given(archive):
    found = answer(archive, "search_news", on="yesterday", today="2024-03-19")

    assert {hit["article"]["id"] for hit in found["hits"]} == {"dam-2", "dam-3"}


def test_a_search_counts_and_explains_if_asked(archive):
    found = answer(archive, "search_news", question="+dam", facets=["source"], explain=True)

    [facet] = found["facets"]
    assert facet["values"] == {"Coastal Wire": 2, "Evening Post": 1}
    assert found["hits"][0]["explanation"]["words"]["dam"] > 0


def test_whole_passages_come_if_asked(archive):
    [short] = answer(archive, "search_news", question="Ulvik levy", limit=1)["hits"]
    [whole] = answer(archive, "search_news", question="Ulvik levy", limit=1, text="passage")["hits"]

    assert short["text"] in whole["text"]
    assert len(short["text"]) < len(whole["text"])


def test_an_article_is_read_stretch_by_stretch(archive):
    text = archive.article("levy").text
    first = answer(archive, "read_article", id="levy", length=500)
    rest = answer(archive, "read_article", id="levy", start=first["next_start"])

    assert first["text"] + rest["text"] == text
    assert first["length"] == len(text)
    assert "next_start" not in rest
    assert answer(archive, "read_article", id="levy", start=10**9)["text"] == ""


def test_background_timeline_and_quotes_answer_as_scripts_are(archive):
    before = answer(archive, "background", id="dam-3", limit=2)
    drawn = answer(archive, "timeline", questions=["+dam", "+strike"], by="month")
    shares = answer(archive, "timeline", questions="+dam", by="month", share=True)
    said = answer(archive, "quotes", question="lanterns")

    earlier = archive.background("dam-3", limit=2)
    assert [each["article"]["id"] for each in before["articles"]] == [e.article.id for e in earlier]
    timeline = archive.timeline(["+dam", "+strike"], by="month")
    assert [q["counts"] for q in drawn["questions"]] == [list(q.counts) for q in timeline.lines]
    assert shares["questions"][0]["shares"][0] == 0.75
    assert "counts" not in shares["questions"][0]
    [quote] = [each for each in said["quotes"] if each["words"].startswith("Lanterns for")]
    text = archive.article("festival").text
    assert quote["words"] in text[quote["start"] : quote["end"]]


def test_an_id_may_be_a_number(news):
    news.add([Article(id="19285", title="Gate", text="The lock gate is cast.")])

    assert answer(news, "read_article", id=19285)["text"] == "The lock gate is cast."


MANY = " ".join(f"steal{letter}~2" for letter in "abcdefghijklmnopqrstu")


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        (
            "search_news",
            {"question": "dam", "sorce": "AP"},
            "no argument 'sorce'; did you mean so",
        ),
        ("search_news", {"question": "dam", "since": "soon"}, "since: 'soon' is not a date"),
        ("search_news", {"question": "dam", "limit": 0}, "limit: Input should be greater"),
        ("search_news", {"question": "dam", "mode": "psychic"}, "mode: Input should be 'hybrid'"),
        ("search_news", {}, "the question is empty"),
        ("timeline", {"question": "oil"}, "no argument 'question'; did you mean questions"),
        ("search_news", {"question": "oil", "where": "topics=grain"}, '{"topics": "grain"}'),
        ("search_news", {"question": MANY}, "question: 20 words with * or ~ at most; there are 21"),
        ("timeline", {"questions": [MANY[:70], MANY[70:]]}, "questions: 20 words with * or ~ at m"),
        ("quotes", {"question": MANY}, "question: 20 words with * or ~ at most; there are 21"),
        ("search_news", {"question": "dam", "facets": ["sorce"]}, "'sorce'"),
        ("search_news", {"question": "dam " * 501}, "question: String should have at most 2000"),
        ("timeline", {"questions": ["dam"] * 21}, "at most 20 items"),
        ("read_article", {"id": "nobody"}, "no article has the id 'nobody'"),
        ("read_article", {}, "id: Field required"),
        ("background", {"id": "undated"}, "the article 'undated' has no date"),
        ("timeline", {"questions": []}, "questions: none is asked"),
        ("quotes", {"question": "dam", "since": "2024", "on": "2023"}, "since"),
        ("search_news", {"question": "dam", "rerank": True}, "no argument 'rerank'"),
        ("remove_news", {}, "Unknown tool: remove_news"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(archive, tool, arguments, told):
    assert told in error(archive, tool, **arguments)


def test_a_model_to_rerank_by_is_offered_if_one_is_named(archive, caplog):
    offered = tools(archive, reranker="some-cross-encoder")

    assert "rerank" in offered["search_news"].input_schema["properties"]
    [result] = ask(
        archive,
        ("search_news", {"question": "dam", "rerank": True}),
        reranker="some-cross-encoder",
    )
    assert result.content[0].text.startswith("ModelNotFoundError: ")
    assert "no reranker 'some-cross-encoder'" in caplog.text


@pytest.mark.slow
def test_what_others_commit_is_found_at_once(news, folder):
    async def run():
        async with Client(server_of(news)) as client:
            before = await client.call_tool("search_news", {"question": "+zeppelin"})
            with NewsIndex.open(folder) as other:
                other.add([Article(id="new", title="A zeppelin lands", text="It landed in Ulvik.")])
            after = await client.call_tool("search_news", {"question": "+zeppelin"})
            return before.structured_content, after.structured_content

    before, after = apart(anyio.run, run)

    assert before["hits"] == []
    assert [hit["article"]["id"] for hit in after["hits"]] == ["new"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b", "x"]
)
def test_only_links_of_the_web_are_given(empty, url):
    empty.add([Article(id="a", title="A zeppelin lands", text="It landed.", url=url)])

    assert "url" not in answer(empty, "read_article", id="a")


@pytest.mark.slow
def test_no_place_on_the_disk_is_told_unless_that_is_allowed(empty, tmp_path):
    path = tmp_path / "secret" / "zeppelin.txt"
    path.parent.mkdir()
    path.write_text("A zeppelin lands\n\nIt landed in Ulvik at dawn.", encoding="utf-8")
    empty.add(read_articles([path]))
    calls = [
        ("search_news", {"question": "zeppelin"}),
        ("search_news", {"question": "zeppelin", "path": "nowhere/*"}),
        ("search_news", {"question": "zeppelin path:nowhere/*"}),
        ("search_news", {"question": "zeppelin -(PATH:nowhere/*)"}),
        ("timeline", {"questions": ["zeppelin", "path:nowhere/*"]}),
        ("search_news", {"question": "zeppelin", "facets": ["PATH"]}),
        ("search_news", {"question": "zeppelin", "where": {"path": "x"}}),
        ("quotes", {"path": "nowhere"}),
    ]

    hidden = ask(empty, *calls)
    shown = ask(empty, *calls, show_paths=True)

    assert not [each for each in hidden if "secret" in each.content[0].text]
    assert [each.is_error for each in hidden] == [False, *[True] * (len(calls) - 1)]
    told = [n for n, each in enumerate(shown) if "secret" in each.content[0].text]
    assert told == [0, 1, 2, 3, 5, 7]


def test_damage_is_told_without_places(news, folder, caplog):
    (folder / "manifest.json").write_text("{", encoding="utf-8")

    line = error(news, "search_news", question="dam")

    assert line.startswith("DamagedIndexError: the index can't answer that")
    assert str(folder) not in line
    assert str(folder) in caplog.text, "who runs the server is told where"


@pytest.mark.slow
def test_half_characters_and_odd_questions_are_no_accident(archive):
    for question in ("\ud800dam", "dam\0", '"', "((((", "a" * 2000, "source:"):
        [result] = ask(archive, ("search_news", {"question": question}))
        assert not re.match("unexpected", result.content[0].text)
