"""A retriever for LlamaIndex: `pip install newsdex[llama-index]`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from index.adapters.asking import Asking, metadata_of, passage_id, text_of

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from llama_index.core.schema import QueryBundle

    from index.search import NewsIndex


class NewsRetriever(BaseRetriever):
    """Retrieves passages of a news index as nodes, whose source is their article."""

    def __init__(
        self,
        index: NewsIndex | str | os.PathLike[str],
        *,
        similarity_top_k: int = 10,
        conditions: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """Take an index: its path, or open.

        Args:
            index: to ask.
            similarity_top_k: most passages.
            conditions: as `NewsIndex.search` takes them, such as `{"since": "2024"}`.
            options: those of `BaseRetriever`.
        """
        self._asking = Asking(index, conditions)
        self._most = similarity_top_k
        super().__init__(**options)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._asking.hits(query_bundle.query_str, self._most)
        nodes = []
        for hit in hits:
            node = TextNode(text=text_of(hit), id_=passage_id(hit), metadata=metadata_of(hit, hits))
            node.excluded_llm_metadata_keys = ["score", "start", "end", "nothing_close"]
            node.start_char_idx, node.end_char_idx = hit.passage.start, hit.passage.end
            node.relationships[NodeRelationship.SOURCE] = RelatedNodeInfo(node_id=hit.article.id)
            nodes.append(NodeWithScore(node=node, score=hit.score))
        return nodes

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
