"""The articles, in SQLite.

schema              the tables of a part
rows                an article to a row, and back
held                an article's values, written
said                an article's quotations, written
part                the articles of one part
fields              which articles of a part have which values
quotations          the quotations of one part, and those of all, numbered on
holdings            which articles of all parts have which values
copy_keys           by what copies of its articles are found
store               those of all parts, numbered on
"""
