"""What a reader reads from, and what it yields.

findings            records, items, members, faults
reader              the stream that it is given, and what a format says of itself
"""
