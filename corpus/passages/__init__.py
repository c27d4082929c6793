"""An article's text to passages.

languages           the common words and abbreviations of languages
identification      which of them a text is written in
signs               where sentences end by signs of other scripts
points              where sentences end by the words around a point
sentences           where sentences begin and end
packing             whole sentences, packed to about 150 words
"""
