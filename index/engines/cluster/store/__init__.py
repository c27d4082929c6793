"""The articles of a part, in tables.

writing             articles to the tables of a part
part                the articles of one part, read
fields              which articles of a part have which values
quotations          the quotations of one part
copy_keys           by what copies of its articles are found
"""
