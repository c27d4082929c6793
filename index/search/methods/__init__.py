"""What `NewsIndex` can do, a class for each family of methods.

syncing             an index brought in step with files and folders
incoming            articles on their way in, up to where what gives them fails
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
"""
