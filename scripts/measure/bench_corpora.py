"""The indexes that the bench asks: of the real articles, of fewer, and of more made out of them."""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np

from corpus import Article, read_articles
from corpus.passages.sentences import sentence_spans
from index import NewsIndex
from index.engines.local.writing.writer import IndexWriter
from index.models import load_encoder
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.models import Encoder

SHORTEST = 20
"""Characters of a sentence that is worth shuffling."""

GROWN_BY = 50_000
"""Articles added in one go as a corpus is grown."""

KEPT = 2 / 3
"""Share of the words of a sentence that stay as it is told again."""


def made(folder: Path, data: Path) -> Path:
    """Make the index of the real articles."""
    if not folder.exists():
        with NewsIndex.create(folder) as index:
            index.add(read_articles([data], on_problem=print))
    return folder


def shrunk(folder: Path, real: Path, count: int) -> Path:
    """Make a smaller index out of the real one: its first articles, with their vectors."""
    if folder.exists():
        return folder
    articles: list[Article] = []
    vectors: dict[str, NDArray[np.float32]] = {}
    with NewsIndex.open(real) as index:
        aside = folder.with_suffix(".making")
        shutil.rmtree(aside, ignore_errors=True)
        model = index.status().model
        NewsIndex.create(aside, model=model).close()
        have = 0
        for article, passages, rows in index.vectors():
            articles.append(article)
            texts = (render(article.title, passage.text) for passage in passages)
            vectors.update(zip(texts, rows, strict=True))
            have += len(rows)
            if have >= count:
                break
    with IndexWriter(aside, wait=1) as writer:
        writer.add(articles, Known(load_encoder(model), vectors), embed=True)
    aside.rename(folder)
    return folder


class Known:
    """Stands in for the encoder: vectors of passages that were embedded before."""

    def __init__(self, real: Encoder, vectors: dict[str, NDArray[np.float32]]) -> None:
        self.settings = real.settings
        self.question = real.question
        self.fits = real.fits
        self.fitting = real.fitting
        self._vectors = vectors

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return the vector of each text: float32, (n, dim), unit length."""
        if on_batch:
            on_batch(len(texts))
        return np.stack([self._vectors[text] for text in texts])


def all_fit(_: str) -> bool:
    """Say that a text fits."""
    return True


class Perturbed:
    """Stands in for the encoder: vectors of real passages, with noise, at no cost."""

    def __init__(self, real: Encoder, vectors: NDArray[np.float32]) -> None:
        self.settings = real.settings
        self.question = real.question
        self._vectors = vectors
        self._chance = np.random.default_rng(1)

    def fits(self, _: str) -> bool:
        """Say that all texts do; they are as long as real ones."""
        return True

    def fitting(self) -> Callable[[str], bool]:
        """Say the same in another process."""
        return all_fit

    def passages(
        self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return a vector for each text: float32, (n, dim), unit length."""
        rows = self._vectors[self._chance.integers(0, len(self._vectors), len(texts))]
        if on_batch:
            on_batch(len(texts))
        return noisy(rows, self._chance)


def noisy(rows: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    """Return vectors with noise of .4 of their length: float32, (n, dim), unit length."""
    noise = chance.standard_normal(rows.shape, np.float32) / np.sqrt(rows.shape[1])
    rows = rows + 0.4 * noise
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def grown(folder: Path, real: Path, count: int) -> tuple[Path, dict[str, float]]:
    """Make a larger index out of the real one; return how fast, if it is new."""
    if folder.exists():
        return folder, {}
    with NewsIndex.open(real) as index:
        articles = list(index.articles())
        vectors = np.concatenate([v for _, _, v in index.vectors()])
        encoder = Perturbed(load_encoder(index.status().model), vectors)
    spans = [(a.text, *span) for a in articles for span in sentence_spans(a.text)]
    sentences = [text[start:end].split() for text, start, end in spans if end - start > SHORTEST]
    words = [word for sentence in sentences for word in sentence]
    aside = folder.with_suffix(".making")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(real, aside)
    have, chance, speeds = len(vectors), random.Random(2), []
    while have < count:
        many = min(GROWN_BY, 1 + (count - have) // 2)  # some two passages each
        made = [shuffled(chance, sentences, words) for _ in range(many)]
        likes = chance.choices(articles, k=many)
        batch = [
            article(text, like, have + n)
            for n, (text, like) in enumerate(zip(made, likes, strict=True))
        ]
        started = time.perf_counter()
        with IndexWriter(aside, wait=1) as writer:
            new = writer.add(batch, encoder, embed=False).passages
        speeds.append(new / (time.perf_counter() - started))
        have += new
    half = max(1, len(speeds) // 2)
    later = statistics.harmonic_mean(speeds[half:] or speeds)
    started = time.perf_counter()
    with IndexWriter(aside, wait=1) as writer:
        writer.embed(encoder)
    figures = {
        "indexing without embedding, passages/s": statistics.harmonic_mean(speeds),
        "the same, second half over first": later / statistics.harmonic_mean(speeds[:half]),
        "committing vectors and making cells, s": time.perf_counter() - started,
    }
    aside.rename(folder)
    return folder, {f"{count}: {name}": figure for name, figure in figures.items()}


def shuffled(
    chance: random.Random, sentences: Sequence[Sequence[str]], words: Sequence[str]
) -> str:
    """Return a text of sentences of others, in which some words are others, as frequent.

    Told to the letter in ten other articles, they would all be halves of copies.
    """
    return " ".join(
        word if chance.random() < KEPT else chance.choice(words)
        for sentence in chance.choices(sentences, k=chance.randint(4, 16))
        for word in sentence
    )


def article(text: str, like: Article, number: int) -> Article:
    """Return an article of such a text."""
    return Article(
        id=f"made-{number}", title=like.title, text=text, published=like.published, source="made"
    )


def written(folder: Path, work: Path, count: int) -> Path:
    """Write a file of articles that are like those of an index, and return it."""
    with NewsIndex.open(folder) as index:
        texts = [article.text for article, _ in zip(index.articles(), range(count), strict=False)]
    file = work / f"{count}.jsonl"
    lines = [json.dumps({"id": f"{count}-{n}", "text": f"{n}. {t}"}) for n, t in enumerate(texts)]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def copied(folder: Path, work: Path) -> Path:
    """Return a copy of an index, to be written to."""
    copy = work / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, copy_function=linked)
    (copy / "lock").unlink(missing_ok=True)
    return copy


def linked(source: str, target: str) -> None:
    """Copy a file of an index, which is never changed, by another name where that can be."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
