"""Articles to a new generation, by any number of writers: who is second begins anew.

parts               a part, written once: of articles, and of other parts
staging             builds the next generation, change by change
claims              who embeds what, of several writers that share the work
embedding           passages to vectors, kept until they are committed
commits             a change is made again until it is published
sharing             all vectors that are lacking, by as many writers as there are
cleaning            what no generation names is removed, after a while
writer              changes of all kinds, commit by commit
"""
