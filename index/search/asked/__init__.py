"""What is asked of an index: a question, and the conditions that it comes with.

request             what is asked for, and how much of it
problems            what becomes of one question of several that can't be asked
conditions          the conditions that every question may come with, declared once
unknown_names       names that a method is given and does not take
written_conditions  conditions as JSON writes them
times               what a search makes of the times in a question
"""
