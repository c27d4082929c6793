"""The keyword leg: Whoosh's files, their postings scored as arrays.

analysis            Whoosh's fields and analysis chains
postings            the postings of a term as arrays, and in Whoosh's blocks
inversion           passages turned inside out
writing             the files of a part, written from passages or from other parts
first_letters       which passages hold a word that begins with a letter
part                the files of a part, read
phrases             words side by side
spelling            words near a word
leg                 the leg: BM25 over all parts
"""
