"""Files and folders to articles, and what a script gives: the ways in.

article_reader      every article in files and folders, one at a time
pieces              what another process needs to read some of the files, and what it tells
piece_reader        some of the files, read in place of the whole
unknown_files       files that are not documents, counted and told of
from_scripts        articles, records and rows of data frames, as a script has them
inspection          a look at what is read, without indexing
"""
