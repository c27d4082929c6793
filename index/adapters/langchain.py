"""A retriever for LangChain: `pip install newsdex[langchain]`."""

from pathlib import Path
from typing import Any

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import Field, PrivateAttr, field_serializer

from index.adapters.asking import Asking, metadata_of, passage_id, text_of
from index.search import NewsIndex


class NewsRetriever(BaseRetriever):
    """Retrieves passages of a news index as documents.

    `retriever.invoke(question, since="2024", k=5)` binds one question; `conditions` binds all.
    """

    index: NewsIndex | Path | str
    """Its path, or an index that is open."""
    k: int = Field(default=10, ge=1)
    """Most passages."""
    conditions: dict[str, Any] = Field(default_factory=dict)
    """As `NewsIndex.search` takes them: `{"since": "2024", "source": ["AFP", "Reuters"]}`."""

    _asking: Asking = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        """Take what to ask."""
        super().model_post_init(context)
        self._asking = Asking(self.index, self.conditions)

    @field_serializer("index")
    def _path(self, _index: Any) -> str:
        return self._asking.path

    def _get_relevant_documents(
        self, query: str, *, run_manager: Any, k: int | None = None, **conditions: Any
    ) -> list[Document]:
        del run_manager  # what is asked has no steps to tell of
        hits = self._asking.hits(query, k or self.k, **conditions)
        return [
            Document(page_content=text_of(hit), id=passage_id(hit), metadata=metadata_of(hit, hits))
            for hit in hits
        ]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: Any, **asked: Any
    ) -> list[Document]:
        ask = self._get_relevant_documents
        return await run_in_executor(None, ask, query, run_manager=run_manager, **asked)
