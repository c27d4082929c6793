"""What is asked: words that rank, conditions that bind.

conditions          the conditions that marks in a question stand for
filters             hard conditions on articles
periods             the time that a question speaks of
parser              the query language
"""
