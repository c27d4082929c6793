#!/usr/bin/env python3
"""Holds the ranking to the figures reached: check_quality.py DIR [--raise] [--lower].

DIR holds one folder in BEIR's layout for each set named in tests/quality_floors.json. A figure
below its floor fails. --raise writes better figures as the new floors; --lower writes all.
"""

import json
import sys
from pathlib import Path

from platformdirs import user_cache_path

from corpus import read_articles
from index import NewsIndex
from index.evaluation.measures import assess
from index.evaluation.questions import corpus_key, read_questions
from index.models import DEFAULT_MODEL

FLOORS = Path(__file__).parents[2] / "tests" / "quality_floors.json"
SLACK = 0.002  # what another processor's rounding may cost


def figures_of(folder: Path) -> dict[str, float]:
    """Evaluate one set and return its figures, hybrid ones by name and answers after them."""
    questions = read_questions(folder)
    made = user_cache_path("newsdex") / "evaluate"
    directory = made / corpus_key(questions.corpus, DEFAULT_MODEL)
    if not directory.exists():
        with NewsIndex.create(directory) as index:
            index.add(read_articles([questions.corpus], on_problem=print), atomic=True)
    with NewsIndex.open(directory) as index:
        _, figures = assess(index, questions)
    chosen = dict(figures["hybrid"])
    answers = figures.get("answers", {}).get("all", {})
    chosen |= {name: value for name, value in answers.items() if name != "questions"}
    if "unanswerable" in figures:
        chosen["roc_auc"] = figures["unanswerable"]["roc_auc"]
    chosen["above both legs"] = chosen["nDCG@10"] - max(
        figures[leg]["nDCG@10"] for leg in ("keyword", "dense")
    )
    return chosen


def main() -> int:
    """Compare every figure with its floor; 1 if one is below."""
    folder, flags = Path(sys.argv[1]), set(sys.argv[2:])
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = False
    for name, least in floors.items():
        for measure, value in figures_of(folder / name).items():
            floor = least.get(measure, 0.0)
            below = value < floor - SLACK
            failed |= below
            print(f"{name:<20}{measure:<17}{value:.4f}  floor {floor:.4f}{'  BELOW' * below}")
            if "--lower" in flags or ("--raise" in flags and value > floor):
                least[measure] = round(value, 4)
    if flags & {"--raise", "--lower"}:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
        return 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
