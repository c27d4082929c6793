"""The articles of a part, in SQLite.

schema              the tables of a part
held                an article's values, written
said                an article's quotations, written
file                the file of a part, opened
part                the articles of one part
fields              which articles of a part have which values
quotations          the quotations of one part
copy_keys           by what copies of its articles are found
"""
