"""The files of an exported network: its settings, its tokenizer, and what onnxruntime opens."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.vocabulary.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

SETTINGS = "settings.json"
TOKENIZER = "tokenizer.json"
NETWORK = "network.onnx"
"""The files of an export."""

_SLOW_FUSIONS = ("SkipLayerNormFusion",)
"""Of onnxruntime, left out: its kernel of both takes several times as long as the two it
replaces. Without it the default encoder took .87 of the processor time."""


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """What a network reads and gives; kept beside it.

    What else a text goes through (lower case, accents, pieces of words) the tokenizer's file says.
    """

    name: str
    """Of the model."""
    fingerprint: str
    """Of the model."""
    dimension: int
    """Numbers that the network gives: as many as a vector has, 1 where it gives a score."""
    longest: int
    """Tokens that the network reads, its own special ones included; the rest is cut off."""
    question_prompt: str = ""
    passage_prompt: str = ""
    """Put before a question, before a passage."""
    runtime: str = "onnx"
    """`onnx`, or `torch` where the model can't be exported."""
    reason: str = ""
    """Why it can't."""
    precision: str = ""
    """Of the weights: `int8`, `float16` or `float32`."""
    inputs: tuple[str, ...] = ()
    """Which of `input_ids`, `attention_mask` and `token_type_ids` the network takes."""

    def write(self, folder: Path) -> None:
        """Write the settings to `folder/settings.json`."""
        (folder / SETTINGS).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @staticmethod
    def read(folder: Path) -> NetworkSettings:
        """Read `folder/settings.json`.

        Raises:
            EncoderError: it is damaged.
        """
        try:
            values = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            return NetworkSettings(**{**values, "inputs": tuple(values["inputs"])})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise _damaged(folder) from error


def open_tokenizer(settings: NetworkSettings, folder: Path, *, pad: bool = False) -> Any:
    """Open the tokenizer of an export; it cuts off what the network doesn't read.

    Args:
        settings: of the export.
        folder: that holds it.
        pad: whether it pads texts to the longest that it is given with them.

    Raises:
        EncoderError: its file is damaged.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # whatever tokenizers raises on a damaged file
        raise _damaged(folder) from error
    if not pad:
        tokenizer.no_padding()
    elif tokenizer.padding is None:
        tokenizer.enable_padding()
    tokenizer.enable_truncation(settings.longest)  # of a pair the longer is cut first
    return tokenizer


def fed(encodings: Sequence[Any], inputs: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Return what a network is fed of texts of one length in tokens: by input, (n, length)."""
    of = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
    return {
        name: np.array([getattr(each, of[name]) for each in encodings], np.int64) for name in inputs
    }


def open_session(folder: Path, threads: int, *providers: tuple[str, dict[str, str]]) -> Any:
    """Open the network of an export in onnxruntime.

    Args:
        folder: of the export.
        threads: of the CPU on one input, 0 for all cores.
        providers: of onnxruntime that are to run it, with their options; the CPU does the rest.

    Raises:
        EncoderError: its file is damaged.
        Exception: whatever onnxruntime raises, where another provider than the CPU is to run it.
    """
    # Its telemetry would leave a device id in the user's cache folder.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    try:
        return onnxruntime.InferenceSession(
            str(folder / NETWORK),
            options,
            providers=[*providers, "CPUExecutionProvider"],
            disabled_optimizers=None if providers else _SLOW_FUSIONS,
        )
    except Exception as error:  # whatever onnxruntime raises on a damaged file
        if providers:
            raise
        raise _damaged(folder) from error


def _damaged(folder: Path) -> EncoderError:
    return EncoderError(
        f"the model exported to {folder} can't be loaded; remove that folder and try again"
    )
