"""How good the ranking is: questions with judgments, runs, measures as in TREC.

questions           questions with judgments over a corpus, in BEIR's layout
runs                the articles ranked for each question
measures            runs and answers to figures
answers             whether the sentences that answer are found, and unanswerable questions told
"""

from index.evaluation.measures import assess, measure
from index.evaluation.questions import QuestionSet, corpus_key, read_questions
from index.evaluation.runs import Run, read_run, runs

__all__ = [
    "QuestionSet",
    "Run",
    "assess",
    "corpus_key",
    "measure",
    "read_questions",
    "read_run",
    "runs",
]
