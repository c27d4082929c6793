"""A sentence-transformers model to ONNX, once; nothing but an export imports torch.

The whole pipeline is exported (transformer, pooling, dense layers, normalisation), so that the
model's own definition decides what a vector is and nothing of it is written here again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from index.models.encoder import OnnxEncoder
from index.models.runtime import EncoderSettings
from index.vocabulary.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import numpy as np
    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.models.model import Model

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")

_CLOSE_INT8 = 0.97
_CLOSE_FLOAT = 0.999
"""Least cosine to the model's own vectors. int8 measured .993 on average for the default model."""

Loaded = TypeVar("Loaded")

TRIAL = (
    "Talks end",
    "What did the minister say about the strike at the port?",
    (
        "The central bank raised its main rate by 0.25 points to 4.5 per cent on Thursday, saying "
        "that inflation, at 6.1 per cent, remained well above its target of 2 per cent."
    ),
    "Zürich — “C'est fini”, sagte der Sprecher: 1,200 jobs (of 3,400) will go by 31 March.",
    "The ferry, built in 1994, carried 212 passengers and a crew of 31 when it lost power. " * 12,
)
"""Texts by which an export is compared with its model."""


def load_transformer(folder: Path) -> SentenceTransformer:
    """Load a model by sentence-transformers itself, on the CPU.

    Raises:
        EncoderError: it can't be loaded; sentence-transformers' own reason is given.
    """
    with quietly():
        from sentence_transformers import SentenceTransformer
    return load_as(SentenceTransformer, folder)


def load_as(kind: Callable[..., Loaded], folder: Path) -> Loaded:
    """Load a model as one of sentence-transformers' classes, on the CPU.

    Raises:
        EncoderError: it can't be loaded; sentence-transformers' own reason is given.
    """
    with quietly():
        try:
            return kind(str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"})
        except Exception as error:  # what loading a stranger's model may raise has no end
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise EncoderError(f"the model in {folder} can't be loaded: {reason}") from error


def settings_of(model: Model, transformer: SentenceTransformer) -> EncoderSettings:
    """Describe what a text goes through before and after the network."""
    prompts = {name: text for name, text in transformer.prompts.items() if text}
    default = prompts.get(transformer.default_prompt_name or "", "")
    dimension = transformer.get_embedding_dimension()
    return EncoderSettings(
        name=model.name,
        fingerprint=model.fingerprint,
        dimension=int(dimension or 0),
        longest=int(transformer.max_seq_length or 512),
        question_prompt=prompts.get("query", default),
        passage_prompt=next(
            (prompts[name] for name in ("document", "passage", "corpus") if name in prompts),
            default,
        ),
        runtime="onnx",
    )


def export_model(model: Model, folder: Path) -> None:
    """Write what `index.models.encoder` needs to run a model into a folder, whole or not at all.

    int8 where its vectors stay close to the model's own, else float32.

    Raises:
        EncoderError: the model can't be loaded.
    """
    transformer = load_transformer(model.folder)
    settings = settings_of(model, transformer)
    write_export(folder, settings, lambda aside: _write_network(transformer, settings, aside))


def write_export(
    folder: Path, settings: EncoderSettings, write: Callable[[Path], EncoderSettings]
) -> None:
    """Write an export and its settings into a folder, whole or not at all.

    Where the export fails (an architecture that can't be exported, a tokenizer without a fast
    form, results unlike the model's), the settings say why sentence-transformers is to run it.

    Args:
        folder: in the cache.
        settings: of a model that was not exported.
        write: writes tokenizer and network into the folder it is given, returns the settings.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="export-") as name:
        aside = Path(name, "encoder")
        aside.mkdir()
        try:
            with quietly():
                settings = write(aside)
        except Exception as error:  # noqa: BLE001 - any failure has the same remedy
            shutil.rmtree(aside)
            aside.mkdir()
            reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
            settings = settings.replaced(runtime="torch", reason=reason)
        settings.write(aside)
        with contextlib.suppress(OSError):  # another process may have been quicker: as good
            aside.rename(folder)


def _write_network(
    transformer: SentenceTransformer, settings: EncoderSettings, folder: Path
) -> EncoderSettings:
    """Write tokenizer and network; return the settings that gave vectors close to the model's."""
    if not hasattr(transformer[0], "auto_model"):
        raise EncoderError("not a text model")
    if not getattr(transformer[-1], "include_prompt", True) or any(
        getattr(module, "include_prompt", True) is False for module in transformer
    ):
        raise EncoderError("its pooling leaves the prompt out")
    inputs = write_tokenizer(transformer.tokenizer, folder)
    settings = settings.replaced(
        inputs=inputs,
        lower=bool(getattr(transformer[0], "do_lower_case", False)),
    )
    _export_network(transformer, inputs, folder / "exact.onnx")
    theirs = _vectors_of(transformer, settings)

    def complaint(precision: str) -> str:
        close = _closeness(settings, folder, theirs)
        least = _CLOSE_INT8 if precision == "int8" else _CLOSE_FLOAT
        return "" if close >= least else f"its export gives other vectors (cosine {close:.4f})"

    return settings.replaced(precision=keep_smallest(folder, complaint))


def write_tokenizer(tokenizer: Any, folder: Path) -> tuple[str, ...]:
    """Write a tokenizer for `index.models.encoder.open_tokenizer`; return the inputs it makes.

    Raises:
        EncoderError: it has no fast form.
    """
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise EncoderError("its tokenizer has no fast form")
    (folder / "tokenizer.json").write_text(backend.to_str(), encoding="utf-8")
    return tuple(name for name in _INPUTS if name in tokenizer.model_input_names)


def keep_smallest(folder: Path, complaint: Callable[[str], str]) -> str:
    """Make `network.onnx` of `exact.onnx`: int8 where that is close to the model, else as it is.

    Args:
        folder: of the export.
        complaint: given a precision, compares `network.onnx` with the model; empty if it is close.

    Returns:
        The precision kept, `int8` or `float32`.

    Raises:
        EncoderError: neither is close; with the complaint.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    exact, network = folder / "exact.onnx", folder / "network.onnx"
    quantize_dynamic(exact, network, weight_type=QuantType.QInt8, per_channel=True)
    if not complaint("int8"):
        exact.unlink()
        return "int8"
    exact.replace(network)
    if reason := complaint("float32"):
        raise EncoderError(reason)
    return "float32"


def _export_network(transformer: SentenceTransformer, inputs: tuple[str, ...], path: Path) -> None:
    import torch

    def vector_of(features: dict[str, torch.Tensor]) -> torch.Tensor:
        return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    example = transformer.tokenizer(list(TRIAL[:2]), padding=True, return_tensors="pt")
    write_pipeline(transformer, path, {name: example[name] for name in inputs}, vector_of)


def write_pipeline(
    modules: Iterable[torch.nn.Module],
    path: Path,
    example: Mapping[str, torch.Tensor],
    result_of: Callable[[dict[str, Any]], torch.Tensor],
) -> None:
    """Write a model's modules, in their order, to one ONNX file.

    Args:
        modules: each takes and returns features by name, as in sentence-transformers.
        path: of the file.
        example: the inputs of the network by name, each of shape (batch, length).
        result_of: takes the result, (batch, …), out of the features that the last module returns.
    """
    import torch

    class Pipeline(torch.nn.Module):
        """All modules of the model, from token ids to the result."""

        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = torch.nn.ModuleList(modules)

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features: dict[str, Any] = dict(zip(example, tensors, strict=True))
            for module in self.modules_in_order:
                features = module(features)
            return result_of(features)

    torch.onnx.export(
        Pipeline().eval(),
        tuple(example.values()),
        str(path),
        input_names=list(example),
        output_names=["result"],
        dynamic_axes={
            **{name: {0: "batch", 1: "length"} for name in example},
            "result": {0: "batch"},
        },
        opset_version=17,
        dynamo=False,
    )


def _vectors_of(transformer: SentenceTransformer, settings: EncoderSettings) -> NDArray[np.float32]:
    texts = [settings.passage_prompt + text for text in TRIAL]
    vectors: NDArray[np.float32] = transformer.encode(
        texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False, prompt=""
    )
    return vectors


def _closeness(settings: EncoderSettings, folder: Path, theirs: NDArray[np.float32]) -> float:
    ours = OnnxEncoder(settings, folder).passages(TRIAL)
    return float((ours * theirs).sum(axis=1).min())


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Keep the libraries' progress bars, advice and warnings off the user's terminal."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # quantising loads onnxruntime too
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    previous = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.suppress(ImportError):
                from transformers.utils import logging as transformers_logging

                transformers_logging.disable_progress_bar()
            yield
    finally:
        logging.disable(previous)
