"""From an article onwards: what is near to it, what comes before it, its story.

matter              what an article is about
near                the articles nearest to one in matter
related             what is told of them
"""

from index.threads.matter import Matter, matter_of
from index.threads.near import Near, nearest
from index.threads.related import related

__all__ = ["Matter", "Near", "matter_of", "nearest", "related"]
