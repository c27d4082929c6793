"""How onnxruntime runs an exported network on many texts at once, as a GPU wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.models.exported import fed, open_session, open_tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.models.device import Device
    from index.models.exported import NetworkSettings


class PaddedNetwork:
    """An exported network and its tokenizer; texts are padded to the longest among them."""

    def __init__(
        self, settings: NetworkSettings, folder: Path, device: Device | None = None
    ) -> None:
        """Open the tokenizer and the network.

        Args:
            settings: of the export.
            folder: that holds it.
            device: that runs it; None for the CPU.

        Raises:
            RuntimeError: onnxruntime would have the CPU run it in the device's place.
            EncoderError: a file is damaged.
            Exception: whatever onnxruntime raises where a device is not as it should be.
        """
        self._inputs = settings.inputs
        self._tokenizer = open_tokenizer(settings, folder, pad=True)
        providers = [(device.provider, device.options)] if device else []
        self._session = open_session(folder, 0, *providers)
        if device and device.provider not in self._session.get_providers():
            raise RuntimeError("onnxruntime finds none, or not what it needs for one")

    def run(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return what the network gives for each text: float32, (n, dim)."""
        encodings = self._tokenizer.encode_batch(list(texts))
        result = self._session.run(None, fed(encodings, self._inputs))[0]
        return np.asarray(result, np.float32)
