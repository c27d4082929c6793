"""What was found, to an article or to word of its withdrawal.

dates_of_file       in which order and zone the dates of a file are read
outcome             what comes of it
records             a record of named fields, whose names are guessed
items               an item as a format for news holds it
"""
