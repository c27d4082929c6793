"""Articles and withdrawals on their way in, decided upon one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import Article, Withdrawal
from index.engines.parts.writing.batch import Batch
from index.engines.parts.writing.preparing import prepare
from index.intake import Effect, Signature, digest_of
from index.vocabulary.results import AddReport

if TYPE_CHECKING:
    from index.copies import Placed
    from index.engines.parts.writing.ahead import Come
    from index.engines.parts.writing.preparing import Fits, Prepared
    from index.intake import Intake


class _Gathered:
    """Articles that were prepared together and go in."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self._rows: list[int] = []
        self._articles: list[Article] = []
        self._digests: list[bytes] = []
        self._placed: list[Placed] = []

    def put(self, article: Article, row: int, digest: bytes, placed: Placed) -> None:
        self._rows.append(row)
        self._articles.append(article)
        self._digests.append(digest)
        self._placed.append(placed)

    def batch(self) -> Batch:
        prepared = self.prepared.only(self._rows).with_digests(self._digests)
        return Batch(self._articles, prepared, self._placed)


class Coming:
    """Articles and withdrawals on their way in, the articles into one part."""

    def __init__(self, intake: Intake, fits: Fits) -> None:
        self.intake = intake
        self._fits = fits
        self._gathered: list[_Gathered] = []
        self._expected: Prepared | None = None
        """Of what comes next."""
        self.passages = 0

    def put(self, item: Article | Withdrawal, come: Come) -> tuple[Effect, bytes]:
        """Take an item in, if the intake lets it; return the digest of an article besides.

        Args:
            item: under the id that it goes by here.
            come: the same as it came.
        """
        if isinstance(item, Withdrawal):
            return self.intake.take(item).effect, b""
        prepared, row = come.prepared, come.row
        if prepared is not None and prepared is not self._expected:
            self._expected = prepared
            self.intake.expect(prepared.keys)
        keys = None if prepared is None else prepared.keys[row]
        same = prepared is not None and item is come.item
        digest = prepared.digests[row] if prepared and same else digest_of(item)
        decision = self.intake.take(item, Signature(digest, keys))
        if decision.placed is not None:
            if prepared is None:  # it was known as it came, and is no longer
                prepared, row = prepare([item], self._fits), 0
            if not self._gathered or self._gathered[-1].prepared is not prepared:
                self._gathered.append(_Gathered(prepared))
            self._gathered[-1].put(item, row, digest, decision.placed)
            self.passages += len(prepared.passages[row])
        return decision.effect, digest

    def batches(self) -> list[Batch]:
        """Return what goes in."""
        return [gathered.batch() for gathered in self._gathered]

    def report(self) -> AddReport:
        """Say what adding this batch does."""
        effects = self.intake.effects
        return AddReport(
            added=effects[Effect.NEW],
            replaced=effects[Effect.NEWER],
            unchanged=effects[Effect.KNOWN] + effects[Effect.OLDER],
            passages=self.passages,
            withdrawn=effects[Effect.WITHDRAWN],
            crossed=tuple(self.intake.crossed),
        )
