"""The command line. Nothing heavier than click is imported before a command runs.

command_line        the group of all commands, and what becomes of an error
settings            options kept in files
everywhere          options that every command has
lazily              commands that are imported when they are asked for
commands            a module for each family of commands
printing            what people see, and what programs get
question_options    a question and its conditions, as every command that asks takes them
naming              what was typed for articles, to their ids
last_search         what the last search of an index showed, by number
completing          what a shell is told when somebody presses Tab
layouts             how much of each result is printed, and which options leave no room for which
reaching            who reaches a server: this machine alone, or others, who need a token
new_file            the type of options that name a file to be written
options             options that several commands have
shell               opening an index, and what is said on stderr
"""

from index.cli.command_line import cli, main

__all__ = ["cli", "main"]
