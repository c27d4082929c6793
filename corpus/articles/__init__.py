"""What was found, to an article or to word of its withdrawal.

dates_of_file       in which order and zone the dates of a file are read
outcome             what comes of it
assignment          which of a record's fields is which of an article's
stand_in_titles     a headline for an article that has none
records             a record of named fields, whose names are guessed
items               an item as a format for news holds it
"""
