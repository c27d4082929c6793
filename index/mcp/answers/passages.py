"""What a search found."""

from pydantic import Field

from index.formats import rounded
from index.mcp.answers.cited import Answer, Cited, Copied, Said, cited, copied, said_of
from index.vocabulary.results import Hit, Hits


class Explained(Answer):
    """How the ranking score of a hit came about."""

    ranking_score: float
    shares: dict[str, float]
    words: dict[str, float] = Field({})


class FoundPassage(Answer):
    """A passage that answers."""

    rank: int
    score: float | None = Field(None, description="How likely it is relevant, 0 to 1.")
    article: Cited
    text: str = Field(description="Quoted from the article, from start to end.")
    start: int
    end: int
    answer_start: int | None = None
    answer_end: int | None = Field(None, description="The sentence that answers best.")
    speaker: str | None = Field(None, description="Who says it, if it is a quotation.")
    without: list[str] = Field([], description="Words of the question that the article lacks.")
    also_in: list[Copied] = Field([], description="Articles that print the same story.")
    story: list[Copied] = Field([], description="Others of the same running story.")
    explanation: Explained | None = None


class Counted(Answer):
    """How many of the articles that were found have which values of a field."""

    field: str
    values: dict[str, int]
    without: int
    distinct: int


class NewsFound(Said):
    """What a search found: `total` articles, of which these are the best passages."""

    nothing_close: bool = Field(
        description="The passages are only the nearest ones, and likely no answer."
    )
    hits: list[FoundPassage]
    next_offset: int | None = Field(None, description="Offset that shows what comes next.")
    facets: list[Counted] = Field([])


def news_of(hits: Hits, *, whole: bool, show_paths: bool) -> NewsFound:
    """Return what a search found.

    Args:
        hits: those of one page.
        whole: give passages whole, not the answer in its context.
        show_paths: say where on this machine's disk articles were found, too.
    """
    return NewsFound(
        **said_of(hits, show_paths=show_paths),
        nothing_close=hits.weak,
        hits=[_passage(hit, whole=whole, show_paths=show_paths) for hit in hits],
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


def _passage(hit: Hit, *, whole: bool, show_paths: bool) -> FoundPassage:
    shown = hit.passage if whole or hit.window is None else hit.window
    answer = hit.answer
    return FoundPassage(
        rank=hit.rank,
        score=rounded(hit.score),
        article=cited(hit.article, show_paths=show_paths),
        text=shown.text,
        start=shown.start,
        end=shown.end,
        answer_start=answer.start if answer else None,
        answer_end=answer.end if answer else None,
        speaker=hit.speaker,
        without=list(hit.without),
        also_in=copied(hit.copies),
        story=copied(hit.story),
        explanation=_explained(hit),
    )


def _explained(hit: Hit) -> Explained | None:
    if hit.explanation is None:
        return None
    return Explained(
        ranking_score=round(hit.ranking_score, 4),
        shares={name: round(share, 4) for name, share in hit.explanation.shares.items() if share},
        words={word: round(score, 4) for word, score in hit.explanation.words.items()},
    )
