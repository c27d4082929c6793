"""News that comes and goes: a process that writes at random until it is killed, and says what.

torture_news.py PLACE LOG NAME SEED [SECONDS]: changes the index in PLACE, articles whose ids begin
with NAME, until it is killed. LOG has what to do again, and then what is begun and done. SECONDS:
after which an index in tables is rid of what no generation names.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from corpus import Article
from index import NewsIndex

MOST = 300  # articles of a writer, about: beyond them more is removed than added
PATIENCE = 120  # seconds for which other writers may be quicker

WORDS = (
    "the minister harbour strike dam inquiry ferry told border council of in Ström Łódź Gdańsk "
    "“never” — lantern quay levy 4,000 crowns on Tuesday engineer witness 😀 tram ballot judge"
).split()

Row = list[str]
"""An article: id, title, text."""
Operation = dict[str, Any]
"""`{"add": [Row, ...]}`, `{"remove": [id, ...]}` or `{"compact": None}`."""
News = dict[str, Row]


def invented(id_: str, chance: random.Random) -> Row:
    """Write an article; the first word of its text is in no other article or version."""
    sentences = [
        " ".join(chance.choices(WORDS, k=chance.randint(4, 20))) + "."
        for _ in range(chance.choice([1, 1, 1, 1, 1, 1, 2, 3, 30]))
    ]
    mark = f"mark{chance.getrandbits(64):x}z"
    return [id_, " ".join(chance.choices(WORDS, k=3)), f"{mark} {' '.join(sentences)}"]


def chosen(news: News, name: str, chance: random.Random) -> Operation:
    """Choose what to do next."""
    new = [f"{name}-{chance.getrandbits(32):08x}" for _ in range(chance.choice([1, 1, 2, 5]))]
    if chance.random() < 0.05:
        many = [f"{new[0]}-{number}" for number in range(150)]
        return {"add": [[id_, "", invented(id_, chance)[2][:60]] for id_ in many]}
    some = chance.sample(sorted(news), min(len(news), chance.choice([1, 1, 3, 10])))
    what = chance.choices(
        ["add", "replace", "remove", "compact"], [4, 3, 2 if len(news) < MOST else 9, 0.5]
    )[0]
    match what:
        case "remove" if len(news) > 2 * MOST:
            return {"remove": chance.sample(sorted(news), len(news) - MOST)}
        case "remove":
            return {"remove": [*some, "nobody"]}
        case "compact":
            return {"compact": None}
        case "replace":
            new = some + new[:1]
    return {"add": [invented(id_, chance) for id_ in new]}


def after(news: News, operation: Operation) -> News:
    """Return what there is when an operation was done."""
    match operation:
        case {"add": rows}:
            return news | {row[0]: row for row in rows}
        case {"remove": ids}:
            return {id_: row for id_, row in news.items() if id_ not in ids}
    return news


def held(index: NewsIndex) -> News:
    """Return what an index holds."""
    return {each.id: [each.id, each.title, each.text] for each in index.articles()}


def write(place: str, log: Path, name: str, seed: str) -> None:
    """Change an index until killed; `log` tells how, and first has what to do again."""
    chance = random.Random(seed)
    again = json.loads(log.read_text(encoding="utf-8"))
    with log.open("w", encoding="utf-8") as file, NewsIndex.open(place, wait=PATIENCE) as index:
        news = of_writer(held(index), name)
        while True:
            operation = again or chosen(news, name, chance)
            again = None
            print(json.dumps(operation), file=file, flush=True)
            match operation:
                case {"add": rows}:
                    index.add(Article(id=id_, title=title, text=text) for id_, title, text in rows)
                case {"remove": ids}:
                    index.remove(ids)
                case _:
                    index.compact()
            print("done", file=file, flush=True)
            news = after(news, operation)


def of_writer(news: News, name: str) -> News:
    """Return what there is of one writer: ids begin with its name."""
    return {id_: row for id_, row in news.items() if id_.startswith(f"{name}-")}


def main() -> None:
    """Change an index until killed."""
    place, log, name, seed, *kept_for = sys.argv[1:]
    if kept_for:
        from index.engines.cluster.writing import cleaning

        cleaning.KEPT_FOR = timedelta(seconds=float(kept_for[0]))
    write(place, Path(log), name, seed)


if __name__ == "__main__":
    main()
