"""One question, from its words to its hits.

request             what is asked for, and how much of it
problems            what becomes of one question of several that can't be asked
conditions          the conditions that every question may come with, declared once
written_conditions  conditions as JSON writes them
times               what a search makes of the times in a question
found               what a question found, before texts are read
fields              what articles can be asked for by
facets              how many of the articles that were found have which values
timelines           when what was found was published
terms               which words and sources stand out in what was found
unmatched           conditions that no article meets, and what there is instead
searcher            the steps of a search: its table of contents
syncing             an index brought in step with files and folders
incoming            articles on their way in, up to where what gives them fails
foreign             languages of an index that its model was not made for
archive             articles, counted by source, language and day
engines             which engine keeps an index
opening             an index opened, and the models that it needs
changes             what changes an index
contents            what is in an index
questions           questions put to an index
shapes              the shape of what a question finds
quoting             who said what of all that a question finds
batches             many questions, one after the other
news                what came in for a standing question
standing            standing questions, asked of what comes in
threads             from an article onwards
selections          all articles that match, to the last one
news_index          NewsIndex, what scripts and the command line hold: all of these in one
"""

from index.search.batches import batch_questions
from index.search.news_index import NewsIndex
from index.search.opening import WAIT

__all__ = ["WAIT", "NewsIndex", "batch_questions"]
