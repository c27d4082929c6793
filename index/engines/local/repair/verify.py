"""Is an index what it should be? Every file, article, passage and vector is looked at."""

from __future__ import annotations

import random
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.checksums import (
    fault_of,
    fault_of_copy,
    mark_damaged,
    unmark_damaged,
)
from index.engines.local.commit.layout import MANIFEST, PARTS
from index.engines.local.commit.manifest import copies
from index.engines.local.commit.reader_lease import lease_newest
from index.engines.local.keyword.part import FOLDER as KEYWORDS
from index.engines.local.origins import SqliteLedger
from index.engines.local.snapshot import LocalSnapshot
from index.engines.local.store.quotations import PartQuotations
from index.models import OWN, load_encoder
from index.vocabulary.arguments import directory_of
from index.vocabulary.errors import (
    DamagedIndexError,
    IndexFormatError,
    NewsIndexError,
    NotEmbeddedError,
)
from index.vocabulary.rendering import render
from index.vocabulary.results import Fault, VerifyReport
from index.vocabulary.words import language_of, term_of, words_in

if TYPE_CHECKING:
    import os
    from collections.abc import Collection
    from pathlib import Path

    from corpus import Article
    from index.engines.local.commit.manifest import Contents, PartEntry
    from index.engines.local.dense.vectors import PartVectors
    from index.engines.local.keyword.part import PartKeywords
    from index.engines.parts.store.store import PartedStore
    from index.models import Encoder
    from index.quotations import Quoted

SAMPLE = 16
"""Passages that are embedded and looked up anew."""

_SAME = 0.97
"""Least cosine of a stored vector to the one made anew. int8 rounds otherwise on another processor
or in another release of onnxruntime (.996 measured), and not at all on a GPU (.987)."""
_UNIT = 0.002
"""By how much a stored vector may miss unit length; float16 costs at most 0.0005."""


def verify(path: str | os.PathLike[str], *, quick: bool = False) -> VerifyReport:
    """Check an index: that it is what was written, and that its parts agree.

    The manifest and its copy; size and SHA-256 of every file; counts, equal across store, keyword
    leg and vectors. Unless `quick`: SQLite's own integrity check; each article's digest; ids
    one-to-one; passages within their text; every posting; vectors finite and of unit length; some
    passages embedded and looked up anew.

    An index with faults takes no more articles until it is repaired, or a complete `verify`
    finds none.

    Args:
        path: its directory.
        quick: leave out what needs each article to be read.

    Raises:
        NoIndexError: there is none.
        IndexFormatError: another version of newsdex wrote it.
    """
    directory = directory_of(path)
    try:
        manifest, lease = lease_newest(directory)
    except (DamagedIndexError, IndexFormatError) as error:
        if isinstance(error, IndexFormatError) and not copies(directory):
            raise
        fault = Fault(MANIFEST, _damage(error))
        mark_damaged(directory, [str(fault)])
        return VerifyReport(1, 0, 0, 0, (fault,))
    try:
        check = Check(directory, manifest)
        check.run(quick=quick)
    finally:
        lease.release()
    if check.faults:
        mark_damaged(directory, [str(fault) for fault in check.faults])
    elif not quick:
        unmark_damaged(directory)
    return VerifyReport(
        files=len(manifest.files) + 2,
        articles=manifest.articles,
        passages=manifest.passages,
        embedded=check.embedded,
        faults=tuple(check.faults),
        note=check.note,
    )


def _damage(error: NewsIndexError) -> str:
    return error.damage if isinstance(error, DamagedIndexError) else str(error)


class Check:
    """Goes through an index and collects what is wrong."""

    def __init__(self, directory: Path, contents: Contents) -> None:
        self._directory = directory
        self._contents = contents
        self.faults: list[Fault] = []
        self.embedded = 0
        self.note = ""
        self._encoder: Encoder | None = None
        self._ids: set[str] = set()

    def run(self, *, quick: bool) -> None:
        """Check everything, or what takes little time."""
        if fault := fault_of_copy(self._directory, self._contents):
            self._found("", fault)
        damaged = set()
        for path, entry in self._contents.files.items():
            if fault := fault_of(self._directory / path, entry, thorough=True):
                self._found(path, fault)
                damaged.add(path)
        if not quick:
            self._load_encoder()
            self._check_ledger(damaged)
        for part in self._contents.parts:
            if damaged & part.files.keys():
                continue  # its faults are named, and nothing in it can be relied upon
            generation = LocalSnapshot(self._directory, self._contents.only(part))
            try:
                self._check_part(part, generation, quick=quick)
            except DamagedIndexError as error:
                self._found(f"{PARTS}/{part.name}", error.damage)
            finally:
                generation.close()

    def _check_ledger(self, damaged: Collection[str]) -> None:
        for segment in self._contents.ledger:
            if segment.path in damaged:
                continue
            with closing(SqliteLedger([self._directory / segment.path])) as ledger:
                try:
                    for problem in ledger.integrity():
                        self._found(segment.path, problem)
                except DamagedIndexError as error:
                    self._found(segment.path, error.damage)

    def _found(self, path: str, what: str) -> None:
        self.faults.append(Fault(path, what))

    def _load_encoder(self) -> None:
        if self._contents.fingerprint == OWN:
            self.note = "no passage was embedded anew: the vectors come from outside"
            return
        try:
            self._encoder = load_encoder(self._contents.model, self._contents.fingerprint)
        except NewsIndexError as error:
            self.note = f"no passage was embedded anew: {error}"

    def _check_part(self, part: PartEntry, generation: LocalSnapshot, *, quick: bool) -> None:
        folder = f"{PARTS}/{part.name}"
        (store,), (vectors,) = generation.part_stores, generation.part_vectors
        (keywords,) = generation.part_keywords  # opening each compares its counts
        store.passage_counts()
        alive = generation.alive.in_part(0)
        if quick:
            return
        for problem in store.integrity():
            self._found(folder, problem)
        for problem in keywords.faults():
            self._found(f"{folder}/{KEYWORDS}", problem)
        self._check_vectors(folder, vectors)
        quotations = PartQuotations(store, part.articles).of_articles()
        articles = zip(store.articles(), quotations, alive, strict=True)
        for (article, spans), quoted, living in articles:
            self._check_article(folder, article, spans)
            self._check_quotations(folder, article, quoted)
            if living:
                if article.id in self._ids:
                    self._found(folder, f"the article {article.id!r} is there twice")
                self._ids.add(article.id)
        share = part.passages / max(1, sum(each.passages for each in self._contents.parts))
        self._check_sample(
            folder, generation.store, keywords, vectors, max(1, round(SAMPLE * share))
        )

    def _check_vectors(self, folder: str, vectors: PartVectors) -> None:
        for file in vectors.files:
            row = 0
            for piece in file.pieces():
                lengths = np.linalg.norm(piece, axis=1)
                wrong = np.flatnonzero(
                    ~(np.abs(lengths - 1) < _UNIT)
                )  # also where it is not a number
                for place in wrong[:1].tolist():
                    what = f"vector {row + place} is not of unit length"
                    self._found(f"{folder}/{file.name}", what)
                row += len(piece)

    def _check_article(self, folder: str, article: Article, spans: list[tuple[int, int]]) -> None:
        last = 0
        for start, end in spans:
            if not last <= start <= end <= len(article.text):
                self._found(folder, f"a passage of {article.id!r} lies outside its text")
                return
            last = start

    def _check_quotations(self, folder: str, article: Article, quotations: list[Quoted]) -> None:
        for quoted in quotations:
            for start, end in (*quoted.pieces, quoted.named or (0, 0)):
                if not start <= end <= len(article.text):
                    self._found(folder, f"a quotation in {article.id!r} lies outside its text")
                    return

    def _check_sample(
        self,
        folder: str,
        store: PartedStore,
        keywords: PartKeywords,
        vectors: PartVectors,
        count: int,
    ) -> None:
        """Embed and look up some passages anew."""
        passages = range(len(keywords.lengths))
        numbers = np.array(random.sample(passages, min(count, len(passages))), np.int64)
        articles = store.articles_of(numbers).tolist()
        for number, place, (start, end) in zip(
            numbers.tolist(), articles, store.spans(numbers.tolist()), strict=True
        ):
            article = store.article(place)
            text = render(article.own_title, article.text[start:end])
            language = language_of(article.language, article.text or article.title)
            for term in sorted({term_of(word, language) for word in words_in(text)}):
                if number not in keywords.postings(term).passages:
                    self._found(folder, f"a passage of {article.id!r} is not found by {term!r}")
                    break
            with suppress(NotEmbeddedError):
                (row,) = vectors.rows(number, 1)
                if not self._encoder:
                    continue
                (vector,) = self._encoder.passages([text])
                self.embedded += 1
                if not vector @ row > _SAME:
                    self._found(folder, f"a vector of {article.id!r} is not that of its passage")
