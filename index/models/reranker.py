"""How well passages answer a question, by a cross-encoder, which reads both at once.

Any CrossEncoder of sentence-transformers; like the encoder it is exported to ONNX once, into the
user's cache folder, and run by onnxruntime from then on, without torch.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.models.model import DEFAULT_MODEL, Model, find_model
from index.models.runtime import EncoderSettings, open_session, open_tokenizer, run_session
from index.vocabulary.errors import EncoderError, ModelNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

    Scores = NDArray[np.float32]

_log = logging.getLogger("newsdex")

RECIPE = 1
"""Of the export: raised when it changes, so that old exports are made anew."""

_EXAMPLE = "for example cross-encoder/ms-marco-MiniLM-L6-v2"

_UNLIMITED = 2**31
"""Tokens, for a tokenizer that names no limit (transformers says 10**30, tokenizers can't)."""

_QUESTIONS = (
    "By how much did the central bank raise its main rate?",
    "how many passengers did the ferry carry",
    "Wie viele Stellen fallen in Zürich weg?",
)
"""Asked of the texts of `index.models.export.TRIAL`: some answer, some are near, most are not."""

_STRAY_INT8 = 0.03
_STRAY_FLOAT = 0.001
"""Most that a score may differ, as a share of the range of the model's own scores on the trial:
logits span twenty, a sigmoid spans one. Two six-layer models whose int8 strayed by .051 and .066
put another text first for 2 and 4 of 20 questions with 20 texts of wikinews each."""

_ORDER_INT8 = 0.95
"""Least rank correlation (Spearman) with the model's own scores on the trial."""

_LEAST_RANGE = 1e-3
"""Of scores, lest a model that scores everything alike be held to the noise of its arithmetic."""


class Reranker(Protocol):
    """Anything that tells how well passages answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return how well each text answers the question: float32, (n,), higher is better.

        They are what `CrossEncoder.predict` gives, after the model's own activation and with its
        default prompt; their range is the model's (0 to 1 after a sigmoid, any number without).
        """


class OnnxReranker:
    """An exported reranker."""

    def __init__(self, settings: EncoderSettings, folder: Path) -> None:
        self.settings = settings
        self._tokenizer = open_tokenizer(settings, folder)
        self._session = open_session(folder)

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return how well each text answers the question: float32, (n,), higher is better."""
        asked = self.settings.question_prompt + question
        pairs = (self._tokenizer.encode(asked, text) for text in texts)
        return np.array(
            [run_session(self._session, self.settings, pair) for pair in pairs], np.float32
        )


class TorchReranker:
    """A model that could not be exported, run by sentence-transformers itself."""

    def __init__(self, settings: EncoderSettings, cross_encoder: CrossEncoder) -> None:
        self.settings = settings
        self._cross_encoder = cross_encoder

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return how well each text answers the question: float32, (n,), higher is better."""
        return _predict(self._cross_encoder, [(question, text) for text in texts])


def load_reranker(name: str) -> Reranker:
    """Load a reranker from the cache, exporting it first if it isn't there.

    Args:
        name: of a CrossEncoder on the hub or in its local cache, or its folder. As in
            sentence-transformers, a name without an owner is one of `cross-encoder`.

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderError: it is no cross-encoder, gives several labels, or can't be loaded.
    """
    from platformdirs import user_cache_path

    model = _find(name)
    cache = user_cache_path("newsdex") / "rerankers"
    folder = cache / f"{model.fingerprint[:32]}-{RECIPE}"
    if not (folder / "settings.json").exists():
        _check_kind(model)
        _log.info("preparing the reranker %s (once, half a minute)", model.name)
        _export(model, folder)
    try:
        settings = EncoderSettings.read(folder)
        if settings.runtime == "onnx":
            return OnnxReranker(settings, folder)
    except Exception as error:  # whatever a damaged file makes three libraries raise
        raise EncoderError(
            f"the reranker in {folder} can't be loaded; remove that folder and try again"
        ) from error
    _log.warning("%s runs in sentence-transformers, slower: %s", model.name, settings.reason)
    return TorchReranker(settings, _load(model))


def _find(name: str) -> Model:
    is_folder = Path(name).is_dir()
    of_an_owner = is_folder or "/" in name or name == DEFAULT_MODEL
    try:
        return find_model(name if of_an_owner else f"cross-encoder/{name}")
    except ModelNotFoundError as error:
        if is_folder:
            raise EncoderError(
                f"{Path(name).resolve()} holds no model (no modules.json, no config.json); "
                f"name a CrossEncoder or its folder, {_EXAMPLE}"
            ) from error
        raise ModelNotFoundError(
            f"no reranker {name!r}: no folder, no downloaded model and, unless HF_HUB_OFFLINE is "
            f"set, none on the hub goes by this name; name a CrossEncoder, {_EXAMPLE}"
        ) from error


def _check_kind(model: Model) -> None:
    """Refuse a model that was not trained to score pairs.

    sentence-transformers would give it a last layer of random numbers, and scores of them.

    Raises:
        EncoderError: it is something else; says what.
    """
    if (model.folder / "modules.json").exists():
        saved = _read_json(model.folder / "config_sentence_transformers.json")
        kind = str(saved.get("model_type", "SentenceTransformer"))
        is_reranker = kind == "CrossEncoder"
    else:  # of transformers, or of sentence-transformers before version 5.4
        saved = _read_json(model.folder / "config.json")
        kind = str((saved.get("architectures") or ["model of an unknown architecture"])[0])
        is_reranker = kind.endswith(("ForSequenceClassification", "ForCausalLM"))
    if not is_reranker:
        raise EncoderError(
            f"{model.name} is no reranker but a {kind}; name a CrossEncoder, {_EXAMPLE}"
        )


def _read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object; empty where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _load(model: Model) -> CrossEncoder:
    """Load a model by sentence-transformers itself, on the CPU, in float32."""
    from index.models.export import load_as, quietly

    with quietly():
        from sentence_transformers import CrossEncoder
    cross_encoder: CrossEncoder = load_as(CrossEncoder, model.folder)
    if cross_encoder.num_labels != 1:
        raise EncoderError(
            f"{model.name} sorts pairs into {cross_encoder.num_labels} labels, and a reranker "
            f"gives each one score; name a CrossEncoder with one label, {_EXAMPLE}"
        )
    cross_encoder.float()
    return cross_encoder


def _export(model: Model, folder: Path) -> None:
    from index.models.export import write_export

    cross_encoder = _load(model)
    settings = EncoderSettings(
        name=model.name,
        fingerprint=model.fingerprint,
        dimension=1,
        longest=min(int(cross_encoder.max_seq_length or _UNLIMITED), _UNLIMITED),
        question_prompt=cross_encoder.prompts.get(cross_encoder.default_prompt_name or "") or "",
    )
    write_export(folder, settings, lambda aside: _write_network(cross_encoder, settings, aside))


def _write_network(
    cross_encoder: CrossEncoder, settings: EncoderSettings, folder: Path
) -> EncoderSettings:
    """Write tokenizer and network; return the settings that gave scores close to the model's."""
    from index.models.export import TRIAL, keep_smallest, write_pipeline, write_tokenizer

    tokenizer = _tokenizer_of(cross_encoder)
    activation: Any = cross_encoder.activation_fn
    settings = settings.replaced(inputs=write_tokenizer(tokenizer, folder))
    pairs = [(question, text) for question in _QUESTIONS for text in TRIAL]
    example = tokenizer([_QUESTIONS[0]], [TRIAL[0]], return_tensors="pt")
    write_pipeline(
        cross_encoder,
        folder / "exact.onnx",
        {name: example[name] for name in settings.inputs},
        lambda features: activation(features["scores"]).reshape(-1),
    )
    theirs = _predict(cross_encoder, pairs)

    def complaint(precision: str) -> str:
        reranker = OnnxReranker(settings, folder)
        ours = np.concatenate([reranker.scores(question, TRIAL) for question in _QUESTIONS])
        return _complaint(ours, theirs, precision)

    return settings.replaced(precision=keep_smallest(folder, complaint))


def _tokenizer_of(cross_encoder: CrossEncoder) -> Any:
    """Return what makes one sequence of tokens of two texts.

    Raises:
        EncoderError: the model makes its input in another way, which the export can't repeat.
    """
    reader: Any = cross_encoder[0]
    modalities = getattr(reader, "modality_config", {})
    if "text" not in modalities:
        raise EncoderError("not a text model")
    if "message" in modalities:
        raise EncoderError("it is asked through a chat template")
    if getattr(reader, "processing_kwargs", None):
        raise EncoderError("it prepares texts by settings of its own")
    if reader.tokenizer.truncation_side != "right":
        raise EncoderError("it cuts off the beginning of what is too long")
    return reader.tokenizer


def _predict(cross_encoder: CrossEncoder, pairs: list[tuple[str, str]]) -> Scores:
    return np.asarray(cross_encoder.predict(pairs, show_progress_bar=False), np.float32)


def _complaint(ours: Scores, theirs: Scores, precision: str) -> str:
    """Say how scores differ from the model's own; empty where they are close enough."""
    stray = float(np.abs(ours - theirs).max()) / max(float(np.ptp(theirs)), _LEAST_RANGE)
    close = stray <= (_STRAY_INT8 if precision == "int8" else _STRAY_FLOAT)
    if close and (precision != "int8" or _rank_correlation(ours, theirs) >= _ORDER_INT8):
        return ""
    return f"its export gives other scores (off by {stray:.1%} of their range)"


def _rank_correlation(left: Scores, right: Scores) -> float:
    """Return Spearman's rank correlation; equal scores rank in the order they stand in."""
    ours, theirs = (scores.argsort(kind="stable").argsort() for scores in (left, right))
    number = len(left)
    return 1 - 6 * float(((ours - theirs) ** 2).sum()) / (number * (number**2 - 1))
