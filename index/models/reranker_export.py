"""A reranker to ONNX: its scores have to stay close to the model's own, and in their order.

Any CrossEncoder of sentence-transformers that gives a pair of texts one score.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.models.cache import Kind
from index.models.export import (
    EXACT,
    TRIAL,
    keep_smallest,
    load_as,
    quietly,
    tokens_read,
    write_pipeline,
    write_tokenizer,
)
from index.models.exported import NetworkSettings
from index.models.model import DEFAULT_MODEL, Model, find_model
from index.models.runtime import Network
from index.vocabulary.errors import EncoderError, ModelNotFoundError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

    Scores = NDArray[np.float32]

_EXAMPLE = "for example cross-encoder/ms-marco-MiniLM-L6-v2"

_QUESTIONS = (
    "By how much did the central bank raise its main rate?",
    "how many passengers did the ferry carry",
    "Wie viele Stellen fallen in Zürich weg?",
)
"""Asked of the texts of `index.models.export.TRIAL`: some answer, some are near, most are not."""

_STRAY = {"int8": 0.03, "float32": 0.001}
"""Most that a score may differ, as a share of the range of the model's own scores on the trial:
logits span twenty, a sigmoid spans one. Two six-layer models whose int8 strayed by .051 and .066
put another text first for 2 and 4 of 20 questions with 20 texts of wikinews each."""

_ORDER = {"int8": 0.95, "float32": -1.0}
"""Least rank correlation (Spearman) with the model's own scores on the trial."""

_LEAST_RANGE = 1e-3
"""Of scores, lest a model that scores everything alike be held to the noise of its arithmetic."""


def _find(name: str) -> Model:
    """Find a model, and refuse one that was not trained to score pairs.

    sentence-transformers would give it a last layer of random numbers, and scores of them.

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderError: it is something else; says what.
    """
    is_folder = Path(name).is_dir()
    has_owner = is_folder or "/" in name or name == DEFAULT_MODEL
    try:
        model = find_model(name if has_owner else f"cross-encoder/{name}")
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
    if other := _other_kind(model):
        raise EncoderError(
            f"{model.name} is not a reranker but a {other}; name a CrossEncoder, {_EXAMPLE}"
        )
    return model


def _other_kind(model: Model) -> str:
    """Say what a model is; empty if it is a cross-encoder."""
    if (model.folder / "modules.json").exists():
        saved = _read_json(model.folder / "config_sentence_transformers.json")
        kind = str(saved.get("model_type", "SentenceTransformer"))
        return "" if kind == "CrossEncoder" else kind
    # Of transformers, or of sentence-transformers before version 5.4.
    saved = _read_json(model.folder / "config.json")
    kind = str((saved.get("architectures") or ["model of an unknown architecture"])[0])
    return "" if kind.endswith(("ForSequenceClassification", "ForCausalLM")) else kind


def _read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object; empty where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _load(model: Model) -> CrossEncoder:
    """Load a model by sentence-transformers itself, on the CPU, in float32."""
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


def _settings_of(model: Model, cross_encoder: CrossEncoder) -> NetworkSettings:
    return NetworkSettings(
        name=model.name,
        fingerprint=model.fingerprint,
        dimension=1,
        longest=tokens_read(cross_encoder.max_seq_length),
        question_prompt=cross_encoder.prompts.get(cross_encoder.default_prompt_name or "") or "",
    )


def _write(cross_encoder: CrossEncoder, settings: NetworkSettings, folder: Path) -> NetworkSettings:
    """Write tokenizer and network; return the settings that gave scores close to the model's."""
    tokenizer = _tokenizer_of(cross_encoder)
    activation: Any = cross_encoder.activation_fn
    settings = replace(settings, inputs=write_tokenizer(tokenizer, folder))
    example = tokenizer([_QUESTIONS[0]], [TRIAL[0]], return_tensors="pt")
    write_pipeline(
        cross_encoder,
        folder / EXACT,
        {name: example[name] for name in settings.inputs},
        lambda features: activation(features["scores"]).reshape(-1),
    )
    pairs = [(question, text) for question in _QUESTIONS for text in TRIAL]
    theirs = np.asarray(cross_encoder.predict(pairs, show_progress_bar=False), np.float32)
    prompted = [(settings.question_prompt + question, text) for question, text in pairs]

    def complaint(precision: str) -> str:
        ours = Network(settings, folder).run_each(prompted)[:, 0]
        return _complaint(ours, theirs, precision)

    return replace(settings, precision=keep_smallest(folder, complaint))


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


def _complaint(ours: Scores, theirs: Scores, precision: str) -> str:
    """Say how scores differ from the model's own; empty where they are close enough."""
    stray = float(np.abs(ours - theirs).max()) / max(float(np.ptp(theirs)), _LEAST_RANGE)
    if stray <= _STRAY[precision] and _rank_correlation(ours, theirs) >= _ORDER[precision]:
        return ""
    return f"its export gives other scores (off by {stray:.1%} of their range)"


def _rank_correlation(left: Scores, right: Scores) -> float:
    """Return Spearman's rank correlation; equal scores rank in the order they stand in."""
    ours, theirs = (scores.argsort(kind="stable").argsort() for scores in (left, right))
    number = len(left)
    return 1 - 6 * float(((ours - theirs) ** 2).sum()) / (number * (number**2 - 1))


RERANKER = Kind("reranker", 2, _find, _load, _settings_of, _write)
"""Pairs of a question and a text to scores."""
