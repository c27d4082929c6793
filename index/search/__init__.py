"""One question, from its words to its hits.

asked               what is asked of an index: a question, and the conditions that it comes with
counted             what is in an index, counted by its values
searching           the steps of a search over one snapshot, and the shape of what it found
methods             what `NewsIndex` can do, a class for each family of methods
opening             an index opened, and the models that it needs
migrating           an index taken over by another engine
news_index          NewsIndex, what scripts and the command line hold: all of these in one
"""

from index.search.asked.conditions import Conditions, hits_of_article
from index.search.methods.batches import batch_questions
from index.search.migrating import migrate
from index.search.news_index import NewsIndex
from index.search.opening import WAIT

__all__ = ["WAIT", "Conditions", "NewsIndex", "batch_questions", "hits_of_article", "migrate"]
