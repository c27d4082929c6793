"""Results as rows: names with values, and how programs read them.

named               results as rows: names with values
moments             dates and times as one reads them
shapes              the shape of what was found as rows
threads             what leads on from an article as rows
watches             standing questions and their news as rows
quotations          quotations as rows
contents            what is in an index as rows
serialised          rows as JSON, JSON Lines and CSV
"""
