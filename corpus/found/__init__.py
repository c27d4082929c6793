"""What a reader reads from, and what it yields.

findings            records, items, members, faults
ahead               what comes next, looked at before its turn
reader              the stream that it is given, and what a format says of itself
"""
