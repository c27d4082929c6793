"""Articles to a new generation, by one writer at a time.

journal             vectors that are not committed yet
embedding           passages to vectors
parts               a part, written once
ledger              where articles were found, as files of the index
merge_policy        which parts are better one
merging             several parts to one
staged              what is written and not yet published
staging             builds the next generation, change by change
provenance          what is to be noted of where articles were found
writer              articles, withdrawals and removals to changes, commit by commit
"""
