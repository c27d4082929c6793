"""Articles to changes of parts, whoever writes those.

adding              what is new goes in, what is older goes
provenance          what is to be noted of where articles were found
merge_policy        which parts are better one
"""
