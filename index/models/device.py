"""What onnxruntime may run a network on beside the CPU."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from index.vocabulary.errors import EncoderError

CPU, AUTO = "cpu", "auto"


@dataclass(frozen=True, slots=True)
class Device:
    """A kind of processor that a package of onnxruntime knows."""

    name: str
    """As torch calls it, where torch knows it."""
    provider: str
    """As onnxruntime calls what runs a network there."""
    package: str
    """That has the provider, in place of `onnxruntime`."""
    options: dict[str, str] = field(default_factory=dict)
    """Of the provider."""
    by_itself: bool = True
    """Whether it is taken unless told otherwise: its package is installed for its sake alone."""


_DEVICES = (
    Device("cuda", "CUDAExecutionProvider", "onnxruntime-gpu"),
    Device("rocm", "MIGraphXExecutionProvider", "onnxruntime-migraphx"),
    Device("directml", "DmlExecutionProvider", "onnxruntime-directml"),
    Device("coreml", "CoreMLExecutionProvider", "onnxruntime", by_itself=False),
    Device(
        "openvino",
        "OpenVINOExecutionProvider",
        "onnxruntime-openvino",
        {"device_type": "GPU"},
        by_itself=False,
    ),
)
"""In the order in which they are looked for. onnxruntime for macOS always has CoreML, and
OpenVINO's package may be there for the CPU: both are taken only where they are named."""

DEVICES = (AUTO, CPU, *(device.name for device in _DEVICES))
"""What may be said of where to embed."""


def find_device(name: str = AUTO) -> Device | None:
    """Return the device that is meant, if onnxruntime offers it; None for the CPU.

    Whether it works shows when a network is run on it.

    Args:
        name: one of `DEVICES`.

    Raises:
        EncoderError: it is named, and onnxruntime doesn't offer it.
    """
    if name == CPU:
        return None
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    offered = onnxruntime.get_available_providers()
    if name == AUTO:
        there = (each for each in _DEVICES if each.by_itself and each.provider in offered)
        return next(there, None)
    (device,) = (each for each in _DEVICES if each.name == name)
    if device.provider not in offered:
        raise EncoderError(
            f"onnxruntime has no {name} here; it comes with {device.package}, "
            "installed in place of onnxruntime"
        )
    return device


def has_gpu() -> bool:
    """Tell whether onnxruntime offers a GPU here, one that is taken without being named."""
    return find_device() is not None
