"""Articles to changes of parts, whoever writes those.

preparing           what is made of articles whatever the index holds
batch               articles on their way into a part
workers             other processes that prepare them
ahead               what comes in, prepared ahead of its turn
coming              what becomes of it, article after article
provenance          what is to be noted of where articles were found
adding              what is new goes in, what is older goes
merging             what is taken over of parts that become one
merge_policy        which parts are better one
"""
