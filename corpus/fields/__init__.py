"""The fields of an article, out of what people write in them.

names               what fields are called in records of named fields
dates               dates as newsrooms write them
dates_of_digits     a date that is one run of digits
day_and_month       dates in numbers: which one is the day
month_names         months and weekdays in other languages
countries           the country that a text comes from
time_zones          names of time zones
zone_elsewhere      the zone of a date that states none, by what stands beside it
dates_in_lines      the day in a dateline
dates_in_urls       the day in an address
bylines             names, out of a byline
invisible           characters that no reader sees and no letter needs
headlines           the headline that a text without markup begins with
document_properties  titles and names that a person, not a program, put into a document
plain_values        values of YAML, TOML and Parquet to values that JSON has
"""
