"""What answers under which address of the page.

search              the box, what is found, and the shape of it
articles            an article to read
timelines           several questions over time
quotes              who said what
watches             standing questions, and their feed
known               the fields by which it is worth counting, and those that have values
sign_in             where the token is given
"""

from index.server.page.assets import router as assets
from index.server.page.routes.articles import router as articles
from index.server.page.routes.quotes import router as quotes
from index.server.page.routes.search import router as search
from index.server.page.routes.sign_in import router as sign_in
from index.server.page.routes.timelines import router as timelines
from index.server.page.routes.watches import router as watches

ROUTERS = (search, articles, timelines, quotes, watches, sign_in, assets)

__all__ = ["ROUTERS"]
