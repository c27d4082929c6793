"""Measuring the ranking: questions with judgments in, the measures of TREC out."""

import json
import os
from math import log2
from pathlib import Path

import pytest
from conftest import run_newsdex

from index import EvaluationError
from index.evaluation.measures import measure
from index.evaluation.questions import read_questions

DOCUMENTS = {
    "dam": "The spillway gates of the dam had not been tested.",
    "ferry-1": "The ferry, a ferry of the old kind, was late.",
    "ferry-2": "Two hundred people waited in the rain until one ferry came across the lake.",
    "vote": "The council voted to build a tramway along the ring road.",
}

QUERIES = {
    "q1": "spillway gates",
    "q2": "ferry",
    "q3": "zeppelin",
    "q4": "never judged",
}

JUDGMENTS = [("q1", "dam", 1), ("q2", "ferry-2", 1), ("q2", "ferry-1", 0), ("q3", "vote", 1)]


def write_questions(folder, documents, queries, judgments):
    """Write a folder in BEIR's layout."""
    folder.mkdir()
    corpus = [{"_id": id_, "title": "", "text": text} for id_, text in documents.items()]
    asked = [{"_id": id_, "text": text} for id_, text in queries.items()]
    for name, records in (("corpus", corpus), ("queries", asked)):
        lines = [json.dumps(record) + "\n" for record in records]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    rows = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in judgments)]
    (folder / "qrels.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def questions(tmp_path_factory):
    """Return a folder of questions: one with the best answer first, one with it second, one
    without an answer among the keywords, one without judgments.
    """
    folder = tmp_path_factory.mktemp("questions") / "beir"
    return write_questions(folder, DOCUMENTS, QUERIES, JUDGMENTS)


@pytest.fixture(scope="session")
def evaluated(questions, tmp_path_factory):
    """Return the folder where a corpus was indexed and evaluated, with what was printed there."""
    here = tmp_path_factory.mktemp("evaluated")
    done = run_newsdex(
        *("--index", "beir.newsdex", "evaluate", "--corpus", questions, "--run", "run.txt"),
        *("--format", "json"),
        cwd=here,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return here, json.loads(done.stdout)


MEASURES = ["nDCG@10", "MRR@10", "recall@10", "recall@100", "hit@1"]


@pytest.mark.slow
def test_all_measures_are_given_for_both_legs_and_hybrid(evaluated):
    _, figures = evaluated

    assert list(figures) == ["keyword", "dense", "hybrid"]
    for measures in figures.values():
        assert list(measures) == MEASURES
        assert all(0 <= value <= 1 for value in measures.values())


def test_the_measures_are_those_counted_by_hand(evaluated):
    _, figures = evaluated

    # q1 has its answer first, q2 second, q3 nowhere; q4 was never judged.
    assert figures["keyword"] == pytest.approx(
        {
            "nDCG@10": (1 + 1 / log2(3) + 0) / 3,
            "MRR@10": (1 + 1 / 2 + 0) / 3,
            "recall@10": 2 / 3,
            "recall@100": 2 / 3,
            "hit@1": 1 / 3,
        }
    )


def test_the_dense_leg_ranks_every_article(evaluated):
    _, figures = evaluated

    assert figures["dense"]["recall@10"] == 1
    assert figures["hybrid"]["recall@100"] == 1


def test_a_run_is_written_as_trec_reads_it(evaluated):
    here, _ = evaluated
    lines = [line.split(" ") for line in (here / "run.txt").read_text("utf-8").splitlines()]

    assert len(lines) == 3 * len(DOCUMENTS)
    assert {len(line) for line in lines} == {6}
    assert [line[0] for line in lines[::4]] == ["q1", "q2", "q3"]
    assert {(line[1], line[5]) for line in lines} == {("Q0", "newsdex")}
    for question in ("q1", "q2", "q3"):
        mine = [line for line in lines if line[0] == question]
        assert {line[2] for line in mine} == set(DOCUMENTS)
        assert [int(line[3]) for line in mine] == [1, 2, 3, 4]
        scores = [float(line[4]) for line in mine]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.slow
def test_a_corpus_is_indexed_once(newsdex, questions):
    first = newsdex("--index", "once", "evaluate", "--corpus", questions, "--format", "json")
    before = newsdex("--index", "once", "status", "--format", "json").stdout

    second = newsdex("--index", "once", "evaluate", "--corpus", questions, "--format", "json")

    assert second.stdout == first.stdout
    assert newsdex("--index", "once", "status", "--format", "json").stdout == before
    assert json.loads(before)[0]["articles"] == 4


@pytest.mark.slow
def test_without_a_directory_the_index_is_kept_in_the_cache(newsdex, questions, tmp_path):
    cache = tmp_path / "cache" / "newsdex"
    cache.mkdir(parents=True)
    (cache / "encoders").symlink_to(Path(os.environ["XDG_CACHE_HOME"], "newsdex", "encoders"))

    for _ in range(2):
        done = newsdex(
            "evaluate",
            "--corpus",
            questions,
            NEWSDEX_INDEX="mine",
            XDG_CACHE_HOME=str(cache.parent),
        )
        assert done.returncode == 0
    (index,) = (cache / "evaluate").iterdir()

    assert (
        json.loads(newsdex("--index", index, "status", "--format", "json").stdout)[0]["generation"]
        == 1
    )
    assert not (tmp_path / "here" / "mine").exists()


@pytest.mark.slow
def test_the_table_shows_the_figures_to_four_places(newsdex, questions, evaluated):
    here, figures = evaluated

    done = newsdex("--index", here / "beir.newsdex", "evaluate", "--corpus", questions)

    assert done.returncode == 0
    heading, *lines = [line.split() for line in done.stdout.splitlines()]
    assert heading == ["mode", *MEASURES]
    assert lines == [
        [mode, *(f"{value:.4f}" for value in measures.values())]
        for mode, measures in figures.items()
    ]
    assert done.stderr == "newsdex: 3 questions\n"


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(newsdex, questions, tmp_path, name):
    folder = tmp_path / "beir"
    folder.mkdir()
    for path in questions.iterdir():
        if path.name != name:
            (folder / path.name).symlink_to(path)

    done = newsdex("evaluate", "--corpus", folder)

    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert str(folder) in line
    assert name in line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("queries.jsonl", '{"text": "no id"}\n'),
        ("queries.jsonl", "not json\n"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tdam\n"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tdam\tgood\n"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq9\tdam\t1\n"),
        ("qrels.tsv", ""),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_told(questions, tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    for path in questions.iterdir():
        if path.name != name:
            (tmp_path / path.name).symlink_to(path)

    with pytest.raises(EvaluationError, match=f"{tmp_path}"):
        read_questions(tmp_path)


@pytest.fixture
def judged(tmp_path):
    """Return two questions: one with answers of two grades, one with a single answer."""
    queries = {"q1": "first", "q2": "second"}
    judgments = [("q1", "a", 2), ("q1", "b", 1), ("q1", "c", 0), ("q2", "d", 1)]
    return read_questions(write_questions(tmp_path / "beir", DOCUMENTS, queries, judgments))


def run_of(**ranked):
    return {
        question: [(id_, 1 / rank) for rank, id_ in enumerate(ids, 1)]
        for question, ids in ranked.items()
    }


def test_a_perfect_ranking_measures_one(judged):
    figures = measure(run_of(q1="abc", q2="d"), judged)

    assert figures == pytest.approx(dict.fromkeys(MEASURES, 1.0))


def test_an_imperfect_ranking_measures_what_the_formulas_say(judged):
    figures = measure(run_of(q1="cbxa", q2="xyzwd"), judged)

    ideal = 2 / log2(2) + 1 / log2(3)
    assert figures == pytest.approx(
        {
            "nDCG@10": ((1 / log2(3) + 2 / log2(5)) / ideal + 1 / log2(6)) / 2,
            "MRR@10": (1 / 2 + 1 / 5) / 2,
            "recall@10": 1.0,
            "recall@100": 1.0,
            "hit@1": 0.0,
        }
    )


def test_what_ranks_below_the_cut_does_not_count(judged):
    figures = measure(run_of(q1="ab", q2="zyxwvutsrqd"), judged)

    assert figures == pytest.approx(
        {"nDCG@10": 0.5, "MRR@10": 0.5, "recall@10": 0.5, "recall@100": 1.0, "hit@1": 0.5}
    )


def test_a_question_without_a_right_answer_counts_as_nought(judged):
    for nothing in ("xyz", ""):
        figures = measure(run_of(q1="abc", q2=nothing), judged)

        assert figures == pytest.approx(dict.fromkeys(MEASURES, 0.5))


def test_equal_scores_keep_the_order_of_the_ranking(judged):
    run = {"q1": [("a", 0.5), ("b", 0.5), ("z", 0.5)], "q2": [("d", 0.1), ("a", 0.1)]}

    assert measure(run, judged)["hit@1"] == 1


def test_the_index_of_another_corpus_is_not_measured(newsdex, archive_folder, tmp_path):
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text('{"_id": "x1", "text": "A text."}\n', encoding="utf-8")
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "text"}\n', encoding="utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tx1\t1\n", encoding="utf-8")

    done = newsdex("--index", archive_folder, "evaluate", "--corpus", folder)

    assert (done.returncode, done.stdout) == (1, "")
    assert "is the index of another corpus" in done.stderr


@pytest.mark.slow
def test_answers_and_unanswerable_questions_are_measured(newsdex, tmp_path):
    folder = tmp_path / "questions"
    folder.mkdir()
    text = "The dam broke on Monday. Its spillway gates had not been tested since 2011."
    start = text.index("Its")
    gold = {"article_id": "dam", "start": start, "end": len(text), "sentence": text[start:]}
    query = {"_id": "q1", "text": "when were the gates tested", "type": "when", "answers": [gold]}
    (folder / "corpus.jsonl").write_text(json.dumps({"_id": "dam", "text": text}), "utf-8")
    (folder / "queries.jsonl").write_text(json.dumps(query), encoding="utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tdam\t1\n", encoding="utf-8")
    (folder / "unanswerable.jsonl").write_text('{"_id": "u1", "text": "rugby final"}', "utf-8")
    run = tmp_path / "run.trec"
    newsdex("evaluate", "--corpus", folder, "--run", run)

    done = newsdex("evaluate", "--corpus", folder, "--against", run, "--format", "json")

    figures = json.loads(done.stdout)
    everything = {
        "answer@1": 1.0,
        "answer@5": 1.0,
        "window@1": 1.0,
        "sentence@1": 1.0,
        "questions": 1,
    }
    assert figures["answers"] == {"all": everything, "when": everything}
    assert figures["unanswerable"]["roc_auc"] == 1.0
    assert figures["against"] == {"difference": 0.0, "p": 1.0, "better": 0, "worse": 0}


@pytest.mark.slow
@pytest.mark.parametrize("place", [{}, {"metadata": {}}], ids=["date", "metadata"])
def test_a_question_is_asked_on_its_day(newsdex, tmp_path, place):
    """Two articles alike: the day of the question says which one `yesterday` means."""
    folder = write_questions(
        tmp_path / "beir", {"a": "", "b": ""}, {}, [("q1", "a", 1), ("q2", "b", 1)]
    )
    days = {"a": "2024-03-04", "b": "2024-05-06"}
    corpus = [
        {"_id": id_, "text": "The ferry was late again.", "title": id_, "date": day}
        for id_, day in days.items()
    ]
    asked = [
        {"_id": "q1", "text": "which ferry was late yesterday", "date": "2024-03-05"},
        {"_id": "q2", "text": "which ferry was late yesterday", "date": "2024-05-07T08:00:00Z"},
    ]
    if place:
        asked = [{**query, "metadata": {"date": query.pop("date")}} for query in asked]
    for name, records in (("corpus", corpus), ("queries", asked)):
        lines = [json.dumps(record) + "\n" for record in records]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")

    done = newsdex("--index", "days", "evaluate", "--corpus", folder, "--format", "json")

    assert json.loads(done.stdout)["hybrid"]["hit@1"] == 1


def test_a_day_of_a_question_that_is_none_is_told(questions, tmp_path):
    for path in questions.iterdir():
        (tmp_path / path.name).symlink_to(path)
    query = json.dumps({"_id": "q1", "text": "gates", "date": "soon"})
    (tmp_path / "queries.jsonl").unlink()
    (tmp_path / "queries.jsonl").write_text(query + "\n", encoding="utf-8")

    with pytest.raises(EvaluationError, match="date: 'soon' of question q1"):
        read_questions(tmp_path)
