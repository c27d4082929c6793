"""The articles of one part, read from its tables: what all searches ask is kept as arrays."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from index.copies import KEYS, KeyRun, keys_of, printed
from index.engines.cluster.store.copy_keys import read_keys
from index.engines.cluster.store.fields import PartFields
from index.engines.cluster.store.quotations import PartQuotations
from index.engines.cluster.store.writing import (
    ARTICLES,
    DIGEST,
    ID,
    IDS,
    KEPT_LENGTHS,
    PASSAGES,
    RECORD,
    hash_of,
)
from index.engines.cluster.tables import Table
from index.engines.parts.keyword.fields import LANGUAGE, TERMS, WORDS
from index.engines.parts.keyword.lengths import rounded
from index.engines.parts.numbering import Numbering
from index.engines.parts.store.facts import FACTS, KnownFacts
from index.engines.parts.store.rows import article_of
from index.intake import digest_of
from index.vocabulary.made_once import made_once
from index.vocabulary.rendering import render
from index.vocabulary.results import Copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from corpus import Article
    from index.engines.cluster.objects import Objects
    from index.interfaces import Allowed

_PIECE = 512
"""Articles that are read at once where all are wanted."""

_MANY = 64
"""Where more than one article in so many is looked for by its id, all are looked at."""


class PartArticles(KnownFacts):
    """The articles of one part.

    What is read is held to what was written: an article to its digest, counts to the generation's.
    """

    def __init__(self, objects: Objects, folder: str, articles: int, passages: int) -> None:
        """Take the tables in the folder of a part that has so many articles and passages."""
        self._objects = objects
        self._folder = folder
        self._articles = articles
        self._passages = passages
        self._rows = Table(objects, f"{folder}/{ARTICLES}")
        self._spans = Table(objects, f"{folder}/{PASSAGES}")
        self._ids = Table(objects, f"{folder}/{IDS}")

    @made_once
    def _facts(self) -> NDArray[np.void]:
        found = self._rows.columns(*(name for name, _ in FACTS))
        facts = np.zeros(found.num_rows, FACTS)
        for name, _ in FACTS:
            facts[name] = found.column(name).to_numpy()
        counted = len(facts), int(facts["passages"].sum(dtype=np.int64))
        if counted != (self._articles, self._passages):
            raise self._rows.damage_error(ValueError("its counts are wrong"))
        return facts

    def facts(self) -> NDArray[np.void]:
        """Return all that `FACTS` names, of each article, in order: (articles,)."""
        return self._facts

    def lengths(self) -> dict[str, NDArray[np.uint8]]:
        """Return the terms of each field in every passage, rounded: (passages,)."""
        found = self._spans.columns(*KEPT_LENGTHS)
        lengths = {name: found.column(name).to_numpy() for name in KEPT_LENGTHS}
        if found.num_rows != self._passages:
            raise self._spans.damage_error(ValueError("its counts are wrong"))
        one = rounded(np.ones(self._passages, np.int64))
        return {**lengths, WORDS: lengths[TERMS], LANGUAGE: one}

    def keys(self) -> KeyRun:
        """Return by what copies of the articles are found, numbered from 0 on."""
        return self._keys

    @made_once
    def _keys(self) -> KeyRun:
        kept = read_keys(self._objects, self._folder)
        if kept is not None:
            return kept
        # They were made by another version of the library that makes them.
        keys = [keys_of(article.own_title, printed(article.text)) for article, _ in self.articles()]
        return KeyRun.of(np.array(keys, np.uint64).reshape(-1, KEYS), 0)

    def fields(self) -> PartFields:
        """Return which articles have which values."""
        return self._fields

    @made_once
    def _fields(self) -> PartFields:
        return PartFields(self._objects, self._folder, self._articles)

    def quotations(self) -> PartQuotations:
        """Return what is said in them."""
        return self._quotations

    @made_once
    def _quotations(self) -> PartQuotations:
        return PartQuotations(self._objects, self._folder, self._articles)

    def article(self, ordinal: int) -> Article:
        """Return an article by its place in the part."""
        return self._article(*self._rows.take([ordinal], DIGEST, RECORD).to_pylist())

    def text(self, ordinal: int) -> str:
        """Return the text of an article by its place in the part."""
        return self.article(ordinal).text

    def articles(self) -> Iterator[tuple[Article, list[tuple[int, int]]]]:
        """Yield all articles with the spans of their passages, in order."""
        for first in range(0, self._articles, _PIECE):
            end = min(first + _PIECE, self._articles)
            rows = self._rows.scanned(first, end, DIGEST, RECORD).to_pylist()
            for row, spans in zip(rows, self._spans_between(first, end), strict=True):
                yield self._article(row), spans

    def _spans_between(self, first: int, end: int) -> Iterator[list[tuple[int, int]]]:
        """Yield the spans of the passages of some articles that follow one another."""
        bounds = self._numbering.bases[first : end + 1]
        found = self._spans.scanned(int(bounds[0]), int(bounds[-1]), "start", "end")
        spans = list(zip(*(column.to_pylist() for column in found.columns), strict=True))
        for begin, stop in zip(bounds[:-1] - bounds[0], bounds[1:] - bounds[0], strict=True):
            yield spans[begin:stop]

    @made_once
    def _numbering(self) -> Numbering:
        return Numbering(self.passage_counts())

    def _article(self, row: Mapping[str, Any]) -> Article:
        """Make an article of a row, if the row is what was written."""
        try:
            article = article_of(json.loads(row[RECORD]))
            if digest_of(article) == row[DIGEST]:
                return article
        except (ValueError, TypeError):
            pass
        raise self._rows.damage_error(ValueError("an article is not what was written"))

    def texts(self, first: int, end: int) -> Iterator[str]:
        """Yield the passages `first` to `end` - 1 as both legs see them."""
        ordinal, _ = self._numbering.locate(first)
        while first < end:
            stop = min(ordinal + _PIECE, self._articles)
            rows = self._rows.scanned(ordinal, stop, DIGEST, RECORD).to_pylist()
            for row, spans in zip(rows, self._spans_between(ordinal, stop), strict=True):
                before = int(self._numbering.bases[ordinal])
                article = self._article(row)
                for start, past in spans[max(0, first - before) : max(0, end - before)]:
                    yield render(article.own_title, article.text[start:past])
                first, ordinal = before + len(spans), ordinal + 1
                if first >= end:
                    return

    def printing(self, ordinal: int) -> Copy:
        """Return what there is to say of an article beside others that print the same."""
        (record,) = self._rows.take([ordinal], RECORD).column(0).to_pylist()
        id_, title, _, published, _, source, _, _, _, url, _ = json.loads(record)
        moment = datetime.fromisoformat(published) if published else None
        return Copy(id_, title, source, moment, url)

    @made_once
    def _hashes(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint32]]:
        """Both halves of the hash of each id, by the first, and whose it is: (articles,) each."""
        found = self._ids.columns("first", "second", "ordinal")
        first, second, ordinals = (column.to_numpy() for column in found.columns)
        if len(first) != self._articles or ordinals.max(initial=0) >= max(1, self._articles):
            raise self._ids.damage_error(ValueError("its counts are wrong"))
        return first, second, ordinals

    def _ordinal_of(self, id_: str) -> int | None:
        wanted = np.frombuffer(hash_of(id_), ">u8").astype(np.uint64)
        first, second, ordinals = self._hashes
        for place in range(*np.searchsorted(first, (wanted[0], wanted[0] + np.uint64(1)))):
            if second[place] == wanted[1]:
                return int(ordinals[place])
        return None

    @made_once
    def _digests(self) -> NDArray[np.void]:
        """The digest of what each article says, 16 bytes: (articles,)."""
        digests = self._rows.columns(DIGEST).column(0).to_pylist()
        return np.frombuffer(b"".join(digests), "V16")

    def found(self, id_: str) -> list[tuple[int, bytes]]:
        """Return the ordinal of the article with an id, and the digest of what it says, if any."""
        ordinal = self._ordinal_of(id_)
        return [] if ordinal is None else [(ordinal, self._digests[ordinal].tobytes())]

    def names(self) -> Iterator[tuple[int, str, bytes]]:
        """Yield the ordinal of each article, its id, and the digest of what it says."""
        ids = self._rows.columns(ID).column(0).to_pylist()
        return iter(list(zip(range(self._articles), ids, self._digests.tolist(), strict=True)))

    def said_so(self, found: Mapping[str, Collection[bytes]]) -> Allowed:
        """Return which articles are of some ids, and say what one of some digests is of."""
        meeting = np.zeros(self._articles, np.bool_)
        if _MANY * len(found) < self._articles:
            there = ((*each, id_) for id_ in found for each in self.found(id_))
        else:
            there = ((ordinal, digest, id_) for ordinal, id_, digest in self.names())
        for ordinal, digest, id_ in there:
            meeting[ordinal] |= digest in found.get(id_, ())
        return meeting

    def ids_of(self, ordinals: Sequence[int]) -> list[str]:
        """Return the ids of some articles."""
        ids: list[str] = self._rows.take(ordinals, ID).column(0).to_pylist()
        return ids

    def ids_beginning(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return the first ids that begin with a text, each after its article's ordinal."""
        beginning = ((id_, ordinal) for ordinal, id_, _ in self.names() if id_.startswith(text))
        return [(ordinal, id_) for id_, ordinal in sorted(beginning)[:limit]]

    def spans_of(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each of some passages its start and end in its article's text."""
        found = self._spans.take(passages, "start", "end")
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def sources(self) -> list[str]:
        """Return the names of all sources, as written."""
        return list(self.fields().holdings("source"))

    def close(self) -> None:
        """Nothing is held but memory."""
