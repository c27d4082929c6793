"""An exported network: what a text goes through before it, and how onnxruntime runs it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What a text goes through before and after the network; kept beside the network."""

    name: str
    fingerprint: str
    dimension: int
    longest: int
    """Tokens that the network reads, its own special ones included; the rest is cut off."""
    question_prompt: str = ""
    passage_prompt: str = ""
    runtime: str = "onnx"
    """`onnx`, or `torch` where the model can't be exported."""
    reason: str = ""
    """Why it can't."""
    precision: str = ""
    inputs: tuple[str, ...] = ()
    lower: bool = False

    def replaced(self, **changes: Any) -> EncoderSettings:
        """Return a copy with some values changed."""
        return replace(self, **changes)

    def write(self, folder: Path) -> None:
        """Write the settings to `folder/settings.json`."""
        (folder / "settings.json").write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @staticmethod
    def read(folder: Path) -> EncoderSettings:
        """Read `folder/settings.json`."""
        values = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        return EncoderSettings(**{**values, "inputs": tuple(values["inputs"])})


def open_tokenizer(settings: EncoderSettings, folder: Path) -> Any:
    """Open an exported tokenizer; it cuts off what the network doesn't read, the longest first."""
    from tokenizers import Tokenizer

    tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(settings.longest)
    return tokenizer


def open_session(folder: Path, threads: int = 0) -> Any:
    """Open an exported network for onnxruntime to run, on the CPU.

    Args:
        folder: of the export.
        threads: that work together on one text; 0 for all cores. It changes no vector.
    """
    # Its telemetry would leave a device id in the user's cache folder.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(
        str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
    )


def run_session(session: Any, settings: EncoderSettings, encoding: Any) -> Any:
    """Run a network on one encoded text, or pair of texts, by itself.

    In a batch its result would depend on its neighbours, since int8 is scaled to the whole
    batch, and padding costs as much as a batch saves: one at a time measured as quick.

    Args:
        session: of `open_session`.
        settings: which inputs the network has.
        encoding: what a tokenizer made of the text.

    Returns:
        What the network gives for it: an encoder a vector, float32, (dim,).
    """
    import numpy as np

    values = {
        "input_ids": encoding.ids,
        "attention_mask": encoding.attention_mask,
        "token_type_ids": encoding.type_ids,
    }
    feed = {name: np.array([values[name]], np.int64) for name in settings.inputs}
    return session.run(None, feed)[0][0]
