"""What is in an index, counted by its values.

fields              what articles can be asked for by
facets              how many of the articles that were found have which values
foreign             languages of an index that its model was not made for
archive             articles, counted by source, language and day
"""
