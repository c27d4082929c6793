"""Passages embedded on a GPU by onnxruntime, as long as it does so; else on the CPU."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np

from index.models.device import find_device
from index.models.padded import PaddedNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.models.device import Device
    from index.models.encoder import Fits, OnnxEncoder
    from index.models.runtime import Network

    Vectors = NDArray[np.float32]

_log = logging.getLogger("newsdex")

BATCH = 64
"""Passages that a GPU is given at once."""


class DeviceEncoder:
    """An encoder whose passages go to a device in batches of like length.

    Questions stay on the CPU: a device takes longer to begin than one question on the CPU. Where
    the device fails, one line says so, and from then on the CPU does what it would have done.
    """

    def __init__(self, encoder: OnnxEncoder, device: str, network: Callable[[], Network]) -> None:
        """Take an encoder.

        Args:
            encoder: that embeds on the CPU.
            device: one of `DEVICES`, looked for when the first passages come.
            network: prepares the form of the network for a device, which isn't int8.
        """
        self.settings = encoder.settings
        self._encoder = encoder
        self._name = device
        self._network = network
        self._device: Device | None = None
        self._opened: PaddedNetwork | None = None
        self._looked = False

    def question(self, text: str) -> Vectors:
        """Return the vector of a question: float32, (dim,), unit length."""
        return self._encoder.question(text)

    def fits(self, text: str) -> bool:
        """Tell whether the network reads all of a passage's text."""
        return self._encoder.fits(text)

    def fitting(self) -> Fits | None:
        """Return what tells the same in another process."""
        return self._encoder.fitting()

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages: float32, (n, dim), rows of unit length."""
        if not self._looked:
            self._device, self._looked = find_device(self._name), True
        vectors = np.zeros((len(texts), self.settings.dimension), np.float32)
        left = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
        while left and (device := self._device):
            rows = left[:BATCH]
            try:
                vectors[rows] = self._on_device([texts[row] for row in rows], device)
            except Exception as error:  # noqa: BLE001 - drivers raise whatever they like
                self._give_up(device, error)
            else:
                left = left[BATCH:]
                if on_batch:
                    on_batch(len(rows))
        if left:
            vectors[left] = self._encoder.passages([texts[row] for row in left], on_batch)
        return vectors

    def _on_device(self, texts: list[str], device: Device) -> Vectors:
        if self._opened is None:
            prepared = self._network()
            self._opened = PaddedNetwork(prepared.settings, prepared.folder, device)
        return self._opened.run([self.settings.passage_prompt + text for text in texts])

    def _give_up(self, device: Device, error: Exception) -> None:
        line = (str(error).strip() or type(error).__name__).splitlines()[0]
        _log.warning("%s failed, embedding on the CPU: %s", device.name, line[:200])
        self._device = self._opened = None
