"""The words that every room of `index` speaks.

cores               how many cores there are to work on, and work that is shared among them
made_once           a property that is made once, whatever number of threads ask
memory              what was used last, kept up to a bound
remembered          a method that remembers its last answers
addresses           names and addresses of machines, and which of them others reach
tokens              what a request has to bring where a server asks for it
place               which index is meant where none is named
errors              what can go wrong with an index
arguments           what a script gives, checked
results             what an index gives back
words               a text to words, in one form for text and question
rendering           the one form of a passage that both legs see
"""
