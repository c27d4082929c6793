"""Feeds: an entry is an article.

rss_and_atom        RSS, RDF and Atom
json_feed           JSON Feed, whose objects `corpus.readers.records.json_values` finds
entries             an entry of any of them to an item
"""
