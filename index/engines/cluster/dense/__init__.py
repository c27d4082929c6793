"""Vectors in tables, a row for each passage; those of a large one with Lance's own index.

writing             tables of vectors, and their indexes
rows                the rows of a table, read as they are asked for
vectors             the vectors of a part, read
rows                the rows of a table, read as they are asked for
"""
