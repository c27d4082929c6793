"""The engine that keeps an index in one directory on one machine.

commit              one atomic step for all files of a generation
origins             where articles were found: SQLite
watches             standing questions: JSON
removed             which articles are no longer in the index
store               the articles of a part: SQLite
keyword             the keyword index of a part: Whoosh's tables
dense               the vectors of a part: FAISS
status              the figures of one generation
snapshot            one generation, opened
current             the generation in use
writing             articles to a new generation
repair              verify, and mend
index               made, opened, read, and written to
"""

from index.engines.local.index import LocalIndex

__all__ = ["LocalIndex"]
