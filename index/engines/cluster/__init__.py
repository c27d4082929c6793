"""The engine that keeps an index in Lance tables, in a folder that machines share or a bucket.

kept                what was read, kept in memory and on disk, up to a bound
objects             where it is kept: small objects, written once
generations         which parts make up the index; the commit
tables              Lance tables, written once and read by row
ledger              where articles were found
store               the articles of a part
keyword             the keyword index of a part
dense               the vectors of a part
opened              what is opened of parts, handed on from generation to generation
snapshot            one generation, put together
writing             articles to a new generation
filling             the same by the machines of a Ray cluster
index               made, opened, read, and written to
"""

from index.engines.cluster.index import ClusterIndex

__all__ = ["ClusterIndex"]
