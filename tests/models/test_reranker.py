"""The reranker: the scores of a CrossEncoder, whichever it is, in the order it gives."""

import json
import logging
import os
import subprocess
import sys
import warnings

import numpy as np
import pytest
from tiny_bert import write_bert

from index import EncoderError, ModelNotFoundError
from index.models import DEFAULT_MODEL, find_model, load_reranker
from index.models.reranker_export import _ORDER, _STRAY
from index.vocabulary.rendering import render

pytestmark = pytest.mark.slow

QUESTION = "the port strike"
TEXTS = [
    "The port strike closed the ferry.",
    "The dam broke. The river lost a bridge.",
    "A museum opened.",
    "The mayor won the vote, the judge lost.",
    "storm",
    "",
    "The train crossed the border, the crane broke. " * 20,
]


def write_reranker(folder, *, labels=1, architecture="BertForSequenceClassification", **options):
    """Write a tiny CrossEncoder.

    Args:
        folder: to write it to.
        labels: that it gives.
        architecture: of transformers, to put a head on BERT.
        options: `activation` of torch, `prompts`, `default_prompt_name`, `half`, and `tokenizer`
            with settings of the tokenizer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from sentence_transformers import CrossEncoder

        bert = write_bert(folder, architecture, labels=labels, tokenizer=options.get("tokenizer"))
        activation = options.get("activation")
        model = CrossEncoder(
            str(bert),
            device="cpu",
            activation_fn=getattr(torch.nn, activation)() if activation else None,
            prompts=options.get("prompts"),
            default_prompt_name=options.get("default_prompt_name"),
        )
        (model.half() if options.get("half") else model).save(str(folder))
    return folder


def predict(folder, question=QUESTION, texts=TEXTS):
    """Return the scores that sentence-transformers itself gives: the measure of all scores."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from sentence_transformers import CrossEncoder

        model = CrossEncoder(str(folder), device="cpu", model_kwargs={"dtype": torch.float32})
        return model.predict([(question, text) for text in texts], show_progress_bar=False)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Return the folder of a tiny reranker, which gives scores of 0 to 1."""
    return write_reranker(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def exact(new_cache, monkeypatch):
    """Let no int8 be close enough, so that scores can be compared to the last digits."""
    monkeypatch.setitem(_STRAY, "int8", 0)
    return new_cache


def precision(cache):
    (export,) = exports(cache)
    return json.loads((export / "settings.json").read_text())["precision"]


def exports(cache):
    return list((cache / "newsdex" / "rerankers").iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("activation", ["Sigmoid", "Identity", "Tanh"])
def test_scores_and_their_order_are_those_of_the_cross_encoder(tmp_path, exact, activation):
    folder = write_reranker(tmp_path / "model", activation=activation)

    reranker = load_reranker(str(folder))
    scores = reranker.scores(QUESTION, TEXTS)

    theirs = predict(folder)
    assert precision(exact) == "float32"
    assert reranker.settings.runtime == "onnx"
    assert scores.dtype == np.float32
    assert scores.shape == (len(TEXTS),)
    assert scores == pytest.approx(theirs, abs=1e-5)
    assert scores.argsort().tolist() == theirs.argsort().tolist()


def test_scores_are_close_whatever_precision_is_kept(tiny):
    scores = load_reranker(str(tiny)).scores(QUESTION, TEXTS)

    theirs = predict(tiny)
    assert np.abs(scores - theirs).max() <= 0.2 * np.ptp(theirs)


def test_int8_is_kept_where_it_is_close_enough(new_cache, monkeypatch, tiny):
    # Random weights are too rough for the real measure.
    monkeypatch.setitem(_STRAY, "int8", 0.5)
    monkeypatch.setitem(_ORDER, "int8", 0.5)

    scores = load_reranker(str(tiny)).scores(QUESTION, TEXTS)

    theirs = predict(tiny)
    assert precision(new_cache) == "int8"
    assert scores != pytest.approx(theirs, abs=1e-5)
    assert np.abs(scores - theirs).max() <= 0.5 * np.ptp(theirs)


@pytest.mark.parametrize(("measure", "limit"), [(_STRAY, 0), (_ORDER, 1.01)])
def test_a_model_that_int8_would_change_is_exported_as_it_is(
    new_cache, monkeypatch, tiny, measure, limit
):
    monkeypatch.setitem(_STRAY, "int8", 0.5)
    monkeypatch.setitem(measure, "int8", limit)

    scores = load_reranker(str(tiny)).scores(QUESTION, TEXTS)

    assert precision(new_cache) == "float32"
    assert scores == pytest.approx(predict(tiny), abs=1e-5)


def test_no_texts_have_no_scores(tiny):
    assert load_reranker(str(tiny)).scores(QUESTION, []).shape == (0,)


def test_a_score_does_not_depend_on_what_else_is_scored(tiny):
    reranker = load_reranker(str(tiny))

    together = reranker.scores(QUESTION, TEXTS)

    assert [reranker.scores(QUESTION, [text])[0] for text in TEXTS] == together.tolist()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "text"), [("dam " * 90, "storm"), ("dam ", "storm " * 90), ("vote " * 90,) * 2]
)
def test_what_is_too_long_is_cut_as_the_model_cuts_it(exact, tiny, question, text):
    texts = [text, text + "the mayor won"]

    scores = load_reranker(str(tiny)).scores(question, texts)

    assert precision(exact) == "float32"
    assert scores == pytest.approx(predict(tiny, question, texts), abs=1e-5)
    assert (scores[0] == scores[1]) == (len(text) > len("storm"))


def test_a_model_that_tells_question_from_text_by_their_place_alone(tmp_path, exact):
    names = {"model_input_names": ["input_ids", "attention_mask"]}
    folder = write_reranker(tmp_path / "model", tokenizer=names)

    reranker = load_reranker(str(folder))

    assert precision(exact) == "float32"
    assert reranker.settings.inputs == ("input_ids", "attention_mask")
    assert reranker.scores(QUESTION, TEXTS) == pytest.approx(predict(folder), abs=1e-5)


def test_a_model_kept_in_half_precision_is_scored_in_full(tmp_path, exact):
    folder = write_reranker(tmp_path / "model", half=True)

    reranker = load_reranker(str(folder))

    assert precision(exact) == "float32"
    assert reranker.scores(QUESTION, TEXTS) == pytest.approx(predict(folder), abs=1e-5)


def test_a_model_as_older_versions_saved_it_keeps_its_activation(tmp_path, exact, tiny):
    folder = tmp_path / "older"
    folder.mkdir()
    for name in ("model.safetensors", "tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((tiny / name).read_bytes())
    config = json.loads((tiny / "config.json").read_text())
    config["sbert_ce_default_activation_function"] = "torch.nn.modules.linear.Identity"
    (folder / "config.json").write_text(json.dumps(config))

    scores = load_reranker(str(folder)).scores(QUESTION, TEXTS)

    assert precision(exact) == "float32"
    assert 1 / (1 + np.exp(-scores)) == pytest.approx(predict(tiny), abs=1e-5)


@pytest.mark.parametrize("exportable", [True, False])
def test_the_models_default_prompt_is_put_before_the_question(
    tmp_path, exact, monkeypatch, exportable
):
    if not exportable:
        monkeypatch.setattr("index.models.reranker_export.write_pipeline", None)
    prompts = {"news": "judge vote storm border : ", "passage": "passage : "}
    folder = write_reranker(tmp_path / "model", prompts=prompts, default_prompt_name="news")

    reranker = load_reranker(str(folder))

    assert precision(exact) == ("float32" if exportable else "")
    scores = reranker.scores(QUESTION, TEXTS)
    assert scores == pytest.approx(predict(folder), abs=1e-5)
    bare = predict(tmp_path / "model-bert")
    assert scores != pytest.approx(bare, abs=1e-3)
    prompted = predict(tmp_path / "model-bert", prompts["news"] + QUESTION)
    assert scores == pytest.approx(prompted, abs=1e-5)


def test_prompts_that_are_not_the_default_are_left_out(tmp_path):
    folder = write_reranker(tmp_path / "model", prompts={"query": "judge vote : "})

    reranker = load_reranker(str(folder))

    assert reranker.settings.question_prompt == ""


def test_a_model_is_prepared_once(new_cache, tiny, caplog):
    caplog.set_level(logging.INFO, "newsdex")

    for _ in range(2):
        load_reranker(str(tiny))

    assert [record.message for record in caplog.records] == [
        f"preparing the reranker {tiny} (once, half a minute)"
    ]
    (export,) = exports(new_cache)
    assert {path.name for path in export.iterdir()} == {
        "network.onnx",
        "settings.json",
        "tokenizer.json",
    }


def test_a_prepared_model_is_run_without_torch(tiny):
    expected = load_reranker(str(tiny)).scores(QUESTION, TEXTS)
    program = """
import sys
from index.models import load_reranker
from index.vocabulary.rendering import render
print(*load_reranker(sys.argv[1]).scores(sys.argv[2], sys.argv[3:]).tolist())
print(*sys.modules)
"""

    done = subprocess.run(
        [sys.executable, "-c", program, str(tiny), QUESTION, *TEXTS],
        env=os.environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    scores, modules = done.stdout.splitlines()
    assert [float(score) for score in scores.split()] == expected.tolist()
    assert not set(modules.split()) & {"torch", "transformers", "sentence_transformers", "onnx"}
    assert done.stderr == ""


@pytest.mark.slow
@pytest.mark.patient
def test_nothing_is_collected_for_upload_while_a_model_is_prepared(tmp_path, tiny):
    program = "import sys; from index.models import load_reranker; load_reranker(sys.argv[1])"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)

    subprocess.run([sys.executable, "-c", program, str(tiny)], env=environment, check=True)

    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["newsdex"]


def test_a_model_that_can_not_be_exported_runs_and_one_line_says_so(
    new_cache, monkeypatch, tiny, caplog
):
    def fail(*_):
        raise RuntimeError("no such operator: aten::newest\nand forty lines of traceback")

    monkeypatch.setattr("index.models.reranker_export.write_pipeline", fail)

    reranker = load_reranker(str(tiny))

    assert [record.message for record in caplog.records] == [
        f"{tiny} runs in sentence-transformers, slower: no such operator: aten::newest"
    ]
    (export,) = exports(new_cache)
    assert [path.name for path in export.iterdir()] == ["settings.json"]
    scores = reranker.scores(QUESTION, TEXTS)
    assert scores.dtype == np.float32
    assert scores == pytest.approx(predict(tiny), abs=1e-6)
    assert reranker.scores(QUESTION, []).shape == (0,)


def test_a_model_whose_export_scores_differently_is_not_exported(
    new_cache, monkeypatch, tiny, caplog
):
    for precision_tried in _STRAY:
        monkeypatch.setitem(_STRAY, precision_tried, -1)

    scores = load_reranker(str(tiny)).scores(QUESTION, TEXTS)

    assert exports(new_cache)
    (record,) = caplog.records
    assert record.message.endswith(
        "slower: its export gives other scores (off by 0.0% of their range)"
    )
    assert scores == pytest.approx(predict(tiny), abs=1e-6)


def test_a_model_that_cuts_off_beginnings_runs_in_sentence_transformers(tmp_path, caplog):
    folder = write_reranker(tmp_path / "model", tokenizer={"truncation_side": "left"})

    scores = load_reranker(str(folder)).scores(QUESTION, TEXTS)

    (record,) = caplog.records
    assert record.message.endswith("slower: it cuts off the beginning of what is too long")
    assert scores == pytest.approx(predict(folder), abs=1e-6)


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "no/such/model"])
def test_a_model_that_can_not_be_found_is_named(name):
    with pytest.raises(ModelNotFoundError) as found:
        load_reranker(name)

    message = str(found.value)
    assert message.startswith(f"no reranker {name!r}: ")
    assert "\n" not in message
    assert DEFAULT_MODEL not in message


@pytest.mark.parametrize("named_by", ["name", "folder"])
def test_the_default_encoder_is_not_a_reranker(new_cache, named_by):
    name = DEFAULT_MODEL if named_by == "name" else str(find_model(DEFAULT_MODEL).folder)

    with pytest.raises(EncoderError) as found:
        load_reranker(name)

    assert str(found.value) == (
        f"{name} is not a reranker but a SentenceTransformer; "
        "name a CrossEncoder, for example cross-encoder/ms-marco-MiniLM-L6-v2"
    )
    assert not new_cache.exists()


def test_a_model_of_transformers_that_scores_nothing_is_not_a_reranker(tmp_path):
    (tmp_path / "config.json").write_text('{"architectures": ["BertForMaskedLM"]}')

    with pytest.raises(EncoderError, match="is not a reranker but a BertForMaskedLM; name a Cross"):
        load_reranker(str(tmp_path))


@pytest.mark.parametrize("config", ["{}", "[1, 2]", '{"port": 8080}', "{"])
def test_the_folder_of_another_program_is_not_a_reranker(tmp_path, config):
    (tmp_path / "config.json").write_text(config)

    with pytest.raises(EncoderError, match="is not a reranker but a model of an unknown archi"):
        load_reranker(str(tmp_path))


def test_a_folder_without_a_model_is_told_from_one_with(tmp_path):
    with pytest.raises(EncoderError) as found:
        load_reranker(str(tmp_path))

    assert str(found.value).startswith(f"{tmp_path} holds no model (no modules.json, no config")
    assert "\n" not in str(found.value)


def test_a_model_of_several_labels_is_refused(tmp_path, new_cache):
    folder = write_reranker(tmp_path / "model", labels=3)

    with pytest.raises(EncoderError) as found:
        load_reranker(str(folder))

    assert str(found.value).startswith(f"{folder} sorts pairs into 3 labels, and a reranker gives")
    assert "\n" not in str(found.value)
    assert not new_cache.exists()


def test_a_model_that_can_not_be_loaded_is_an_error_of_one_line(tmp_path):
    (tmp_path / "config.json").write_text(
        '{"model_type": "no-such", "architectures": ["NoSuchForSequenceClassification"]}'
    )

    with pytest.raises(EncoderError, match=r"^the model in .* can't be loaded: .+$") as found:
        load_reranker(str(tmp_path))

    assert "\n" not in str(found.value)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["network.onnx", "tokenizer.json", "settings.json"])
def test_a_damaged_export_says_what_to_do(new_cache, tiny, name):
    load_reranker(str(tiny))
    (export,) = exports(new_cache)
    (export / name).write_bytes((export / name).read_bytes()[:100])

    with pytest.raises(EncoderError, match=f"{export} can't be loaded; remove that folder and try"):
        load_reranker(str(tiny)).scores(QUESTION, TEXTS)


def test_search_is_ordered_by_the_reranker_where_one_is_named(archive, tiny):
    question = "the port strike and the dam"
    plain = archive.search(question, limit=5, per_article=0)

    hits = archive.search(question, limit=5, per_article=0, rerank=str(tiny))

    everything = archive.search(question, limit=50, per_article=0)
    reranker = load_reranker(str(tiny))
    texts = [render(hit.article.title, hit.passage.text) for hit in everything]
    expected = sorted(reranker.scores(question, texts).tolist(), reverse=True)[:5]
    assert [hit.ranking_score for hit in hits] == pytest.approx(expected, abs=1e-5)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert {hit.keyword_score for hit in hits} <= {hit.keyword_score for hit in everything}
    assert [hit.ranking_score for hit in plain] != [hit.ranking_score for hit in hits]
