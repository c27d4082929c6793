"""A sentence-transformers model to ONNX, once; the only room that imports torch.

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
from typing import TYPE_CHECKING, Any

from index.encoder import EncoderSettings, OnnxEncoder
from index.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.model import Model

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")

_CLOSE_INT8 = 0.97
_CLOSE_FLOAT = 0.999
"""Least cosine to the model's own vectors. int8 measured .993 on average for the default model."""

_TRIAL = (
    "Talks end",
    "What did the minister say about the strike at the port?",
    (
        "The central bank raised its main rate by 0.25 points to 4.5 per cent on Thursday, saying "
        "that inflation, at 6.1 per cent, remained well above its target of 2 per cent."
    ),
    "Zürich — “C'est fini”, sagte der Sprecher: 1,200 jobs (of 3,400) will go by 31 March.",
    "The ferry, built in 1994, carried 212 passengers and a crew of 31 when it lost power. " * 12,
)


def load_transformer(folder: Path) -> SentenceTransformer:
    """Load a model by sentence-transformers itself, on the CPU.

    Raises:
        EncoderError: it can't be loaded; sentence-transformers' own reason is given.
    """
    with _quietly():
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"}
            )
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
    """Write what `index.encoder` needs to run a model into a folder, whole or not at all.

    int8 where its vectors stay close to the model's own, else float32. Where neither works (an
    architecture that can't be exported, a tokenizer without a fast form), the settings say that
    sentence-transformers is to run it.

    Raises:
        EncoderError: the model can't be loaded.
    """
    transformer = load_transformer(model.folder)
    settings = settings_of(model, transformer)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="export-") as name:
        aside = Path(name, "encoder")
        aside.mkdir()
        try:
            with _quietly():
                settings = _write_network(transformer, settings, aside)
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
    tokenizer = transformer.tokenizer
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise EncoderError("its tokenizer has no fast form")
    (folder / "tokenizer.json").write_text(backend.to_str(), encoding="utf-8")
    inputs = [name for name in _INPUTS if name in tokenizer.model_input_names]
    settings = settings.replaced(
        inputs=tuple(inputs),
        lower=bool(getattr(transformer[0], "do_lower_case", False)),
    )
    exact, small = folder / "exact.onnx", folder / "network.onnx"
    _export_network(transformer, inputs, exact)
    theirs = _vectors_of(transformer, settings)

    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(exact, small, weight_type=QuantType.QInt8, per_channel=True)
    if _closeness(settings, folder, theirs) >= _CLOSE_INT8:
        exact.unlink()
        return settings.replaced(precision="int8")
    exact.replace(small)
    close = _closeness(settings, folder, theirs)
    if close < _CLOSE_FLOAT:
        raise EncoderError(f"its export gives other vectors (cosine {close:.4f})")
    return settings.replaced(precision="float32")


def _export_network(transformer: SentenceTransformer, inputs: list[str], path: Path) -> None:
    import torch

    class Pipeline(torch.nn.Module):
        """All modules of the model in their order, from token ids to the vector."""

        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = torch.nn.ModuleList(transformer)

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features: dict[str, Any] = dict(zip(inputs, tensors, strict=True))
            for module in self.modules_in_order:
                features = module(features)
            vector: torch.Tensor = features["sentence_embedding"]
            return torch.nn.functional.normalize(vector, dim=-1)

    example = transformer.tokenizer(list(_TRIAL[:2]), padding=True, return_tensors="pt")
    torch.onnx.export(
        Pipeline().eval(),
        tuple(example[name] for name in inputs),
        str(path),
        input_names=inputs,
        output_names=["vector"],
        dynamic_axes={
            **{name: {0: "batch", 1: "length"} for name in inputs},
            "vector": {0: "batch"},
        },
        opset_version=17,
        dynamo=False,
    )


def _vectors_of(transformer: SentenceTransformer, settings: EncoderSettings) -> NDArray[np.float32]:
    texts = [settings.passage_prompt + text for text in _TRIAL]
    vectors: NDArray[np.float32] = transformer.encode(
        texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False, prompt=""
    )
    return vectors


def _closeness(settings: EncoderSettings, folder: Path, theirs: NDArray[np.float32]) -> float:
    ours = OnnxEncoder(settings, folder).passages(_TRIAL)
    return float((ours * theirs).sum(axis=1).min())


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Keep the libraries' progress bars, advice and warnings off the user's terminal."""
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
