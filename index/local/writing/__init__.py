"""Articles to a new generation, by one writer at a time.

journal             vectors that are not committed yet
embedding           passages to vectors
parts               a part, written once
merge_policy        which parts are better one
merging             several parts to one
staged              what is written and not yet published
staging             builds the next generation, change by change
writer              articles, withdrawals and removals to changes, commit by commit
"""
