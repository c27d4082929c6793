#!/usr/bin/env python3
"""Answers a file of questions, one a line, as JSON Lines: answer_questions.py INDEX QUESTIONS."""

import json
import sys
from pathlib import Path

from index import NewsIndex

with NewsIndex.open(sys.argv[1]) as news:
    for question in filter(None, Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()):
        hits = news.search(question, limit=3)
        answers = [{"id": hit.article.id, "passage": hit.passage.text} for hit in hits]
        print(json.dumps({"question": question, "answers": answers}, ensure_ascii=False))
