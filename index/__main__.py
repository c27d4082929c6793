"""`python -m index`: the command line."""

from index.cli.command_line import main

main()
