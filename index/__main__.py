"""`python -m index`: the command line."""

from index.cli import main

main()
