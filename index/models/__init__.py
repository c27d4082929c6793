"""Texts to vectors and scores; nothing else touches onnxruntime, tokenizers or torch.

model               which sentence-transformers model a name means
token_count         how many tokens a text has
runtime             how an exported network is run
encoder             texts to vectors
reranker            pairs of texts to scores
export              a model to ONNX, once
"""
