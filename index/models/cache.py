"""Exported models in the user's cache folder: made once, found there from then on."""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from platformdirs import user_cache_path

from index.models.export import quietly, reason_of
from index.models.exported import SETTINGS, NetworkSettings
from index.models.runtime import Network
from index.vocabulary.errors import EncoderError, EncoderMismatchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.models.model import Model

_log = logging.getLogger("newsdex")

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class Kind(Generic[Loaded]):
    """A kind of model, and how one is exported. All its functions may raise `EncoderError`."""

    name: str
    """As messages call it."""
    recipe: int
    """Of the export: raised when it changes, so that old exports are made anew."""
    find: Callable[[str], Model]
    """Finds a model by name or folder."""
    load: Callable[[Model], Loaded]
    """Loads one by sentence-transformers."""
    describe: Callable[[Model, Loaded], NetworkSettings]
    """Says what goes into it and comes out, exported or not."""
    write: Callable[[Loaded, NetworkSettings, Path], NetworkSettings]
    """Writes tokenizer and network into a folder; returns the settings to run them with."""
    form: str = ""
    """Of the network, where a model has several."""


@dataclass(frozen=True, slots=True)
class Unexported(Generic[Loaded]):
    """A model that can't be exported, loaded by sentence-transformers itself."""

    settings: NetworkSettings
    model: Loaded


def prepared(kind: Kind[Loaded], name: str, fingerprint: str = "") -> Network | Unexported[Loaded]:
    """Open the export of a model, making it first if there is none.

    Where the export fails (an architecture that can't be exported, a tokenizer without a fast
    form, results unlike the model's), sentence-transformers runs the model, and a warning says so.

    Args:
        kind: of the model.
        name: of the model, or its folder.
        fingerprint: of the model, if it is known; empty takes the model as it is now.

    Raises:
        ModelNotFoundError: nothing goes by this name.
        EncoderMismatchError: the model has another fingerprint.
        EncoderError: it can't be loaded, or not be kept in the cache folder.
    """
    folder = _folder(kind, fingerprint)
    if not fingerprint or not _is_export(folder):
        model = _find(kind, name, fingerprint)
        name, folder = model.name, _folder(kind, model.fingerprint)
        if not _is_export(folder):
            form = f" in {kind.form}" if kind.form else ""
            _log.info("preparing the %s %s%s (once, half a minute)", kind.name, name, form)
            _export(kind, model, folder)
    # One model may go by several names, and the one it had first may be gone.
    settings = replace(NetworkSettings.read(folder), name=name)
    if settings.runtime == "onnx":
        return Network(settings, folder)
    _log.warning("%s runs in sentence-transformers, slower: %s", name, settings.reason)
    return Unexported(settings, kind.load(_find(kind, name, settings.fingerprint)))


def _folder(kind: Kind[Loaded], fingerprint: str) -> Path:
    return (
        user_cache_path("newsdex")
        / f"{kind.name}s"
        / f"{fingerprint[:32]}-{kind.recipe}{kind.form}"
    )


def _is_export(folder: Path) -> bool:
    return (folder / SETTINGS).exists()


def _find(kind: Kind[Loaded], name: str, fingerprint: str) -> Model:
    model = kind.find(name)
    if fingerprint and model.fingerprint != fingerprint:
        raise EncoderMismatchError(
            f"the model {name!r} has changed since this index was made; "
            "make a new index, or bring the old model back"
        )
    return model


def _export(kind: Kind[Loaded], model: Model, folder: Path) -> None:
    """Write the export of a model into a folder, whole or not at all."""
    loaded = kind.load(model)
    settings = kind.describe(model, loaded)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="export-") as name:
            aside = Path(name, kind.name)
            aside.mkdir()
            try:
                with quietly():
                    settings = kind.write(loaded, settings, aside)
            except Exception as error:  # noqa: BLE001 - any failure has the same remedy
                shutil.rmtree(aside)
                aside.mkdir()
                settings = replace(settings, runtime="torch", reason=reason_of(error)[:200])
            settings.write(aside)
            _move(aside, folder)
    except OSError as error:
        raise EncoderError(
            f"the {kind.name} {model.name} can't be kept in {folder.parent}: {error.strerror}"
        ) from error


def _move(aside: Path, folder: Path) -> None:
    try:
        aside.rename(folder)
    except OSError:
        if not _is_export(folder):  # else another process was quicker, and made the same
            raise
