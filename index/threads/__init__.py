"""From an article onwards: what is near to it, what comes before it, its story.

matter              what an article is about
near                the articles nearest to one in matter
background          what to read before an article
novelty             what is new in each step of a story
related             what is told of articles near to one
membership          which articles tell of one running story
grouping            which of some articles tell of one running story
story               a running story as a thread
"""

from index.threads.background import background, earlier_than
from index.threads.grouping import by_story
from index.threads.matter import Matter, matter_of
from index.threads.near import Near, nearest
from index.threads.related import related
from index.threads.story import story_of

__all__ = [
    "Matter",
    "Near",
    "background",
    "by_story",
    "earlier_than",
    "matter_of",
    "nearest",
    "related",
    "story_of",
]
