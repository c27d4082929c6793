"""A question to ranked passages, over the interfaces.

conditions          which passages meet the conditions of a question
preferences         the source and the time that a question names
fusion              evidence to one score
engine              candidates gathered and ranked
one_per_story       each story once
"""
