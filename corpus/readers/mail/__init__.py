"""E-mail: a message is an article.

messages            files of one message or many
mbox                a mailbox to its messages
letter              a message to an item
"""
