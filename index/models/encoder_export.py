"""An encoder to ONNX: its vectors have to stay close to the model's own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index.models.cache import Kind
from index.models.export import (
    EXACT,
    TRIAL,
    keep_half,
    keep_smallest,
    load_as,
    quietly,
    tokens_read,
    write_pipeline,
    write_tokenizer,
)
from index.models.exported import NetworkSettings
from index.models.model import Model, find_model
from index.models.padded import PaddedNetwork
from index.models.runtime import Network
from index.vocabulary.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path

    import torch
    from sentence_transformers import SentenceTransformer

_CLOSE = {"int8": 0.97, "float16": 0.999, "float32": 0.999}
"""Least cosine to the model's own vectors. For the default model int8 measured .993 on average,
float16 .9997."""


def load_transformer(model: Model) -> SentenceTransformer:
    """Load an encoder by sentence-transformers itself, on the CPU.

    Raises:
        EncoderError: it can't be loaded; sentence-transformers' own reason is given.
    """
    with quietly():
        from sentence_transformers import SentenceTransformer
    return load_as(SentenceTransformer, model.folder)


def _settings_of(model: Model, transformer: SentenceTransformer) -> NetworkSettings:
    prompts = {name: text for name, text in transformer.prompts.items() if text}
    default = prompts.get(transformer.default_prompt_name or "", "")
    of_passages = [prompts[name] for name in ("document", "passage", "corpus") if name in prompts]
    return NetworkSettings(
        name=model.name,
        fingerprint=model.fingerprint,
        dimension=int(transformer.get_embedding_dimension() or 0),
        longest=tokens_read(transformer.max_seq_length),
        question_prompt=prompts.get("query", default),
        passage_prompt=of_passages[0] if of_passages else default,
    )


def _write(
    transformer: SentenceTransformer, settings: NetworkSettings, folder: Path, *, half: bool = False
) -> NetworkSettings:
    """Write tokenizer and network; return the settings that gave vectors close to the model's.

    Args:
        transformer: the model.
        settings: of it.
        folder: to write to.
        half: whether it is for a GPU.

    Raises:
        EncoderError: the export can't repeat what the model does; says what.
    """
    import torch

    if not hasattr(transformer[0], "auto_model"):
        raise EncoderError("not a text model")
    if any(getattr(module, "include_prompt", True) is False for module in transformer):
        raise EncoderError("its pooling leaves the prompt out")
    settings = replace(settings, inputs=write_tokenizer(transformer.tokenizer, folder))
    example = transformer.tokenizer(list(TRIAL[:2]), padding=True, return_tensors="pt")

    def vector_of(features: dict[str, torch.Tensor]) -> torch.Tensor:
        return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    write_pipeline(
        transformer,
        folder / EXACT,
        {name: example[name] for name in settings.inputs},
        vector_of,
    )
    texts = [settings.passage_prompt + text for text in TRIAL]
    theirs = transformer.encode(
        texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False, prompt=""
    )

    def complaint(precision: str) -> str:
        if half:
            ours = PaddedNetwork(settings, folder).run(texts)
        else:
            ours = Network(settings, folder).run_each([(text,) for text in texts])
        cosine = float((ours * theirs).sum(axis=1).min())
        close = cosine >= _CLOSE[precision]
        return "" if close else f"its export gives other vectors (cosine {cosine:.4f})"

    keep = keep_half if half else keep_smallest
    return replace(settings, precision=keep(folder, complaint))


ENCODER = Kind("encoder", 3, find_model, load_transformer, _settings_of, _write)
"""Texts to vectors."""

ENCODER_IN_HALF = replace(ENCODER, write=partial(_write, half=True), form="float16")
"""The same for a GPU, in float16: int8 is quicker on a CPU alone."""
