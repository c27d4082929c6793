"""The command line. Nothing heavier than click is imported before a command runs.

command_line        the group of all commands, and what becomes of an error
adding              add, embed, remove
syncing             sync: an index in step with files
showing             what a search found, told and printed
searching           search, show, open, status
fields              fields: what articles can be asked for by
copies              copies: the stories that several articles print
withdrawn           withdrawn: articles that their agencies withdrew
inspect             inspect: what is read of files
upkeep              verify, repair, compact, export
vectors_to_parquet  passages with their vectors to a Parquet file
private_file        a file of a user's, there once it is whole, for the owner alone
evaluate            evaluate: the ranking measured on questions with judgments
options             options that several commands have
shell               opening an index, and what is said on stderr
progress            how far an add or an embed is
output              results for people and for programs
"""

from index.cli.command_line import cli, main

__all__ = ["cli", "main"]
