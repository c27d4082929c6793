"""The steps of a search over one snapshot, and the shape of what it found.

found               what a question found, before texts are read
timelines           when what was found was published
terms               which words and sources stand out in what was found
unmatched           conditions that no article meets, and what there is instead
reading             what a question asks for, once it is read
recent              rankings of the last questions
order               the one order of what a question finds
showing             what a search shows of a ranking
searcher            the steps of a search: its table of contents
"""
