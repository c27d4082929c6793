"""Files and folders to articles, and what a script gives: the ways in.

article_reader      every article in files and folders, one at a time
unknown_files       files that are not documents, counted and told of
from_scripts        articles, records and rows of data frames, as a script has them
inspection          a look at what is read, without indexing
"""
