"""Ranked passages to what a reader is told.

sentence            the sentence that answers best
speaker             who says it, where it is a quotation
hits                a ranking to hits
"""
