"""The page to search on: made on the server, whole without scripts.

addresses           the address that a page was asked for by, and those that lead on from it
assets              its style and script
templates           pages of HTML from templates
answers             pages as answers of HTTP, in two parts where the second takes longer
problems            what goes wrong, told as a page
views               what templates show: hits, facets, timelines, marked texts
routes              what answers under which address
"""

from index.server.page.problems import problem_page
from index.server.page.routes import ROUTERS

__all__ = ["ROUTERS", "problem_page"]
