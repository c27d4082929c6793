"""News, indexes and a command line for the tests.

Everything is real: the default model, Whoosh, FAISS, SQLite. The encoder is exported once a
session, into a cache folder that goes away with it.
"""

import gc
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from forked import run_forked
from hypothesis import settings

from corpus import Article
from index import NewsIndex
from index.models.cache import prepared
from index.models.model import DEFAULT_MODEL

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

# A timing never decides a test, and every run asks the same questions.
settings.register_profile(
    "newsdex", deadline=None, derandomize=True, database=None, max_examples=50
)
settings.load_profile("newsdex")


def for_children(file):
    """Return the environment of a child process that imports a test's own module."""
    folders = [ROOT / "tests", Path(file).parent, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))}


def pytest_addoption(parser):
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what is read of the files in tests/readers/cases as expected; look at it then",
    )
    parser.addoption(
        "--times",
        type=int,
        default=1,
        help="how many times as many rounds to take where chance decides; scripts/torture asks it",
    )


def pytest_configure(config):
    if config.getoption("accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept writes what someone has to look at: not in CI")
    if not hasattr(config, "workerinput"):  # pytest-xdist's workers share the folder
        exports = tempfile.TemporaryDirectory(prefix="newsdex-tests-")
        config.add_cleanup(exports.cleanup)
        os.environ["XDG_CACHE_HOME"] = exports.name
        os.environ["XDG_CONFIG_HOME"] = exports.name
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"  # which calls home, and is read on import
    os.environ.pop("NEWSDEX_INDEX", None)


WITHOUT_MODEL = {
    "fields",
    "formats",
    "house",
    "passages",
    "quotations",
    "readers",
    "reading",
    "threads",
}
"""Rooms in whose tests hardly anything is embedded."""


def pytest_collection_modifyitems(config, items):
    """Have every process begin with tests that need no model: it is prepared meanwhile."""
    free, bound = [], []
    patient = config.getoption("times") > 1
    for item in items:
        if item.get_closest_marker("patient") and not patient:
            continue
        if "newsdex" in item.fixturenames or item.path.parent.name == "cluster":
            item.add_marker("slow")  # processes of their own, tables of their own
        embeds = item.path.parent.name not in WITHOUT_MODEL
        (bound if embeds or "prepared_encoder" in item.fixturenames else free).append(item)
    if bound and "PYTEST_XDIST_WORKER" in os.environ:
        config.add_cleanup(prepare_encoder().wait)
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    cuts = [[len(tests) * n // workers for n in range(workers + 1)] for tests in (free, bound)]
    items[:] = [
        item
        for n in range(workers)
        for tests, at in zip((free, bound), cuts, strict=True)
        for item in tests[at[n] : at[n + 1]]
    ]


@cache
def prepare_encoder():
    """Export the default encoder, once for all processes that share the tests.

    It takes a process of its own: torch stays out of those that run tests.
    """
    code = (
        "import filelock, os, pathlib; from index.models.loading import load_encoder\n"
        "with filelock.FileLock(pathlib.Path(os.environ['XDG_CACHE_HOME'], 'prepared.lock')):\n"
        f"    load_encoder({DEFAULT_MODEL!r})"
    )
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)


@pytest.fixture(scope="session")
def prepared_encoder():
    """Wait until the default encoder is there."""
    assert prepare_encoder().wait() == 0


@pytest.fixture(scope="module", autouse=True)
def _prepared(request):
    """Prepare the encoder before a module's first test, where tests embed."""
    if request.path.parent.name not in WITHOUT_MODEL:
        request.getfixturevalue("prepared_encoder")


TOWNS = (
    "Ardal Bremby Colvik Drossen Elmar Fenwold Gorsk Hallin Istria Jorvik Kelby Lunde "
    "Morvik Nessby Orlund Pendra Quarn Rosby Stenvik Tolmar Ulvik Varde Wester Yarrow"
).split()

ARTICLES = (
    Article(
        id="dam-1",
        title="Torvik dam inquiry opens",
        text="The inquiry into the collapse of the Torvik dam opened on Friday. Its engineer said "
        "that the spillway gates had not been tested since 2011. Forty witnesses will be heard.",
        published=datetime(2024, 3, 1, 8, 0, tzinfo=UTC),
        source="Coastal Wire",
        authors=("Mira Holt",),
        section="Politics",
        language="en",
        url="https://coastal.example/dam-1",
        extra={"words": 34, "tags": ["dam", "inquiry"]},
    ),
    Article(
        id="dam-2",
        title="Minister knew of cracks in dam, inquiry hears",
        text="The water minister had been told of cracks in the Torvik dam two years before it "
        "broke, the inquiry heard. He denied it.",
        published=datetime(2024, 3, 18, 9, 30, tzinfo=UTC),
        source="Evening Post",
        authors=("Mira Holt", "Jonas Reed"),
        section="Politics",
        language="en-GB",
    ),
    Article(
        id="dam-3",
        title="Families walk out of dam inquiry",
        text="Relatives of the 61 people who drowned below the Torvik dam walked out of the "
        "hearing when the judge refused to call the builder.",
        published=datetime(2024, 3, 18, 23, 59, 59, tzinfo=UTC),
        source="Coastal Wire",
        section="POLITICS",
        language="en_US",
    ),
    Article(
        id="strike-1",
        title="Dockers strike at Colvik",
        text="Dockers at Colvik stopped work at dawn over a plan to run cranes by remote control. "
        "Nine ships lay at anchor.",
        published=datetime(2024, 3, 19, tzinfo=UTC),
        source="Harbour Gazette",
        authors=("JONAS REED",),
        section="Business",
        language="en",
    ),
    Article(
        id="strike-2",
        title="Colvik dockers go back to work",
        text="The dockers of Colvik ended their strike after the port promised to keep every job "
        "until 2030.",
        published=datetime(2024, 4, 2, 1, 0, tzinfo=timezone(timedelta(hours=2))),
        source="harbour  gazette",
        authors=("Eva-Lena Ström",),
        section="Business",
        language="en",
    ),
    Article(
        id="us-1",
        title="Envoy asks Norland for deeds",
        text="The US envoy told Norland to open its border posts, and called the fishing ban "
        "an act of coercion.",
        published=datetime(2024, 5, 10, 12, 0, tzinfo=UTC),
        source="Coastal Wire",
        section="World",
        language="en",
    ),
    Article(
        id="us-2",
        title="Ferry passengers complain",
        text="They told us to wait on the quay, and nobody came for us, said a passenger of the "
        "late ferry.",
        published=datetime(2024, 5, 11, 12, 0, tzinfo=UTC),
        source="Evening Post",
        language="en",
    ),
    Article(
        id="un-1",
        title="Observers for the border",
        text="U.N. observers will watch the border between Norland and Sudria from June.",
        published=datetime(2024, 5, 12, tzinfo=UTC),
        source="Evening Post",
        section="World",
        language="en",
    ),
    Article(
        id="un-2",
        title="Observers turned back",
        text="Norland turned back a convoy of UN observers at the river crossing on Tuesday.",
        published=datetime(2024, 6, 4, tzinfo=UTC),
        source="Coastal Wire",
        section="World",
        language="en",
    ),
    Article(
        id="de-1",
        title="Streik im Hafen beendet",
        text="Die Hafenarbeiter von Colvik haben ihren Streik nach zwei Wochen beendet. "
        "Der Senat begrüßte die Einigung.",
        published=datetime(2024, 4, 3, tzinfo=UTC),
        source="Nordblatt",
        authors=("Jörg Weiß",),
        section="Wirtschaft",
        language="de",
    ),
    Article(
        id="undated",
        title="Rowers win the lake regatta",
        text="The eight from Lunde won the regatta on Lake Vessel by half a length.",
        source="Harbour Gazette",
        authors=("Anna Holt",),
        section="Sport",
        language="en",
    ),
    Article(
        id="headline",
        title="Lighthouse keeper retires after fifty years",
        published=datetime(2024, 2, 1, tzinfo=UTC),
        source="Coastal Wire",
        language="en",
    ),
    Article(
        id="festival",
        title="Lantern festival",
        text="🎉🏮 “Lanterns for everyone!” cried the mayor. Some 4,000 people came to the lantern "
        "festival in Ulvik — a record, she said 😀. The last lantern was put out at dawn.",
        published=datetime(2024, 8, 20, 18, 0, tzinfo=UTC),
        source="Evening Post",
        section="Culture",
        language="en-GB",
    ),
    Article(
        id="levy",
        title="What the harbour levy paid for",
        text=" ".join(
            f"In {town} the levy brought in {number} million crowns last year, and the mayor "
            "said that the money had gone into new quays and lights."
            for number, town in enumerate(TOWNS, 2)
        ),
        published=datetime(2024, 7, 1, tzinfo=UTC),
        source="Coastal Wire",
        section="Business",
        language="en",
    ),
)


@pytest.fixture(scope="session")
def articles():
    """Return invented news: 14 articles, one of several passages, one without a date."""
    return ARTICLES


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of the articles, to be read only."""
    folder = tmp_path_factory.mktemp("archive") / "news"
    with NewsIndex.create(folder) as index:
        index.add(ARTICLES)
    return folder


@pytest.fixture(scope="session")
def archive(archive_folder):
    """Return the open index of the articles, to be read only."""
    with NewsIndex.open(archive_folder) as index:
        yield index


@pytest.fixture
def folder(archive_folder, tmp_path):
    """Return a test's own copy of the index of the articles."""
    return Path(shutil.copytree(archive_folder, tmp_path / "news"))


@pytest.fixture
def news(folder):
    """Return a test's own index of the articles, open."""
    with NewsIndex.open(folder) as index:
        yield index


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index without articles, to be read only."""
    folder = tmp_path_factory.mktemp("empty") / "news"
    NewsIndex.create(folder).close()
    return folder


@pytest.fixture
def empty(empty_folder, tmp_path):
    """Return a test's own index without articles, open."""
    with NewsIndex.open(shutil.copytree(empty_folder, tmp_path / "empty")) as index:
        yield index


@pytest.fixture
def new_cache(tmp_path, monkeypatch):
    """Return an empty cache folder, where no model has been exported."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def one_encoder(monkeypatch):
    """Load the real encoder once, however often an index is opened."""
    monkeypatch.setattr("index.models.cache.prepared", cache(prepared))


@pytest.fixture
def times(pytestconfig):
    """Return how many times as many rounds as usual a test is to take."""
    return pytestconfig.getoption("times")


@pytest.fixture
def left_open(request):
    """Let files be: Whoosh leaves them open where it can't read or write. Return what closes them.

    Garbage is looked for only among what the test makes, so that it may be collected often.
    """
    request.node.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
    gc.collect()
    gc.freeze()
    yield gc.collect
    gc.collect()
    gc.unfreeze()


CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()


def run_newsdex(*arguments, cwd, stdin="", **variables):
    """Run the command line as a user would, in a process of its own; a traceback fails the test."""
    done = run_program(None, *arguments, cwd=cwd, stdin=stdin, **variables)
    assert "Traceback" not in done.stderr or "--debug" in arguments, done.stderr
    return done


def run_program(program, *arguments, cwd, stdin="", **variables):
    """Run a program of Python, or the command line, in a process of its own."""
    arguments = list(map(str, arguments))
    environment = {**os.environ, **variables}
    if CAN_FORK and not any(name.startswith("PYTHON") for name in variables):  # read at the start
        return run_forked(arguments, cwd=cwd, stdin=stdin, environment=environment, program=program)
    return subprocess.run(
        [sys.executable, *([program] if program else ["-m", "newsdex"]), *arguments],
        cwd=cwd,
        input=stdin,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def newsdex(tmp_path, seeded):
    """Return the command line, run in an empty directory: newsdex(*arguments, stdin="")."""
    assert seeded.exists()  # so that the encoder is prepared, and nothing is said of it
    here = tmp_path / "here"
    here.mkdir()

    def run(*arguments, stdin="", **variables):
        return run_newsdex(*arguments, cwd=here, stdin=stdin, **variables)

    return run


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of seeds/, made by the command line, to be read only."""
    here = tmp_path_factory.mktemp("seeded")
    done = run_newsdex("--index", "seeds.newsdex", "add", SEEDS, cwd=here)
    assert done.returncode == 0, done.stderr
    return here / "seeds.newsdex"


def apart(function, *arguments):
    """Return what a function returns in a thread of its own: a browser's loop runs in this."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments).result()


@pytest.fixture
def serving():
    """Return what serves an index with some settings, in this process, until the test ends."""
    from fastapi.testclient import TestClient

    from index.server import Settings, application

    with ExitStack() as running:

        def serve(index, **settings):
            client = TestClient(
                application(index, Settings(**settings)),
                base_url="http://127.0.0.1:8000",
                raise_server_exceptions=False,
            )
            return running.enter_context(client)

        yield serve


@pytest.fixture
def api(serving, archive):
    return serving(archive)
