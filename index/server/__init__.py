"""An index over HTTP: an API for programs, and a page for people.

settings            what a server shows, to whom, and how much of it at once
turns               so many questions at once
held                the index that it answers from
mistakes            what is wrong with a parameter, in plain words
problems            what goes wrong with a request, told as programs understand it
parameters          what a request may ask for
answers             rows as answers of HTTP
api                 what programs ask
page                what people search on
guards              what stands before every request
app                 the application
running             a server, running
"""

from index.server.app import application
from index.server.running import bound, serve
from index.server.settings import Settings

__all__ = ["Settings", "application", "bound", "serve"]
