"""What was found, to an article or to word of its withdrawal.

outcome             what comes of it
records             a record of named fields, whose names are guessed
items               an item as a format for news holds it
"""
