"""When articles that match were published."""

from pydantic import Field

from index.formats import rounded
from index.mcp.answers.cited import Answer
from index.vocabulary.results import Timeline


class Period(Answer):
    """A day, week, month or year, and all articles that were published in it."""

    first: str
    last: str
    articles: int


class BurstFound(Answer):
    """A time in which far more was written on a question than usually."""

    first: str
    last: str
    peak: str
    articles: int
    usual: float
    id: str = Field(description="Of the article that answers best.")
    title: str


class QuestionCounted(Answer):
    """What one question found: articles of each period."""

    question: str
    articles: int
    undated: int
    counts: list[int] = Field([])
    shares: list[float | None] = Field([], description="Of all articles of each period.")
    bursts: list[BurstFound] = Field([])


class TimelineDrawn(Answer):
    """When articles that match were published."""

    by: str
    periods: list[Period]
    questions: list[QuestionCounted]


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
