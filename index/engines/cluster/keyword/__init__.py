"""The keyword index of a part: a table of postings, sorted by term.

writing             the tables, written from passages or from other parts
part                the tables, read
"""
