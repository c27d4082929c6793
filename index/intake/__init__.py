"""What an incoming article does: it is new, newer, known, older, withdrawn, or a copy.

digest              whether two articles say the same
versions            versions of one item, as news agencies number them
holdings            what is in the index, as far as intake asks
intake              article after article, what becomes of it
"""
