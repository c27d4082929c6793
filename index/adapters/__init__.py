"""An index as what other packages retrieve from; each is an extra, and imported by nothing else.

asking              an index named or open, asked for what the others hand on
langchain           a retriever for LangChain
llama_index         a retriever for LlamaIndex
haystack            a component for Haystack
llm_fragments       fragments for the command llm
"""
