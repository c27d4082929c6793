"""What an incoming article does: it is new, newer, known, withdrawn, or a copy.

versions            versions of one item, as news agencies number them
"""
