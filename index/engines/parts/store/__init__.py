"""The articles of all parts, however an engine keeps those of one.

facts               what every search asks of all articles and quotations
kept                an article, and what was found out about it
rows                an article to a row, and back
part                what the store of one part gives
quotations          the quotations of all parts, numbered on
printings           which articles print one story, and which is shown first
holdings            which articles of all parts have which values
store               the articles of all parts, numbered on
"""
