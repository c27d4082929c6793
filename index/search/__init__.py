"""One question, from its words to its hits.

searcher            the steps of a search: its table of contents
news_index          NewsIndex: what scripts and the command line hold in their hands
"""
