"""Files of records with named fields, of which any may be an article.

json_lines          a record a line
json_values         JSON: an array, an object around one, single objects
delimited           CSV and TSV
parquet             Parquet
excel               XLSX
open_spreadsheet    ODS
sheets              rows of either to records
wrapped             records out of what systems put around them in JSON
numbers_beyond_json  NaN and Infinity in JSON made null
"""
