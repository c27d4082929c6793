"""Articles to a new generation, by one writer at a time.

journal             vectors that are not committed yet
embedding           passages to vectors
parts               a part, written once
ledger              where articles were found, as files of the index
merging             several parts to one
staged              what is written and not yet published
staging             builds the next generation, change by change
writer              changes of all kinds, commit by commit
"""
