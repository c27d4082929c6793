"""The index: what scripts and the command line hold in their hands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, get_args

from index.errors import (
    ArticleNotFoundError,
    EncoderMismatchError,
    IndexExistsError,
    NewsIndexError,
    NoIndexError,
    QuestionError,
)
from index.filters import When, filters
from index.generation import Generation
from index.interfaces import Mode
from index.lease import lease_newest
from index.manifest import MANIFEST, Manifest, publish, read_manifest
from index.model import DEFAULT_MODEL
from index.results import AddReport, Hits, RemoveReport, Status

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.encoder import Encoder
    from index.filters import Filters
    from index.interfaces import Allowed
    from index.query import Query
    from index.ranking import Engine, Ranking
    from index.reranker import Reranker

RERANKED = 50
"""Hits that a cross-encoder reads; it is some ten times as slow as all the rest of a search."""

WAIT = 10.0
"""Seconds that a writer waits for another to finish."""


class NewsIndex:
    """A searchable index of news in a directory.

    Make one with `create`, open one with `open`; either is a context manager. An open index
    answers from the generation that it opened; its own changes move it on.
    """

    def __init__(self, directory: Path) -> None:
        """Use `create` or `open`."""
        self._directory = directory
        manifest, self._lease = lease_newest(directory)
        self._generation = Generation(directory, manifest)
        self._loaded: Encoder | None = None
        self._rerankers: dict[str, Reranker] = {}

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, model: str = DEFAULT_MODEL) -> Self:
        """Make an empty index.

        Args:
            path: a directory that is empty or does not exist yet.
            model: a sentence-transformers model, by name or folder; it makes all vectors.

        Raises:
            IndexExistsError: there is an index already.
            NoIndexError: the directory holds something else.
            ModelNotFoundError: nothing goes by this name.
            EncoderError: the model can't be loaded.
        """
        from index.encoder import load_encoder

        directory = Path(path)
        if (directory / MANIFEST).exists():
            raise IndexExistsError(f"{directory} is an index already; open it instead")
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise NoIndexError(f"{directory} is not empty and no index; name another directory")
        encoder = load_encoder(model)
        settings = encoder.settings
        manifest = Manifest(0, settings.name, settings.fingerprint, settings.dimension, (), {})
        try:
            directory.mkdir(parents=True, exist_ok=True)
            publish(directory, manifest)
        except OSError as error:
            raise NewsIndexError(f"{directory} can't be written to ({error.strerror})") from error
        index = cls(directory)
        index._loaded = encoder
        return index

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, model: str | None = None) -> Self:
        """Open an index.

        Args:
            path: its directory.
            model: the encoder that it should have been made with; None takes what it has.

        Raises:
            NoIndexError: there is none.
            EncoderMismatchError: it was made with another model.
            DamagedIndexError: a file is missing or damaged.
            IndexFormatError: another version of newsdex wrote it.
        """
        directory = Path(path)
        if model is not None:
            _check_model(directory, read_manifest(directory), model)
        return cls(directory)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its files, and let the generation go."""
        self._generation.close()
        self._lease.release()

    def add(
        self,
        articles: Iterable[Article],
        *,
        atomic: bool = False,
        on_embedded: Callable[[int], None] | None = None,
    ) -> AddReport:
        """Add articles; one that is there already changes nothing, a changed one is replaced.

        Args:
            articles: any number; memory does not grow with it. A long add commits as it goes.
            atomic: make it one commit: an error in the middle leaves the index as it was.
            on_embedded: called with the number of passages embedded since the last call.

        Raises:
            IndexLockedError: another process is writing.
        """
        from index.writing import IndexWriter

        try:
            with IndexWriter(self._directory, wait=WAIT) as writer:
                report = writer.add(articles, self._encoder, atomic=atomic, on_embedded=on_embedded)
                self._reopen()  # before the writer clears away what no one holds
                return report
        finally:  # also after an error: earlier commits of a long add stand
            self._reopen()

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit; ids that are not there are reported.

        Raises:
            IndexLockedError: another process is writing.
        """
        from index.writing import IndexWriter

        with IndexWriter(self._directory, wait=WAIT) as writer:
            report = writer.remove([ids] if isinstance(ids, str) else ids)
            self._reopen()
            return report

    def search(  # noqa: PLR0913 - one parameter for each condition
        self,
        question: str,
        *,
        limit: int = 10,
        mode: Mode = "hybrid",
        since: When | None = None,
        until: When | None = None,
        source: str | None = None,
        author: str | None = None,
        section: str | None = None,
        language: str | None = None,
        per_article: int = 2,
        recent: float | None = None,
        today: date | None = None,
        rerank: str | None = None,
    ) -> Hits:
        """Return the passages that answer a question best.

        Words rank; marks bind: `"a phrase"`, `-without`, `+with`, `title:word`, `source:AFP`,
        `published:2021-03`, `begin*`, `simlar~`, `AND OR NOT ( )`. See docs/queries.md.

        Args:
            question: words, in any form.
            limit: most hits.
            mode: `hybrid`, or one leg alone: `keyword` (BM25) or `dense` (cosine).
            since: only articles published then or later; a day, a moment, or ISO 8601 text.
            until: only articles published up to then; a day counts to its end.
            source: only articles of this source; names are compared without case.
            author: only articles with these words, in this order, in a byline.
            section: only articles of this section.
            language: only articles in this language; `en` also stands for `en-GB`.
            per_article: most hits of one article; 0 for any number.
            recent: prefer new articles: days after which newness counts half, from the newest.
            today: the day that `yesterday` in a question is counted from; None takes today.
            rerank: a sentence-transformers CrossEncoder, by name or folder, that orders the
                first 50 hits anew; their scores are then its own.

        Raises:
            QuestionError: a mode, limit or date that means nothing.
            DamagedIndexError: a file is damaged.
            ModelNotFoundError, EncoderError: the reranker can't be found or loaded.
        """
        from index.fusion import WEAK, spread
        from index.hits import hits_of
        from index.query_parser import parse
        from index.ranking import Wish

        conditions = filters(
            since=since,
            until=until,
            source=source,
            author=author,
            section=section,
            language=language,
        )
        _check(mode, limit)
        if recent is not None and not recent > 0:
            raise QuestionError(f"recent: {recent} is no number of days above 0")
        if per_article < 0:
            raise QuestionError(f"per_article: {per_article} is below 0, which is any number")
        asked = parse(_proper(question))
        allowed = self._allowed(asked, conditions)
        wish = Wish(mode, 3 * limit, today=today, half_life=recent)
        ranking = (
            self._engine.rank(asked.words, allowed, wish)
            if asked.words.strip() or asked.condition is None
            else self._engine.newest(allowed)
        )
        if rerank is not None and asked.words.strip():
            ranking = self._reranked(ranking, asked.words, rerank)
        places = spread(ranking.articles, per_article)[:limit]
        hits = hits_of(ranking.at(places), self._generation.store, asked.words)
        hits.note = asked.note
        hits.corrections = ranking.corrections
        hits.confidence = ranking.confidence
        hits.weak = ranking.confidence is not None and ranking.confidence < WEAK
        hits.matched = ranking.keyword is None or bool(ranking.keyword.any())
        return hits

    def rank_articles(
        self, question: str, *, limit: int = 100, mode: Mode = "hybrid"
    ) -> list[tuple[str, float]]:
        """Return the ids of the best articles and their scores; the best passage counts.

        Raises:
            QuestionError: a mode or limit that means nothing.
        """
        import numpy as np

        from index.ranking import Wish

        _check(mode, limit)
        allowed = self._generation.store.allowed(filters())
        ranking = self._engine.rank(_proper(question), allowed, Wish(mode, 3 * limit))
        _, first = np.unique(ranking.articles, return_index=True)
        best = np.sort(first)[:limit]
        ids = self._generation.store.ids(ranking.articles[best])
        return list(zip(ids, ranking.scores[best].tolist(), strict=True))

    def article(self, id_: str) -> Article:
        """Return an article by its id.

        Raises:
            ArticleNotFoundError: no article has it.
        """
        article = self._generation.store.article_by_id(id_)
        if article is None:
            raise ArticleNotFoundError(f"no article has the id {id_!r}; search shows ids")
        return article

    def holds(self, id_: str) -> bool:
        """Tell whether an article has this id."""
        return self._generation.store.find(id_) is not None

    def status(self) -> Status:
        """Return what is in the index."""
        manifest = self._generation.manifest
        sources, oldest, newest = self._generation.store.summary()
        return Status(
            path=self._directory,
            generation=manifest.generation,
            articles=manifest.articles,
            passages=manifest.passages,
            parts=len(manifest.parts),
            removed=sum(part.removed_articles for part in manifest.parts),
            size=sum(entry.size for entry in manifest.files.values()),
            model=manifest.model,
            dimension=manifest.dimension,
            sources=sources,
            oldest=None if oldest is None else datetime.fromtimestamp(oldest, UTC),
            newest=None if newest is None else datetime.fromtimestamp(newest, UTC),
        )

    @property
    def _encoder(self) -> Encoder:
        """The encoder that made the index, loaded when first needed."""
        if self._loaded is None:
            from index.encoder import load_encoder

            manifest = self._generation.manifest
            self._loaded = load_encoder(manifest.model, manifest.fingerprint)
        return self._loaded

    @property
    def _engine(self) -> Engine:
        from index.ranking import Engine

        generation = self._generation

        def embed(question: str) -> NDArray[np.float32]:
            return self._encoder.question(question)

        return Engine(generation.store, lambda: generation.keyword, lambda: generation.dense, embed)

    def _reopen(self) -> None:
        manifest, lease = lease_newest(self._directory)
        if manifest == self._generation.manifest:
            lease.release()
            return
        before, held = self._generation, self._lease
        self._generation, self._lease = Generation(self._directory, manifest), lease
        before.close()
        held.release()

    def _allowed(self, asked: Query, conditions: Filters) -> Allowed | None:
        """Return the passages that marks in the question and filters leave."""
        from index.query import holding

        generation = self._generation
        allowed = generation.store.allowed(conditions)
        if asked.condition is None:
            return allowed
        bound = holding(asked.condition, generation.store, lambda: generation.keyword)
        return bound if allowed is None else bound & allowed

    def _reranked(self, ranking: Ranking, question: str, name: str) -> Ranking:
        """Order the first passages anew by a cross-encoder; the rest keep their order."""
        import numpy as np

        from index.rendering import render
        from index.reranker import load_reranker

        if name not in self._rerankers:
            self._rerankers[name] = load_reranker(name)
        store = self._generation.store
        head = ranking.at(np.arange(min(RERANKED, len(ranking.numbers))))
        articles = [store.article(number) for number in head.articles.tolist()]
        spans = store.spans(head.numbers.tolist())
        texts = [
            render(article.title, article.text[start:end])
            for article, (start, end) in zip(articles, spans, strict=True)
        ]
        scores = self._rerankers[name].scores(question, texts)
        return ranking.reordered(scores)


def _proper(question: str) -> str:
    """Return a question without halves of surrogate pairs, which no library takes."""
    return question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _check(mode: str, limit: int) -> None:
    if mode not in get_args(Mode):
        raise QuestionError(f"no mode {mode!r}; modes are {', '.join(get_args(Mode))}")
    if limit < 1:
        raise QuestionError(f"a limit of {limit} asks for nothing; it must be 1 or more")


def _check_model(directory: Path, manifest: Manifest, model: str) -> None:
    from index.model import find_model

    found = find_model(model)
    if found.fingerprint != manifest.fingerprint:
        raise EncoderMismatchError(
            f"{directory} was made with {manifest.model}, not with {found.name}; "
            "leave the model out, or make a new index for it"
        )
