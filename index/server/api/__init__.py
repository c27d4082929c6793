"""What programs ask over HTTP: the rows of the command line, under `/api`.

asking              what every request needs: the index, the settings, whether its answer holds
schemas             how answers are described
search              search
articles            articles, and what leads on from them
shapes              facets, timeline, terms
quotes              who said what
contents            what there is: fields, copies, withdrawn articles, figures
watches             standing questions, and what is new for them
"""

from index.server.api.articles import router as articles
from index.server.api.contents import router as contents
from index.server.api.quotes import router as quotes
from index.server.api.schemas import as_served
from index.server.api.search import router as search
from index.server.api.shapes import router as shapes
from index.server.api.watches import router as watches

ROUTERS = (search, articles, shapes, quotes, contents, watches)

__all__ = ["ROUTERS", "as_served"]
