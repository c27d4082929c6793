"""Which articles print one story: pure functions of texts, and of keys made of them.

printed             what a text is compared by
keys                what it is found by among millions
comparison          whether two texts are copies
key_runs            which articles share a key
finder              which story an article prints
"""
