"""An encoder by the name of its model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.models.device import AUTO, CPU, find_device
from index.models.encoder import OnnxEncoder, TorchEncoder
from index.vocabulary.errors import EncoderError

if TYPE_CHECKING:
    from index.models.encoder import Encoder
    from index.models.runtime import Network


def load_encoder(
    name: str, fingerprint: str = "", *, jobs: int | None = None, device: str = AUTO
) -> Encoder:
    """Load an encoder from the cache, exporting it first if it isn't there.

    Args:
        name: of a sentence-transformers model on the hub or in its local cache, or its folder.
        fingerprint: of the model that made the index; empty takes the model as it is now.
        jobs: passages to embed at once, None for one for each core. It changes no vector.
        device: one of `DEVICES`, for passages; what can't be exported stays on the CPU.

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderMismatchError: the model has changed since the index was made.
        EncoderError: it can't be loaded, or the device is named and onnxruntime doesn't offer it.
    """
    from index.models.cache import Unexported, prepared  # 15 ms that a keyword search saves
    from index.models.encoder_export import ENCODER, ENCODER_IN_HALF
    from index.models.on_device import DeviceEncoder

    network = prepared(ENCODER, name, fingerprint)
    if isinstance(network, Unexported):
        return TorchEncoder(network.settings, network.model)
    encoder = OnnxEncoder(network, jobs)
    if device == CPU:
        return encoder
    if device != AUTO:
        find_device(device)

    def in_half() -> Network:
        found = prepared(ENCODER_IN_HALF, name, encoder.settings.fingerprint)
        if isinstance(found, Unexported):
            raise EncoderError(found.settings.reason)
        return found

    return DeviceEncoder(encoder, device, in_half)
