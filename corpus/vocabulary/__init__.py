"""What the whole of `corpus` speaks of: articles, errors, bounds.

given               values as a script gives them, to what an article keeps
links               what may become a link
visible             a text as it may be printed
in_notebooks        pieces of HTML by which notebooks show articles
article             what an article is, and how it gets its id
exported            an article as a row that says everything of it, and back
origin              where an article was found, and what is known of that file
limits              what a file from a stranger may cost
errors              what can go wrong while reading
"""
