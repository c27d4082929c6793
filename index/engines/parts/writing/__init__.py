"""Articles to changes of parts, whoever writes those.

adding              what is new goes in, what is older goes
provenance          what is to be noted of where articles were found
splits              articles and their passages, with what an index makes of them
merging             what is taken over of parts that become one
merge_policy        which parts are better one
"""
