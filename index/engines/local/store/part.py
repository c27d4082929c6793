"""The articles of one part: a SQLite file, written once, read-only ever after."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from index.copies import KEYS, KeyRun, keys_of, printed
from index.engines.local.commit.disk import OWNER_FILE, read_array
from index.engines.local.store.copy_keys import load_keys
from index.engines.local.store.fields import PartFields
from index.engines.local.store.file import UNREADABLE, PartFile
from index.engines.local.store.held import HeldValues
from index.engines.local.store.quotations import PartQuotations
from index.engines.local.store.said import WrittenQuotations
from index.engines.local.store.schema import _INDEXES, _SCHEMA, ARTICLES, FACTS
from index.engines.parts.numbering import Numbering
from index.engines.parts.store.facts import FACTS as FACTS_KEPT
from index.engines.parts.store.facts import KnownFacts, facts_of
from index.engines.parts.store.rows import article_of, row_of
from index.intake import digest_of
from index.vocabulary.errors import DamagedIndexError
from index.vocabulary.made_once import made_once
from index.vocabulary.rendering import render
from index.vocabulary.results import Copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus import Article
    from index.engines.parts.store.kept import Kept


# Statements below are put together from the constants of this module; values are bound.
# ruff: noqa: S608

_COLUMNS = (
    "a.digest, a.id, a.title, s.text, a.published, a.updated, a.source, a.authors, a.section, "
    "a.language, a.url, a.extra"
)

_MANY = 8
"""Where more than one article in so many is looked for by its id, all are looked at."""


def write_articles(folder: Path, articles: Iterable[Kept]) -> tuple[int, int]:
    """Write the articles of a part and their passages; return how many of both.

    Args:
        folder: of the part.
        articles: with all that is kept of each.
    """
    first, ordinal = 0, -1
    facts = []
    (folder / ARTICLES).touch(OWNER_FILE)  # SQLite would not say why it can't be made
    with closing(sqlite3.connect(folder / ARTICLES, isolation_level=None)) as connection:
        # The file counts only once the manifest names it, and is synced as a whole before.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.executescript(f"BEGIN; {_SCHEMA}")
        held, said = HeldValues(connection), WrittenQuotations(connection)
        for ordinal, kept in enumerate(articles):
            article, passages = kept.article, kept.passages
            row = (ordinal, *row_of(article, kept.digest), first, len(passages))
            connection.execute(f"INSERT INTO article VALUES ({','.join('?' * len(row))})", row)
            held.note(ordinal, kept.values)
            said.note(ordinal, article.text, kept.quotations)
            connection.execute("INSERT INTO story VALUES (?, ?)", (ordinal, article.text))
            connection.executemany(
                "INSERT INTO passage VALUES (?, ?, ?)",
                ((number, *span) for number, span in enumerate(passages, first)),
            )
            first += len(passages)
            told = kept.story, kept.day
            facts.append(facts_of(article, len(passages), told, kept.generation))
        held.write()
        connection.execute("COMMIT")
        connection.executescript(f"BEGIN; {_INDEXES} COMMIT;")
    np.save(folder / FACTS, np.array(facts, FACTS_KEPT))
    said.save(folder)
    return ordinal + 1, first


def stored_counts(folder: Path) -> tuple[int, int]:
    """Return how many articles and passages the store of a part says that it has.

    Raises:
        DamagedIndexError: it can't be read.
    """
    with closing(PartStore(folder, 0, 0)) as store:
        ((articles, passages),) = store.query("SELECT count(*), sum(passages) FROM article")
    return articles, passages or 0


class PartStore(PartFile, KnownFacts):
    """The articles of one part.

    What is read is held to what was written: an article to its digest, counts to the manifest's.
    """

    def __init__(self, folder: Path, articles: int, passages: int) -> None:
        """Open the store of a part that has so many articles and passages."""
        super().__init__(folder)
        self._articles = articles
        self._passages = passages

    @made_once
    def _facts(self) -> NDArray[np.void]:
        """What is known of each article, in order."""
        facts = read_array(self.path.with_name(FACTS))
        if (
            facts.shape != (self._articles,)
            or facts.dtype != np.dtype(FACTS_KEPT)
            or int(facts["passages"].sum(dtype=np.int64)) != self._passages
        ):
            raise DamagedIndexError(f"{self.path} is damaged (its counts are wrong)")
        return facts

    def facts(self) -> NDArray[np.void]:
        """Return all that `FACTS_KEPT` names, of each article, in order: (articles,)."""
        return self._facts

    def stories(self) -> Iterator[tuple[int, int]]:
        """Yield the story that each article prints, and the day when it was first told."""
        return zip(self._facts["story"].tolist(), self._facts["day"].tolist(), strict=True)

    def keys(self) -> KeyRun:
        """Return by what copies of the articles are found, numbered from 0 on."""
        kept = load_keys(self.folder, self._articles)
        if kept is not None:
            return kept
        # They were made by another version of the library that makes them.
        keys = [keys_of(article.own_title, printed(article.text)) for article, _ in self.articles()]
        return KeyRun.of(np.array(keys, np.uint64).reshape(-1, KEYS), 0)

    def fields(self) -> PartFields:
        """Return which articles have which values."""
        return PartFields(self, self._articles)

    def quotations(self) -> PartQuotations:
        """Return what is said in them."""
        return PartQuotations(self, self._articles)

    def found(self, id_: str) -> list[tuple[int, bytes]]:
        """Return the ordinal of the article with an id, and the digest of what it says, if any."""
        return self.query("SELECT ordinal, digest FROM article WHERE id = ?", (id_,))

    def ids_of(self, ordinals: Sequence[int]) -> list[str]:
        """Return the ids of some articles."""
        statement = "SELECT id FROM article WHERE ordinal = ?"
        return [self._one(statement, ordinal)[0] for ordinal in ordinals]

    def spans_of(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each of some passages its start and end in its article's text."""
        statement = "SELECT start, end FROM passage WHERE number = ?"
        return [self._one(statement, number) for number in passages]

    def _one(self, statement: str, value: int) -> Any:
        rows = self.query(statement, (value,))
        if not rows:
            raise DamagedIndexError(f"{self.path} is damaged ({value} is not there)")
        return rows[0]

    def sources(self) -> list[str]:
        """Return the names of all sources, as written."""
        return [
            name for (name,) in self.query("SELECT DISTINCT value FROM held WHERE field = 'source'")
        ]

    def texts(self, first: int, end: int) -> Iterator[str]:
        """Yield the passages `first` to `end` - 1 as both legs see them."""
        ordinal, _ = Numbering(self.passage_counts()).locate(first)
        while first < end:
            article = self.article(ordinal)
            before, spans = self.place(ordinal)
            for start, stop in spans[first - before : end - before]:
                yield render(article.own_title, article.text[start:stop])
            first, ordinal = before + len(spans), ordinal + 1

    def ids(self) -> list[str]:
        """Return the ids of all articles, in order."""
        return [id_ for (id_,) in self.query("SELECT id FROM article ORDER BY ordinal")]

    def ids_beginning(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return the first ids that begin with a text, each after its article's ordinal."""
        statement = "SELECT ordinal, id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return self.query(statement, (text, f"{text}{chr(sys.maxunicode)}", limit))

    def integrity(self) -> list[str]:
        """Return what SQLite's own check finds wrong."""
        return [str(line) for (line,) in self.query("PRAGMA integrity_check") if line != "ok"]

    def article(self, ordinal: int) -> Article:
        """Return an article by its place in the part."""
        rows = self.query(
            f"SELECT {_COLUMNS} FROM article a JOIN story s USING (ordinal) WHERE ordinal = ?",
            (ordinal,),
        )
        if not rows:
            raise DamagedIndexError(f"{self.path} is damaged (article {ordinal} is not there)")
        return self._article(rows[0])

    def text(self, ordinal: int) -> str:
        """Return the text of an article by its place in the part."""
        (text,) = self._one("SELECT text FROM story WHERE ordinal = ?", ordinal)
        return str(text)

    def articles(self) -> Iterator[tuple[Article, list[tuple[int, int]]]]:
        """Yield all articles with the spans of their passages, in order."""
        statement = f"SELECT {_COLUMNS} FROM article a JOIN story s USING (ordinal) "
        counts = self.passage_counts()
        try:
            spans = iter(self.connection.execute("SELECT start, end FROM passage ORDER BY number"))
            rows = self.connection.execute(f"{statement} ORDER BY ordinal")
            for count, row in zip(counts.tolist(), rows, strict=True):
                yield self._article(row), list(islice(spans, count))
        except (ValueError, *UNREADABLE) as error:
            raise self.damage_error(error) from error

    def _article(self, row: Sequence[Any]) -> Article:
        """Make an article of a row, if the row is what was written."""
        try:
            article = article_of(row[1:])
            if digest_of(article) == row[0]:
                return article
        except (ValueError, TypeError):
            pass
        raise DamagedIndexError(f"{self.path} is damaged (an article is not what was written)")

    def said_so(self, found: Mapping[str, Collection[bytes]]) -> NDArray[np.bool_]:
        """Return which articles are of some ids, and say what one of some digests is of.

        Args:
            found: digests by id.

        Returns:
            A bool for each article: (articles,).
        """
        meeting = np.zeros(self._articles, np.bool_)
        statement = "SELECT ordinal, id, digest FROM article"
        values: tuple[str, ...] = ()
        if _MANY * len(found) < self._articles:
            statement += " WHERE id IN (SELECT value FROM json_each(?))"
            values = (json.dumps(list(found)),)
        for ordinal, id_, digest in self.query(statement, values):
            if digest in found.get(id_, ()) and 0 <= ordinal < self._articles:
                meeting[ordinal] = True
        return meeting

    def names(self) -> Iterator[tuple[int, str, bytes]]:
        """Yield the ordinal of each article, its id, and the digest of what it says."""
        return iter(self.query("SELECT ordinal, id, digest FROM article"))

    def printing(self, ordinal: int) -> Copy:
        """Return what there is to say of an article beside others that print the same."""
        statement = "SELECT id, title, source, published, url FROM article WHERE ordinal = ?"
        ((id_, title, source, published, url),) = self.query(statement, (ordinal,))
        moment = datetime.fromisoformat(published) if published else None
        return Copy(id_, title, source, moment, url)

    def place(self, ordinal: int) -> tuple[int, list[tuple[int, int]]]:
        """Return the number of an article's first passage, and the spans of all its passages."""
        statement = "SELECT first_passage, passages FROM article WHERE ordinal = ?"
        ((first, count),) = self.query(statement, (ordinal,))
        statement = (
            "SELECT start, end FROM passage WHERE number >= ? AND number < ? ORDER BY number"
        )
        return first, self.query(statement, (first, first + count))

    def passages_in(self, ordinals: Sequence[int]) -> int:
        """Return how many passages some articles have."""
        statement = (
            "SELECT sum(passages) FROM article WHERE ordinal IN (SELECT value FROM json_each(?))"
        )
        return int(self.query(statement, (json.dumps(list(ordinals)),))[0][0] or 0)
