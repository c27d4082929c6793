"""A component for Haystack: `pip install newsdex[haystack]`."""

import asyncio
import os
from typing import Any

from haystack import Document, component, default_from_dict, default_to_dict

from index.adapters.asking import Asking, metadata_of, passage_id, text_of
from index.search import NewsIndex


@component
class NewsRetriever:
    """Retrieves passages of a news index as documents."""

    def __init__(
        self,
        index: NewsIndex | str | os.PathLike[str],
        top_k: int = 10,
        conditions: dict[str, Any] | None = None,
    ) -> None:
        """Take an index: its path, or open.

        Args:
            index: to ask; of an open one, a pipeline that is written down keeps the path.
            top_k: most passages.
            conditions: as `NewsIndex.search` takes them, such as `{"since": "2024"}`.
        """
        self._asking = Asking(index, conditions)
        self.top_k = top_k
        self.conditions = conditions

    def to_dict(self) -> dict[str, Any]:
        """Return it as pipelines are written down."""
        return default_to_dict(
            self, index=self._asking.path, top_k=self.top_k, conditions=self.conditions
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "NewsRetriever":
        """Return what was written down."""
        return default_from_dict(cls, data)

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, top_k: int | None = None, conditions: dict[str, Any] | None = None
    ) -> dict[str, list[Document]]:
        """Return the passages that answer best; conditions go before those of all questions."""
        hits = self._asking.hits(query, top_k or self.top_k, **(conditions or {}))
        told = [(text_of(hit), passage_id(hit), metadata_of(hit, hits), hit.score) for hit in hits]
        return {"documents": [Document(content=t, id=i, meta=m, score=s) for t, i, m, s in told]}

    @component.output_types(documents=list[Document])
    async def run_async(
        self, query: str, top_k: int | None = None, conditions: dict[str, Any] | None = None
    ) -> dict[str, list[Document]]:
        """Do as `run` does."""
        return await asyncio.to_thread(self.run, query, top_k, conditions)
