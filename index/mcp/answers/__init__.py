"""What the tools answer: short, and with all that it takes to cite; what is not known is left out.

Moments are ISO 8601, places in texts count characters of the article's text from 0. Each module has
the form of an answer, and makes it of a result of the index.

cited               an article as one cites it, and what is to be said of all that was found
passages            what a search found
articles            an article with its text, and what to read before it
timelines           when articles were published
quotations          who said what
"""

from index.mcp.answers.articles import ArticleText, Background, background_of, text_of
from index.mcp.answers.passages import NewsFound, news_of
from index.mcp.answers.quotations import QuotesFound, quotes_of
from index.mcp.answers.timelines import TimelineDrawn, drawn

__all__ = [
    "ArticleText",
    "Background",
    "NewsFound",
    "QuotesFound",
    "TimelineDrawn",
    "background_of",
    "drawn",
    "news_of",
    "quotes_of",
    "text_of",
]
