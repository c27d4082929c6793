"""Articles to a new generation, by one writer at a time.

journal             vectors that are not committed yet
embedding           passages to vectors
parts               a part, written once
merging             several parts to one
writer              what is staged, and published
"""
