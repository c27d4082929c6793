"""So many questions at once, so long for each, and clients that go away."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from corpus import Article
from index import NewsIndex
from index.server import Settings, application


class Slow:
    """Facets that wait to be told, and how many are counted at once."""

    def __init__(self):
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Event()
        self.now, self.most = 0, 0
        self._one = threading.Lock()

    def __call__(self, *_, **__):
        with self._one:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        self.go_on.wait()
        with self._one:
            self.now -= 1
        return []


@pytest.fixture
def slow(monkeypatch):
    facets = Slow()
    monkeypatch.setattr(NewsIndex, "facets", facets)
    yield facets
    facets.go_on.set()


@pytest.fixture
def asking():
    with ThreadPoolExecutor(8) as threads:
        yield threads


FACETS = "/api/facets?q=strike"


def test_who_would_wait_too_long_is_told_to_come_again(serving, archive, slow, asking):
    api = serving(archive, at_once=1, waiting=0)
    first = asking.submit(api.get, FACETS)
    slow.begun.acquire()
    refused = api.get(FACETS)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert refused.json()["detail"] == "too many questions at once; ask again in a moment"
    assert api.get("/healthz").status_code == 200
    slow.go_on.set()
    assert first.result().status_code == 200
    assert api.get(FACETS).status_code == 200


def test_the_others_wait_for_their_turns(serving, archive, slow, asking):
    api = serving(archive, at_once=2)
    asked = [asking.submit(api.get, FACETS) for _ in range(6)]
    slow.begun.acquire()
    slow.begun.acquire()
    slow.go_on.set()

    assert [each.result().status_code for each in asked] == [200] * 6
    assert slow.most <= 2


def test_what_takes_too_long_is_given_up_and_its_turn_ends_with_it(serving, archive, slow):
    api = serving(archive, at_once=1, waiting=0, seconds=0.01)
    gave_up = api.get(FACETS)

    assert gave_up.status_code == 504
    assert gave_up.json()["detail"] == "this takes longer than 0.01 seconds; ask for less"
    assert api.get(FACETS).status_code == 503  # it is still counted
    slow.go_on.set()
    while (status := api.get("/api/search?q=strike").status_code) == 503:
        pass
    assert status in {200, 504}


def test_limits_are_those_of_the_settings(serving, archive):
    api = serving(archive, longest_question=10, most=20)

    assert api.get("/api/search?q=strike+now").status_code == 200
    long = api.get("/api/search?q=strike+now!")
    assert long.json()["detail"] == "q: a question has 10 characters at most; this one has 11"
    assert api.get("/api/timeline?q=a&q=strike+now!").status_code == 400
    assert api.get("/api/search?q=a&limit=20").status_code == 200
    assert "20 hits at most" in api.get("/api/search?q=a&limit=21").json()["detail"]


class Client:
    """One that asks over ASGI, and goes away once it has so many pieces of the answer."""

    def __init__(self, query, pieces):
        self._query = query
        self._pieces = pieces
        self.gone = asyncio.Event()
        self.got = []

    async def ask(self, app):
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": "/api/search",
            "raw_path": b"/api/search",
            "query_string": self._query.encode(),
            "root_path": "",
            "headers": [(b"host", b"localhost")],
            "client": ("127.0.0.1", 9),
            "server": ("127.0.0.1", 8000),
        }
        await app(scope, self.receive, self.send)

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message.get("body"):
            self.got.append(message["body"])
            if len(self.got) == self._pieces:
                self.gone.set()


@pytest.fixture
def let_go(monkeypatch):
    """Return an event that is set when a walk over all hits has let its generation go."""
    ended, real = threading.Event(), NewsIndex.search_all

    def search_all(*arguments, **options):
        try:
            yield from real(*arguments, **options)
        finally:
            ended.set()

    monkeypatch.setattr(NewsIndex, "search_all", search_all)
    return ended


@pytest.fixture(scope="module")
def many(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an open index of several lots of hits, without vectors."""
    with NewsIndex.create(tmp_path_factory.mktemp("many") / "news") as news:
        news.add(
            (
                Article(id=f"{n}", title=f"Notice {n}", text=f"Strike number {n}.")
                for n in range(350)
            ),
            embed=False,
        )
        yield news


EVERYTHING = "q=strike&mode=keyword&copies=all&all=true&format=jsonl"


def answered(index, *clients):
    """Have clients ask at once."""

    async def run():
        app = application(index, Settings(at_once=2))
        async with app.router.lifespan_context(app):
            await asyncio.gather(*(each.ask(app) for each in clients))

    asyncio.run(run())


def test_all_that_matches_comes_in_pieces(many):
    client = Client(EVERYTHING, 1_000)

    async def run():
        app = application(many, Settings(at_once=1))
        async with app.router.lifespan_context(app):
            asking = asyncio.create_task(client.ask(app))
            await asyncio.wait({asking}, timeout=None)

    asyncio.run(run())
    assert len(client.got) == 4
    assert len(b"".join(client.got).splitlines()) == 350


def test_a_client_that_goes_away_lets_its_generation_go(many, let_go):
    client = Client(EVERYTHING, 1)
    answered(many, client)

    assert let_go.wait(10)
    assert len(client.got) < 4


def test_many_that_want_everything_are_all_answered(many):
    clients = [Client(EVERYTHING, 1_000) for _ in range(5)]
    answered(many, *clients)

    assert {len(b"".join(each.got).splitlines()) for each in clients} == {350}


def test_an_answer_that_can_not_be_gone_on_with_is_cut_off(many, monkeypatch, caplog):
    """Nobody takes a part for the whole: the last piece, which says that it is, never comes."""
    real = NewsIndex.search_all

    def search_all(*arguments, **options):
        for turn, hits in zip(count(), real(*arguments, **options)):
            if turn == 2:
                raise_damaged()
            yield hits

    monkeypatch.setattr(NewsIndex, "search_all", search_all)
    messages = []
    client = Client(EVERYTHING, 1_000)
    send = client.send

    async def kept(message):
        messages.append(message)
        await send(message)

    client.send = kept
    answered(many, client)

    assert messages[0]["status"] == 200
    assert all(each["more_body"] for each in messages[1:])
    assert "an answer was cut off: a part is gone" in caplog.text


def raise_damaged():
    from index.vocabulary.errors import DamagedIndexError

    raise DamagedIndexError("a part is gone")


MANY = " ".join(f"steal{letter}~2 strik{letter}*" for letter in "abcdefghijk")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/search", {"q": MANY}),
        ("/api/facets", {"q": f"+dam -({MANY})"}),
        ("/api/terms", {"q": f'"the dam" AND ({MANY})'}),
        ("/api/quotes", {"q": MANY.replace("a*", "a*x")}),
        ("/api/timeline", {"q": [MANY[:120], MANY[120:]]}),
        ("/articles/dam-1", {"q": MANY}),
    ],
)
def test_a_request_has_a_few_patterns_at_most(serving, archive, path, asked):
    answer = serving(archive).get(path, params=asked)

    assert answer.status_code == 400
    assert answer.json()["detail"] == "q: 20 words with * or ~ at most; there are 22"


@pytest.mark.parametrize(
    "question",
    [
        " ".join(MANY.split()[:20]),
        "** the dam ** and ~~ the strike ~~ * * * * * * * * * * * * * * * * * * * *",
        '"a*b*c*d*e*f*g*h*i*j*k*l*m*n*o*p*q*r*s*t*u*v*w*x*y*z*"',
    ],
)
def test_what_has_no_more_is_answered(serving, archive, question):
    assert serving(archive).get("/api/search", params={"q": question}).status_code == 200
