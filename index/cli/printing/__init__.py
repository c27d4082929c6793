"""What people see, and what programs get, on standard output.

console             the console for results, and text fit for one line
tables              rows, as tables or in the format that was asked for
pages               lines on the terminal, in a pager where they are many
places              where an article is to be found, and where else its story stands
marked              a piece of an article with the words of a question marked
excerpt             the answer in its context, as much as there is room for
explanation         how the score of a hit came about
listed              an article on one line of a list
hits                hits for people
article             a whole article for people
threads             what leads on from an article, for people
bars                bars of blocks
facets              facets for people
timeline            a timeline for people
terms               words and sources that stand out, for people
found               what a search found, told on stderr and printed in every format
quotes              quotations, for people and in every format
status              what an index holds, and how it is kept
progress            how far an add or an embed is
"""

from index.cli.printing.tables import Format

__all__ = ["Format"]
