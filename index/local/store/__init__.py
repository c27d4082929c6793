"""The articles, in SQLite.

schema              the tables of a part
rows                an article to a row, and back
part                the articles of one part
filters             which articles of a part pass filters
copy_keys           by what copies of its articles are found
store               those of all parts, numbered on
"""
