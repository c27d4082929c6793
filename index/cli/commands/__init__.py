"""A module for each family of commands; each is a thin face of methods of `NewsIndex`.

adding              add, embed
syncing             sync: an index in step with files
searching           search, show, open
shapes              the shape of what a question finds: facets, timeline, terms
quotes              quotes: who said what
status              status: what an index holds
completion          completion: what makes a shell complete
config              config: which settings hold, and why
fields              fields: what articles can be asked for by
threads             similar, background, story: from an article onwards
cite                cite: how articles are cited
copies              copies: the stories that several articles print
withdrawn           withdrawn: articles that their agencies withdrew
ask                 ask: many questions at once
watch               watch add, list, run, remove: standing questions
mcp                 mcp: an index offered to language models
inspect             inspect: what is read of files
upkeep              verify, repair, compact
selecting           export, remove: all that match, to the last article
vectors_to_parquet  passages with their vectors to a Parquet file
private_file        a file of a user's, there once it is whole, for the owner alone
serve               serve: a page to search on, and an API
evaluate            evaluate: the ranking measured on questions with judgments
"""
