"""The articles of all parts, however an engine keeps those of one.

facts               what every search asks of all articles and quotations
kept                an article, and what was found out about it
rows                an article to a row, and back
fields              which articles of a part have which values
part                what the store of one part gives
quotations          the quotations of all parts, numbered on
printings           which articles print one story, and which is shown first
holdings            which articles of all parts have which values
numbered            the articles of all parts as numbers, numbered on
filtered            which pass filters, and what values they have
stories             which stories they print, and who says what
read                the articles themselves, by number and by id
store               all of that in one
"""
