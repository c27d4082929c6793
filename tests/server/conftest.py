import pytest
from hostile import ARTICLES

from index import NewsIndex


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of articles that would run as scripts, to be read only."""
    folder = tmp_path_factory.mktemp("hostile") / "news"
    with NewsIndex.create(folder) as index:
        index.add(ARTICLES)
        index.watch_add("harbour <b>", "harbour <script>alert(13)</script>")
        index.add([ARTICLES[0].__class__(id="new", title="Harbour <i>", text="A harbour <b>.")])
    return folder


@pytest.fixture(scope="session")
def hostile(hostile_folder):
    with NewsIndex.open(hostile_folder) as index:
        yield index
