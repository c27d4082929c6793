"""What a search over the same articles takes when it is done the obvious way.

sentence-transformers, FAISS's flat index, Whoosh's own searcher, reciprocal rank fusion: the
script that newsdex is compared with in `bench.py`. Run: plain.py FOLDER QUESTION
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer
from whoosh import index as whoosh_index
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import MultifieldParser, OrGroup

K = 60
"""Of reciprocal rank fusion."""
DEPTH = 100


def write(folder: Path, passages: list[tuple[str, str]], vectors: np.ndarray) -> None:
    """Write an index of passages (title, text) with their vectors: float32, (n, dim)."""
    folder.mkdir(parents=True)
    schema = Schema(
        number=ID(stored=True), title=TEXT(StemmingAnalyzer()), text=TEXT(StemmingAnalyzer())
    )
    (folder / "whoosh").mkdir()
    writer = whoosh_index.create_in(str(folder / "whoosh"), schema).writer(limitmb=512)
    for number, (title, text) in enumerate(passages):
        writer.add_document(number=str(number), title=title, text=text)
    writer.commit()
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    faiss.write_index(flat, str(folder / "vectors.faiss"))
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")


class Plain:
    """An open index."""

    def __init__(self, folder: Path, model: str) -> None:
        self.searcher = whoosh_index.open_dir(str(folder / "whoosh")).searcher()
        self.parser = MultifieldParser(["title", "text"], self.searcher.schema, group=OrGroup)
        self.flat = faiss.read_index(str(folder / "vectors.faiss"))
        self.passages = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
        self.model = SentenceTransformer(model)

    def search(self, question: str, limit: int = 10) -> list[tuple[str, str]]:
        """Return the best passages."""
        vector = self.model.encode([question], normalize_embeddings=True, show_progress_bar=False)
        _, near = self.flat.search(np.asarray(vector, np.float32), DEPTH)
        words = self.searcher.search(self.parser.parse(question), limit=DEPTH)
        scores: dict[int, float] = {}
        for ranking in (near[0].tolist(), [int(hit["number"]) for hit in words]):
            for rank, number in enumerate(ranking):
                scores[number] = scores.get(number, 0) + 1 / (K + rank + 1)
        best = sorted(scores, key=lambda number: -scores[number])[:limit]
        return [self.passages[number] for number in best]


if __name__ == "__main__":
    where = Path(sys.argv[1])
    model_folder = (where / "model").read_text(encoding="utf-8")
    for title, text in Plain(where, model_folder).search(sys.argv[2]):
        print(title, text, sep="\n", end="\n\n")
