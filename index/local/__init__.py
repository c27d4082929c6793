"""The engine that keeps an index in one directory on one machine.

commit              one atomic step for all files of a generation
store               the articles: SQLite
keyword             the keyword leg: Whoosh
dense               the dense leg: FAISS
status              the figures of one generation
snapshot            one generation, opened
current             the generation in use
admission           whether an index can be made in a directory
writing             articles to a new generation
repair              verify, and mend
"""
