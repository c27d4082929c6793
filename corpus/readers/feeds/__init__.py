"""Feeds: an entry is an article.

rss_and_atom        RSS, RDF and Atom
json_feed           JSON Feed, whose objects `corpus.readers.records.json_values` finds
site_exports        what exports of sites that are feeds say beyond that
entries             an entry of any of them to an item
"""
