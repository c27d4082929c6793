"""Retrievers of other packages over an index: the packages are real."""

import asyncio
import json
import re
import tomllib
from importlib import import_module

import pytest
from conftest import ROOT, apart

from corpus import Article
from index import NewsIndex, QuestionError

# Each package takes a second to import: only tests that run pay for it.
pytestmark = pytest.mark.slow


def retriever_of(package):
    """Return the class by which a package retrieves."""
    return import_module(f"index.adapters.{package}").NewsRetriever


QUESTION = "what did the minister know of the dam"
BOUND = {"since": "2024-03-02", "source": ["Evening Post", "Coastal Wire"], "mode": "keyword"}


def by_langchain(index, limit, conditions, question=QUESTION):
    """Return (id, text, metadata, score) of each passage; and below."""
    found = retriever_of("langchain")(index=index, k=limit, conditions=conditions).invoke(question)
    return [(doc.id, doc.page_content, doc.metadata, doc.metadata["score"]) for doc in found]


def by_langchain_later(index, limit, conditions, question=QUESTION):
    retriever = retriever_of("langchain")(index=index)
    found = apart(asyncio.run, retriever.ainvoke(question, k=limit, **conditions))
    return [(doc.id, doc.page_content, doc.metadata, doc.metadata["score"]) for doc in found]


def by_llama_index(index, limit, conditions, question=QUESTION):
    options = {"similarity_top_k": limit, "conditions": conditions}
    found = retriever_of("llama_index")(index, **options).retrieve(question)
    return [(each.node.node_id, each.node.text, each.node.metadata, each.score) for each in found]


def by_llama_index_later(index, limit, conditions, question=QUESTION):
    options = {"similarity_top_k": limit, "conditions": conditions}
    found = apart(asyncio.run, retriever_of("llama_index")(index, **options).aretrieve(question))
    return [(each.node.node_id, each.node.text, each.node.metadata, each.score) for each in found]


def by_haystack(index, limit, conditions, question=QUESTION):
    found = retriever_of("haystack")(index, top_k=limit, conditions=conditions).run(query=question)
    return [(doc.id, doc.content, doc.meta, doc.score) for doc in found["documents"]]


def by_haystack_later(index, limit, conditions, question=QUESTION):
    retriever = retriever_of("haystack")(index)
    asked = {"query": question, "top_k": limit, "conditions": conditions}
    found = apart(asyncio.run, retriever.run_async(**asked))
    return [(doc.id, doc.content, doc.meta, doc.score) for doc in found["documents"]]


WAYS = [
    by_langchain,
    by_langchain_later,
    by_llama_index,
    by_llama_index_later,
    by_haystack,
    by_haystack_later,
]

every_way = pytest.mark.parametrize("way", WAYS)


@every_way
@pytest.mark.parametrize("conditions", [{}, BOUND], ids=["free", "bound"])
def test_passages_are_those_of_a_search(archive, way, conditions):
    hits = archive.search(QUESTION, limit=3, **conditions)

    found = way(archive, 3, conditions)

    assert len(found) == len(hits) > 0
    for (id_, text, metadata, score), hit in zip(found, hits, strict=True):
        assert text == hit.passage.text
        assert score == pytest.approx(hit.score, abs=1e-4)
        assert id_ == f"{hit.article.id}:{hit.passage.start}-{hit.passage.end}"
        article = hit.article
        assert metadata == {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "authors": ", ".join(article.authors),
            "published": article.published.isoformat() if article.published else None,
            "language": article.language,
            "url": article.url,
            "score": pytest.approx(hit.score, abs=1e-4),
            "start": hit.passage.start,
            "end": hit.passage.end,
            "nothing_close": hits.weak,
        }
        assert json.loads(json.dumps(metadata))["id"] == article.id
        assert article.text[metadata["start"] : metadata["end"]] == text


@every_way
def test_what_is_wrong_is_an_error_of_the_index(archive, way):
    with pytest.raises(QuestionError, match="since: 'soon' is not a date"):
        way(archive, 3, {"since": "soon"})


@every_way
def test_a_headline_without_text_is_its_own_text(archive, way):
    [(_, text, metadata, _)] = way(archive, 1, {}, "lighthouse keeper retires")

    assert text == "Lighthouse keeper retires after fifty years"
    assert (metadata["start"], metadata["end"]) == (0, 0)


@every_way
def test_an_address_that_runs_something_is_no_url(empty, way):
    empty.add([Article(id="a", title="A zeppelin lands", text="It did.", url="javascript:x()")])

    [(_, _, metadata, _)] = way(empty, 1, {}, "zeppelin")

    assert metadata["url"] == ""


@pytest.mark.parametrize(
    ("package", "ask"),
    [
        (
            "langchain",
            lambda retriever: [doc.metadata["id"] for doc in retriever.invoke("+zeppelin")],
        ),
        (
            "llama_index",
            lambda retriever: [e.node.metadata["id"] for e in retriever.retrieve("+zeppelin")],
        ),
        (
            "haystack",
            lambda retriever: [d.meta["id"] for d in retriever.run("+zeppelin")["documents"]],
        ),
    ],
    ids=["langchain", "llama_index", "haystack"],
)
def test_an_index_named_by_its_path_is_asked_in_its_newest_generation(folder, package, ask):
    retriever = retriever_of(package)(index=str(folder))

    assert ask(retriever) == []
    with NewsIndex.open(folder) as index:
        index.add([Article(id="new", title="A zeppelin lands", text="It landed in Ulvik.")])
    assert ask(retriever) == ["new"]


def test_langchain_binds_one_question_by_what_comes_with_it(archive):
    retriever = retriever_of("langchain")(index=archive, conditions={"source": "Coastal Wire"})

    own = {doc.metadata["source"] for doc in retriever.invoke("dam inquiry")}
    other = {doc.metadata["source"] for doc in retriever.invoke("dam", source="Evening Post", k=1)}

    assert (own, other) == ({"Coastal Wire"}, {"Evening Post"})


def test_a_langchain_retriever_is_a_part_of_chains_and_is_written_down(archive, archive_folder):
    from langchain_core.runnables import RunnableLambda

    retriever = retriever_of("langchain")(index=archive, k=1, conditions={"since": "2024"})

    chain = retriever | RunnableLambda(lambda docs: docs[0].metadata["id"])
    again = retriever_of("langchain").model_validate_json(retriever.model_dump_json())

    assert chain.batch(["dam inquiry opens", "regatta on the lake"])[0] == "dam-1"
    assert again.index == str(archive_folder)
    assert (again.k, again.conditions) == (1, {"since": "2024"})
    assert again.invoke("dam inquiry opens")[0].metadata["id"] == "dam-1"


def test_a_node_says_its_article_and_keeps_numbers_from_the_model(archive):
    from llama_index.core.schema import MetadataMode

    [found] = retriever_of("llama_index")(archive, similarity_top_k=1).retrieve("dam inquiry opens")

    assert found.node.ref_doc_id == "dam-1"
    text = archive.article("dam-1").text
    assert text[found.node.start_char_idx : found.node.end_char_idx] == found.node.text
    told = found.node.get_content(MetadataMode.LLM)
    assert "title: Torvik dam inquiry opens" in told
    assert "score" not in told


def test_a_haystack_pipeline_is_written_down_and_read_again(archive_folder):
    from haystack import Pipeline
    from haystack.telemetry._telemetry import telemetry

    pipeline = Pipeline()
    pipeline.add_component(
        "news", retriever_of("haystack")(archive_folder, 2, {"since": "2024-03"})
    )

    text = pipeline.dumps()
    again = Pipeline.loads(text, allowed_modules=["index.adapters.haystack"])

    assert again.dumps() == text
    asked = {"query": "dam inquiry", "top_k": 1, "conditions": {"source": "Evening Post"}}
    [document] = again.run({"news": asked})["news"]["documents"]
    assert document.meta["id"] == "dam-2"
    assert telemetry is None, "nobody is told of it"


@pytest.fixture
def fragments(archive_folder, monkeypatch):
    """Return what llm loads for a prefix, by the plugin that the package names."""
    import llm

    monkeypatch.setenv("NEWSDEX_INDEX", str(archive_folder))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    plugin = import_module(settings["project"]["entry-points"]["llm"]["newsdex"])
    llm.get_fragment_loaders()  # which loads what is installed
    known = llm.plugins.pm.is_registered(plugin)  # where newsdex is installed with its entry point
    if not known:
        llm.plugins.pm.register(plugin)
    yield llm.get_fragment_loaders()
    if not known:
        llm.plugins.pm.unregister(plugin)


def test_llm_gets_a_fragment_for_each_passage(archive, fragments):
    question = f'{QUESTION} source:"Evening Post"'
    found = fragments["newsdex"](question)

    hits = archive.search(question, limit=8)
    assert [each.source for each in found] == [
        f"newsdex:{hit.article.id}:{hit.passage.start}-{hit.passage.end}" for hit in hits
    ]
    head, text = found[0].split("\n\n", 1)
    assert head.startswith("Minister knew of cracks in dam, inquiry hears · Evening Post · ")
    assert head.endswith("18 March 2024 · dam-2")
    assert text.strip() == hits[0].passage.text


def test_llm_gets_no_fragment_where_nothing_is_close(fragments):
    with pytest.raises(ValueError, match="nothing in the index comes near it"):
        fragments["newsdex"]("volcano in Iceland erupts")


def test_llm_takes_the_index_of_the_nearest_folder(folder, fragments, monkeypatch):
    monkeypatch.delenv("NEWSDEX_INDEX")
    below = folder.parent / "below"
    below.mkdir()
    folder.rename(folder.parent / ".newsdex")
    monkeypatch.chdir(below)

    assert fragments["newsdex"]("dam inquiry opens")[0].source.startswith("newsdex:dam-1:")


PAGE = (ROOT / "docs" / "adapters.md").read_text(encoding="utf-8")
EXAMPLES = [
    re.sub(r"^    ", "", block, flags=re.MULTILINE)
    for block in re.findall(r"(?:^(?:    .*)?\n)+", PAGE, re.MULTILINE)
    if "import" in block
]


@pytest.mark.parametrize("example", EXAMPLES, ids=re.findall("^## (.+)$", PAGE, re.MULTILINE)[:-1])
def test_the_examples_run(seeded, tmp_path, monkeypatch, capsys, example):
    (tmp_path / "archive.newsdex").symlink_to(seeded)
    monkeypatch.chdir(tmp_path)

    exec(compile(example, "docs/adapters.md", "exec"), {})  # noqa: S102 - it is ours

    lines = capsys.readouterr().out.splitlines()
    assert 2 <= len(lines) <= 3
    assert all(re.search(r" 0\.\d+$", line) for line in lines)


def test_every_package_has_its_example_and_its_extra():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    named = set(re.findall(r"newsdex\[([a-z-]+)\]", PAGE))

    assert named == {"langchain", "llama-index", "haystack", "llm"}
    assert named < set(extras)
    assert len(EXAMPLES) == len(named) - 1
