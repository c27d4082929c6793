"""The keyword leg over all parts, however an engine keeps their postings.

fields              what is known of a passage, field by field
lengths             the lengths of passages, as Whoosh rounds them
postings            the postings of a term as arrays, and as bytes
part                what the keyword index of one part gives
runs                terms that follow one another, with their postings as few arrays
packing             those to bytes, and back
taking              passages taken apart
inversion           passages turned inside out
merging             the keyword indexes of some parts as that of one
phrases             words side by side
patterns            the words that `harb*` stands for
holding             which passages hold what is demanded
spelling            words near a word
scored              where words occur, and what BM25 makes of it
answer              the scores of one question
leg                 the leg: BM25 over all parts
"""
