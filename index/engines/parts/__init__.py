"""What engines share that keep an index in parts: articles committed together, written once.

numbering           numbers that run on over parts
contents            what a generation says of its parts
alive               which articles are still in the index
highest             the highest of many scores
passage_mask        which passages may be found
ledger              where articles were found: what is noted, and what is asked
store               the articles of all parts, numbered on
keyword             the keyword leg: postings as arrays, scored as Whoosh scores
dense               the dense leg: cosines over all parts
snapshot            one generation, opened
writing             articles to changes of parts
changing            the changes of an index, each handed to a writer
"""

from index.engines.parts.snapshot import PartedSnapshot

__all__ = ["PartedSnapshot"]
