"""Any sentence-transformers model to ONNX; nothing but an export imports torch.

All modules of a model are exported (transformer, pooling, dense layers, the last activation), so
that the model's own definition decides what it gives and nothing of it is written here again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from typing import TYPE_CHECKING, Any, TypeVar

from index.models.exported import NETWORK, TOKENIZER
from index.vocabulary.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import torch

Loaded = TypeVar("Loaded")

EXACT = "exact.onnx"
"""The network in float32, as it is exported first."""

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

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")

_UNLIMITED = 2**31
"""Tokens, for a tokenizer that names no limit (transformers says 10**30, tokenizers can't)."""


def load_as(kind: Callable[..., Loaded], folder: Path) -> Loaded:
    """Load a model as one of sentence-transformers' classes, on the CPU.

    Raises:
        EncoderError: it can't be loaded; sentence-transformers' own reason is given.
    """
    with quietly():
        try:
            return kind(str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"})
        except Exception as error:  # what loading a stranger's model may raise has no end
            raise EncoderError(
                f"the model in {folder} can't be loaded: {reason_of(error)}"
            ) from error


def reason_of(error: Exception) -> str:
    """Return what an error of a library says, in a line."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def tokens_read(limit: float | None) -> int:
    """Return how many tokens a network reads, of what its model says; there may be no limit."""
    return int(min(limit or _UNLIMITED, _UNLIMITED))


def write_tokenizer(tokenizer: Any, folder: Path) -> tuple[str, ...]:
    """Write the tokenizer of an export; return which inputs of a network it makes.

    Raises:
        EncoderError: it has no fast form.
    """
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise EncoderError("its tokenizer has no fast form")
    if tokenizer.pad_token is not None:  # RoBERTa counts places from the tokens that pad nothing
        backend.enable_padding(
            direction=tokenizer.padding_side,
            pad_id=tokenizer.pad_token_id,
            pad_token=tokenizer.pad_token,
        )
    (folder / TOKENIZER).write_text(backend.to_str(), encoding="utf-8")
    return tuple(name for name in _INPUTS if name in tokenizer.model_input_names)


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


def keep_smallest(folder: Path, complaint: Callable[[str], str]) -> str:
    """Make the network of `exact.onnx`: int8 where that is close to the model, else as it is.

    Args:
        folder: of the export.
        complaint: given a precision, compares the network with the model; empty if it is close.

    Returns:
        The precision kept, `int8` or `float32`.

    Raises:
        EncoderError: neither is close; with the complaint.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        folder / EXACT, folder / NETWORK, weight_type=QuantType.QInt8, per_channel=True
    )
    return _kept(folder, "int8", complaint)


def keep_half(folder: Path, complaint: Callable[[str], str]) -> str:
    """Make the network of `exact.onnx` for a GPU: float16 where that is close, else as it is.

    Args, raises: as `keep_smallest`; the precision kept is `float16` or `float32`.
    """
    import onnx
    from onnxruntime.transformers.float16 import convert_float_to_float16

    half = convert_float_to_float16(onnx.load(folder / EXACT), keep_io_types=True)
    onnx.save(half, folder / NETWORK)
    return _kept(folder, "float16", complaint)


def _kept(folder: Path, precision: str, complaint: Callable[[str], str]) -> str:
    """Keep the network that was made of `exact.onnx` if it is close, else the exact one."""
    exact = folder / EXACT
    if not complaint(precision):
        exact.unlink()
        return precision
    exact.replace(folder / NETWORK)
    if reason := complaint("float32"):
        raise EncoderError(reason)
    return "float32"


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
