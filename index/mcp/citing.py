"""Results of the index as the tools answer them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.formats import embargo_of, rounded, web_link
from index.mcp.answers import (
    Background,
    BurstFound,
    Cited,
    Copied,
    Counted,
    EarlierArticle,
    Explained,
    FoundPassage,
    NewsFound,
    Period,
    QuestionCounted,
    QuoteFound,
    QuotesFound,
    TimelineDrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from corpus import Article
    from index.vocabulary.results import (
        Copy,
        Hit,
        Hits,
        Quotation,
        Quotes,
        Related,
        Timeline,
    )


@dataclass(frozen=True, slots=True)
class Citing:
    """Makes answers of results."""

    show_paths: bool
    """Whether answers may say where on this machine's disk articles were found."""

    def facts(self, article: Article) -> dict[str, Any]:
        """Return what `Cited` says of an article."""
        return {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "authors": list(article.authors),
            "published": moment(article.published),
            "section": article.section,
            "language": article.language,
            "url": web_link(article),
            "embargoed": embargo_of(article),
            "files": list(map(str, article.origins)) if self.show_paths else [],
        }

    def found(self, hits: Hits, *, whole: bool) -> NewsFound:
        """Return what a search found.

        Args:
            hits: those of one page.
            whole: give passages whole, not the answer in its context.
        """
        return NewsFound(
            **self._said(hits),
            nothing_close=hits.weak,
            hits=[self._passage(hit, whole=whole) for hit in hits],
            next_offset=hits.next_offset,
            facets=[
                Counted(
                    field=facet.field,
                    values={str(each.value): each.articles for each in facet.values},
                    without=facet.without,
                    distinct=facet.distinct,
                )
                for facet in hits.facets
            ],
        )

    def _passage(self, hit: Hit, *, whole: bool) -> FoundPassage:
        shown = hit.passage if whole or hit.window is None else hit.window
        answer = hit.answer
        return FoundPassage(
            rank=hit.rank,
            score=rounded(hit.score),
            article=self._cited(hit.article),
            text=shown.text,
            start=shown.start,
            end=shown.end,
            answer_start=answer.start if answer else None,
            answer_end=answer.end if answer else None,
            speaker=hit.speaker,
            without=list(hit.without),
            also_in=_copied(hit.copies),
            story=_copied(hit.story),
            explanation=_explained(hit),
        )

    def background(self, found: Iterable[Related]) -> Background:
        """Return what to read before an article."""
        articles = [
            EarlierArticle(
                rank=each.rank,
                score=round(each.score, 4),
                article=self._cited(each.article),
                sentence=each.sentence.text if each.sentence else "",
                start=each.sentence.start if each.sentence else None,
                end=each.sentence.end if each.sentence else None,
                also_in=_copied(each.copies),
            )
            for each in found
        ]
        return Background(articles=articles)

    def quotes(self, quotes: Quotes) -> QuotesFound:
        """Return what was said."""
        return QuotesFound(**self._said(quotes), quotes=list(map(self._quote, quotes)))

    def _quote(self, quotation: Quotation) -> QuoteFound:
        return QuoteFound(
            rank=quotation.rank,
            score=rounded(quotation.score),
            words=quotation.words,
            speaker=quotation.speaker,
            article=self._cited(quotation.article),
            start=quotation.pieces[0][0],
            end=quotation.pieces[-1][1],
            also_in=_copied(quotation.also_in),
        )

    def _cited(self, article: Article) -> Cited:
        return Cited(**self.facts(article))

    def _said(self, found: Hits | Quotes) -> dict[str, Any]:
        """Return what `Said` says of all that was found."""
        return {
            "total": found.total,
            "missing": list(found.missing),
            "corrections": dict(found.corrections),
            "read_as": {reading.words: reading.meaning for reading in found.read_as},
            "note": found.note if self.show_paths else _without_paths(found.note),
            "unembedded": found.unembedded or None,
        }


def drawn(timeline: Timeline) -> TimelineDrawn:
    """Return when what questions find was published."""
    return TimelineDrawn(
        by=timeline.by,
        periods=[
            Period(first=str(each.first), last=str(each.last), articles=each.articles)
            for each in timeline.periods
        ],
        questions=[
            QuestionCounted(
                question=line.question,
                articles=line.articles,
                undated=line.undated,
                counts=[] if timeline.share else list(line.counts),
                shares=[rounded(share) for share in timeline.shares(line)] * timeline.share,
                bursts=[
                    BurstFound(
                        first=str(burst.first),
                        last=str(burst.last),
                        peak=str(burst.peak),
                        articles=burst.articles,
                        usual=round(burst.usual, 1),
                        id=burst.id,
                        title=burst.title,
                    )
                    for burst in line.bursts
                ],
            )
            for line in timeline.lines
        ],
    )


def moment(moment: datetime | None) -> str | None:
    """Return a moment as answers have it."""
    return None if moment is None else moment.isoformat()


def _explained(hit: Hit) -> Explained | None:
    if hit.explanation is None:
        return None
    return Explained(
        ranking_score=round(hit.ranking_score, 4),
        shares={name: round(share, 4) for name, share in hit.explanation.shares.items() if share},
        words={word: round(score, 4) for word, score in hit.explanation.words.items()},
    )


def _copied(copies: Iterable[Copy]) -> list[Copied]:
    return [
        Copied(
            id=copy.id,
            source=copy.source,
            published=moment(copy.published),
        )
        for copy in copies
    ]


def _without_paths(note: str) -> str:
    """Return what is to be said without what names files there are: `no path 'x'; …`."""
    return "\n".join(
        line.partition(";")[0] if line.startswith("no path ") else line
        for line in note.splitlines()
    )
