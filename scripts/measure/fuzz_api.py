"""Asks the API what nobody would, for some minutes, and tells what it can't answer.

    python scripts/measure/fuzz_api.py --minutes 30
    python scripts/measure/fuzz_api.py --index archive.newsdex --minutes 30 --seed 7

schemathesis draws the requests from the OpenAPI that the application tells, some of them against
it. Half of them are led to articles that there are, to words of the query language, to fewer
conditions at once: else hardly any would get beyond the first check. Everything runs in this
process, no port is opened, and the index is only read. Exits with 1 if anything was found.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from index.server import Settings, application
from newsdex import NewsIndex, read_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case

SEEDS = Path(__file__).parents[2] / "seeds"
ADDRESS = "http://127.0.0.1:8000"

WORDS = (
    'port strike, the +ferry, -dam, trump, "said on", title:minister, source:wikinews, lang:en, '
    "published:2021-03, published:2021..2023-01, author:smith, section:world, sanction*, Blinkin~, "
    '*head, m*d, AND, OR, NOT, (, ), ", “quoted”, path:x, PATH:*, extra.path:x, who said, '
    "yesterday, last week, in May 2021, newest, 日本 選挙, Überschwemmung, \u202e, \x00, 🎉"
).split(", ")
EACH = 15
"""Requests to a route before the next one has its turn."""


class Findings:
    """What was asked and answered, and what should not have been."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.statuses: Counter[str] = Counter()
        self.wrong: dict[str, str] = {}
        self.slowest = (0.0, "")

    def look(self, asked: str, answer: Any, took: float, folder: Path, settings: Settings) -> None:
        """Take one answer into account."""
        self.statuses[str(answer.status_code)] += 1
        self.slowest = max(self.slowest, (took, asked))
        for line in _wrong_with(answer, folder, settings):
            if line not in self.wrong:
                self.wrong[line] = asked
                print(f"{line}\n    {asked}", flush=True)


def _wrong_with(answer: Any, folder: Path, settings: Settings) -> Iterator[str]:
    kind = answer.headers.get("content-type", "")
    if answer.status_code >= 500 and answer.status_code not in {503, 504}:  # busy, or slow
        yield f"{answer.status_code} {answer.text[:200]}"
    if answer.status_code >= 400 and kind != "application/problem+json":
        yield f"{answer.status_code} as {kind}"
    if kind.endswith("json") and answer.content:
        try:
            told = json.loads(answer.content, parse_constant=_no_number)
        except ValueError as error:
            yield f"no JSON: {error}"
        else:
            if answer.status_code >= 400 and len(told["detail"].splitlines()) != 1:
                yield f"a problem that is not told in one line: {told['detail']!r}"
    if not settings.show_paths and str(folder) in answer.text:
        yield "tells where the index is"
    if "content-security-policy" not in answer.headers:
        yield "no Content-Security-Policy"


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def fuzz(
    index: NewsIndex, folder: Path, begin: int, *, minutes: float = inf, rounds: float = inf
) -> Findings:
    """Ask until time is up, or so many rounds.

    Args:
        index: open.
        folder: where it is, which no answer tells.
        begin: what chance begins with.
        minutes: how long.
        rounds: how many.
    """
    findings, ends, round_ = Findings(), time.monotonic() + 60 * minutes, begin
    ids = index.ids()[:500]
    while time.monotonic() < ends and round_ < begin + rounds:
        served = Settings(show_paths=round_ % 3 == 2)
        app = application(index, served)
        with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
            told = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
            for each in told.get_all_operations():
                _ask_of(cast("Any", each).ok(), client, findings, ids, round_, ends, folder, served)
        round_ += 1
    return findings


def _ask_of(  # noqa: PLR0913, PLR0917 - all of one round
    operation: Any,
    client: TestClient,
    findings: Findings,
    ids: list[str],
    round_: int,
    ends: float,
    folder: Path,
    served: Settings,
) -> None:
    modes = schemathesis.GenerationMode
    drawn = st.one_of(
        operation.as_strategy(generation_mode=modes.POSITIVE),
        operation.as_strategy(generation_mode=modes.NEGATIVE),
    )

    @seed(round_)
    @settings(
        max_examples=EACH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=drawn, chance=st.integers(0, 2**32))
    def ask(case: Case[Any], chance: int) -> None:
        if time.monotonic() > ends:
            return
        _lead(case, random.Random(chance), ids)
        request = case.as_transport_kwargs(base_url=ADDRESS)
        headers = {k: v for k, v in request["headers"].items() if k.lower() == "if-none-match"}
        began = time.perf_counter()
        answer = client.request(
            request["method"], request["url"], params=request.get("params"), headers=headers
        )
        asked = f"{request['method']} {answer.request.url}"
        findings.look(asked, answer, time.perf_counter() - began, folder, served)

    ask()


def _lead(case: Case[Any], chance: random.Random, ids: list[str]) -> None:
    """Lead a request to where there is something, half of the times."""
    query: dict[str, Any] = case.query or {}
    if chance.random() < 0.5:
        for name in list(query):
            if name != "q" and chance.random() < 0.7:
                del query[name]
    if "id_" in (case.path_parameters or {}) and ids and chance.random() < 0.7:
        case.path_parameters["id_"] = chance.choice(ids)
    if "q" in query and chance.random() < 0.7:
        few = chance.choices(WORDS, k=chance.randrange(1, 8))
        said = " ".join(few)
        query["q"] = [said, *few[:2]] if isinstance(query["q"], list) else said


def main() -> int:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--index", type=Path, help="an index; without it one of the seeds is made")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=0, help="what chance begins with")
    asked = parser.parse_args()
    logging.getLogger("newsdex").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.index or Path(made) / "seeds.newsdex"
        if asked.index is None:
            with NewsIndex.create(folder) as index:
                index.add(read_articles(SEEDS))
        with NewsIndex.open(folder) as index:
            found = fuzz(index, folder, asked.seed, minutes=asked.minutes)
    told = ", ".join(f"{count} × {status}" for status, count in sorted(found.statuses.items()))
    print(f"{found.statuses.total()} requests: {told}")
    print(f"the slowest took {found.slowest[0]:.2f} s: {found.slowest[1][:300]}")
    print(f"{len(found.wrong)} answers are wrong")
    return bool(found.wrong)


if __name__ == "__main__":
    sys.exit(main())
