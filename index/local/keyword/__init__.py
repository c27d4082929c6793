"""The keyword leg: words and their postings in plain files, scored as arrays, as Whoosh scores.

analysis            Whoosh's fields and analysis chains
postings            the postings of a term as arrays, and as bytes
terms               the term index: Whoosh's ordered hash table
lengths             the lengths of passages, as Whoosh rounds them
codec               the files to Whoosh's own reader, searcher and scorers
inversion           passages turned inside out
writing             the files of a part, written from passages or from other parts
part                the files of a part, read
phrases             words side by side
prefixes            words that follow one another in the term index
patterns            the words that `harb*` stands for
holding             which passages hold what is demanded
spelling            words near a word
scored              where words occur, and what BM25 makes of it
answer              the scores of one question
leg                 the leg: BM25 over all parts
"""
