"""What templates show.

chosen              conditions that are in force, each to be taken away
facets              fields worth counting by, and their values to click
told                what is to be said of all that was found
hits                articles that were found
bars                a timeline of one question, each bar of which narrows the search
lines               several questions over time, in one drawing
quoted              quotations, with what a question asks for
marking             an article's text, with what a question asks for
"""
