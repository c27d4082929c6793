"""The keyword leg: words and their postings in plain files.

analysis            Whoosh's fields and analysis chains
term_table          Whoosh's table, written many terms at a time
terms               the term index: Whoosh's ordered hash table
lengths             the lengths of passages, in a file
codec               the files to Whoosh's own reader, searcher and scorers
writing             the files of a part, written from passages or from other parts
part                the files of a part, read
prefixes            words that follow one another in the term index
"""
