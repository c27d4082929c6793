"""The fields of an article, out of what people write in them.

names               what fields are called in records of named fields
dates               dates as newsrooms write them
dates_in_lines      the day in a dateline
dates_in_urls       the day in an address
bylines             names, out of a byline
headlines           the headline that a text without markup begins with
document_properties  titles and names that a person, not a program, put into a document
plain_values        values of YAML, TOML and Parquet to values that JSON has
"""
