"""Texts to vectors and scores; nothing else touches onnxruntime, tokenizers or torch.

model               which sentence-transformers model a name means
languages           which languages a model was made for
token_count         how many tokens a text has
exported            the files of an exported network, and how they are opened
device              what onnxruntime may run a network on beside the CPU
runtime             a network on the CPU, each text by itself
padded              a network on a device, many texts at once
export              any model to ONNX, as small as stays close to it
cache               exported models in the user's cache folder, made once
encoder_export      an encoder to ONNX
encoder             texts to vectors
on_device           passages on a GPU, as long as it embeds them
loading             an encoder by the name of its model
own_encoder         a function of the caller's in place of a model
ray_connection      a Ray cluster joined, without a word of it
ray_cluster         a Ray cluster: functions run on its machines
on_ray              passages embedded by the machines of a Ray cluster
given_vectors       vectors that are there already, in front of an encoder
reranker_export     a reranker to ONNX
reranker            pairs of a question and a text to scores
"""

from index.models.device import AUTO, DEVICES, has_gpu
from index.models.encoder import Encoder
from index.models.given_vectors import GivenVectors
from index.models.languages import languages_of
from index.models.loading import load_encoder
from index.models.model import DEFAULT_MODEL, find_model
from index.models.on_ray import RayEncoder, kept_encoder
from index.models.own_encoder import OWN, OwnEncoder, unit_rows
from index.models.ray_cluster import RayCluster
from index.models.reranker import Reranker, load_reranker

__all__ = [
    "AUTO",
    "DEFAULT_MODEL",
    "DEVICES",
    "OWN",
    "Encoder",
    "GivenVectors",
    "OwnEncoder",
    "RayCluster",
    "RayEncoder",
    "Reranker",
    "find_model",
    "has_gpu",
    "kept_encoder",
    "languages_of",
    "load_encoder",
    "load_reranker",
    "unit_rows",
]
