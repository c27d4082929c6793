"""Files and folders to articles: the one way in.

article_reader      every article in files and folders, one at a time
inspection          a look at what is read, without indexing
"""
