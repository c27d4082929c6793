"""An article's text to passages.

sentences           where sentences begin and end
packing             whole sentences, packed to about 150 words
"""
