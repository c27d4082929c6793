"""What the tools answer: short, and with all that it takes to cite; what is not known is left out.

Moments are ISO 8601, places in texts count characters of the article's text from 0.
"""

from typing import Any

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer


class Answer(BaseModel):
    """What leaves out what it has no value for, unless that is always there."""

    @model_serializer(mode="wrap")
    def _said(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        return {
            name: value
            for name, value in whole(self).items()
            if fields[name].is_required() or value not in (None, "", [], {})
        }


class Cited(Answer):
    """An article, as one cites it."""

    id: str
    title: str = ""
    source: str = ""
    authors: list[str] = []
    published: str | None = None
    section: str = ""
    language: str = ""
    url: str = Field("", description="http or https; link to it.")
    embargoed: str = Field("", description="Until when it is not to be published.")
    files: list[str] = Field([], description="Where it was found on the server's disk.")


class Copied(Answer):
    """Another article that prints or tells the same."""

    id: str
    source: str = ""
    published: str | None = None


class Explained(Answer):
    """How the ranking score of a hit came about."""

    ranking_score: float
    shares: dict[str, float]
    words: dict[str, float] = {}


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


class Said(Answer):
    """What is to be said of all that was found."""

    total: int
    missing: list[str] = Field([], description="Words of the question that no article has.")
    corrections: dict[str, str] = Field({}, description="Words as they were read instead.")
    read_as: dict[str, str] = Field({}, description="Times in the question, as understood.")
    note: str = ""
    unembedded: int | None = Field(
        None, description="Passages that are found by their words alone, since vectors are lacking."
    )


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
    facets: list[Counted] = []


class ArticleText(Cited):
    """An article with its text, or a stretch of it."""

    updated: str | None = None
    text: str
    start: int
    end: int
    length: int = Field(description="Characters that the whole text has.")
    next_start: int | None = Field(None, description="Where to read on.")


class EarlierArticle(Answer):
    """An article to read before another one."""

    rank: int
    score: float = Field(description="How near its matter is, 0 to 1.")
    article: Cited
    sentence: str = Field("", description="What it shares most with the other article.")
    start: int | None = None
    end: int | None = None
    also_in: list[Copied] = []


class Background(Answer):
    """What to read before an article, best first."""

    articles: list[EarlierArticle]


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
    counts: list[int] = []
    shares: list[float | None] = Field([], description="Of all articles of each period.")
    bursts: list[BurstFound] = []


class TimelineDrawn(Answer):
    """When articles that match were published."""

    by: str
    periods: list[Period]
    questions: list[QuestionCounted]


class QuoteFound(Answer):
    """What somebody said."""

    rank: int
    score: float | None = None
    words: str
    speaker: str | None = Field(None, description="Not there where the text does not tell.")
    article: Cited
    start: int
    end: int
    also_in: list[Copied] = Field([], description="Articles that quote the same words.")


class QuotesFound(Said):
    """What was said: `total` quotations, of which these are the best."""

    quotes: list[QuoteFound]
