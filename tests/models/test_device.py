"""Passages on a GPU that onnxruntime offers: a fake one here, the CPU under another name."""

import logging

import numpy as np
import onnxruntime
import pytest
from tiny_bert import write_bert

from index import EncoderError, NewsIndex, QuestionError
from index.models import has_gpu, load_encoder

pytestmark = pytest.mark.slow  # a model is exported

TEXTS = ["the dam broke", "the port strike closed the ferry " * 3, "a museum opened", "dam"] * 20


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return str(write_bert(tmp_path_factory.mktemp("models") / "tiny", seed=1))


class FakeGpu:
    """Has sessions for CUDA run on the CPU, and counts what they are given."""

    def __init__(self, monkeypatch):
        self.batches = []
        self.is_there, self.runs = True, 1 << 20
        offered = ["CUDAExecutionProvider", "CPUExecutionProvider"]
        monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: offered)
        monkeypatch.setattr(onnxruntime, "InferenceSession", self.open)

    def open(self, path, options, providers, **others):
        session = _REAL(path, options, providers=["CPUExecutionProvider"], **others)
        if providers[0] == "CPUExecutionProvider":
            return session
        return FakeSession(self, session, providers if self.is_there else providers[1:])


class FakeSession:
    def __init__(self, gpu, session, providers):
        self._gpu, self._session = gpu, session
        self.get_providers = lambda: [
            each if isinstance(each, str) else each[0] for each in providers
        ]

    def run(self, names, feed):
        if len(self._gpu.batches) >= self._gpu.runs:
            raise RuntimeError("CUDA failure 2: out of memory\nat a line of its own")
        self._gpu.batches.append(feed["input_ids"].shape)
        return self._session.run(names, feed)


_REAL = onnxruntime.InferenceSession


@pytest.fixture
def gpu(monkeypatch):
    return FakeGpu(monkeypatch)


def cosines(ours, theirs):
    return (ours * theirs).sum(axis=1)


def test_passages_go_to_a_gpu_in_batches_of_like_length(gpu, tiny):
    told = []
    encoder = load_encoder(tiny)

    vectors = encoder.passages(TEXTS, told.append)

    assert has_gpu()
    assert [count for count, _ in gpu.batches] == told == [64, 16]
    lengths = [length for _, length in gpu.batches]
    assert lengths[0] > lengths[1]
    assert vectors.dtype == np.float32
    assert cosines(vectors, load_encoder(tiny, device="cpu").passages(TEXTS)).min() > 0.97


def test_questions_stay_on_the_cpu(gpu, tiny):
    encoder = load_encoder(tiny)

    assert encoder.question("the dam broke").shape == (32,)
    assert encoder.fits("the dam broke")
    assert gpu.batches == []


def test_a_gpu_that_fails_gives_way_to_the_cpu_and_one_line_says_so(gpu, tiny, caplog):
    gpu.runs = 1
    encoder = load_encoder(tiny)
    caplog.clear()

    vectors = encoder.passages(TEXTS)
    encoder.passages(TEXTS)

    assert len(gpu.batches) == 1
    assert cosines(vectors, load_encoder(tiny, device="cpu").passages(TEXTS)).min() > 0.97
    warned = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert warned == ["cuda failed, embedding on the CPU: CUDA failure 2: out of memory"]


def test_a_provider_without_its_gpu_is_found_out(gpu, tiny, caplog):
    gpu.is_there = False

    vectors = load_encoder(tiny).passages(TEXTS)

    assert gpu.batches == []
    assert (vectors == load_encoder(tiny, device="cpu").passages(TEXTS)).all()
    assert "cuda failed, embedding on the CPU: onnxruntime finds none" in caplog.text


def test_what_is_named_and_not_offered_is_an_error(tmp_path, newsdex, tiny):
    assert not has_gpu()
    with pytest.raises(EncoderError, match="no cuda here; it comes with onnxruntime-gpu"):
        NewsIndex.create(tmp_path / "news", model=tiny, device="cuda")
    NewsIndex.create(tmp_path / "news", model=tiny).close()
    with pytest.raises(QuestionError, match="device: 'abacus' is none of auto, cpu, cuda"):
        NewsIndex.open(tmp_path / "news", device="abacus")
    told = newsdex("--index", tmp_path / "news", "add", "--device", "cuda", "-", stdin="Rain.")
    assert told.returncode == 1
    assert "onnxruntime has no cuda here" in told.stderr
