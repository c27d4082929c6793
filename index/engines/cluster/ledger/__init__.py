"""Where articles were found, and which were withdrawn: a ledger beside the parts, in tables.

segment             one segment of it, read
writing             segments, written: of new notes, and of two
ledger              those of a generation, read as one
"""
