"""The engine that keeps an index in one directory on one machine.

commit              one atomic step for all files of a generation
origins             where articles were found: SQLite
watches             standing questions: JSON
store               the articles: SQLite
keyword             the keyword leg: Whoosh
dense               the dense leg: FAISS
numbering           numbers that run on over parts
alive               which articles are still in the index
passage_mask        which passages may be found
status              the figures of one generation
snapshot            one generation, opened
current             the generation in use
writing             articles to a new generation
repair              verify, and mend
index               made, opened, read, and written to
"""

from index.local.index import LocalIndex

__all__ = ["LocalIndex"]
