"""A tiny BERT for the tests of encoders and rerankers: two layers, random weights."""

import warnings

VOCABULARY = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] query passage news : . , the a dam crane port strike ferry "
    "bridge judge mayor vote storm river border train museum opened closed broke won lost"
).split()


def write_bert(folder, architecture="BertModel", *, seed=1, labels=1, tokenizer=None):
    """Write one beside a folder, and return where.

    Args:
        folder: beside which it goes.
        architecture: of transformers, to put a head on BERT.
        seed: of its weights.
        labels: that a head gives.
        tokenizer: settings of the tokenizer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        import transformers

        torch.manual_seed(seed)
        bert = folder.with_name(f"{folder.name}-bert")
        bert.mkdir()
        vocabulary = bert / "vocab.txt"
        vocabulary.write_text("\n".join(VOCABULARY), encoding="utf-8")
        kind = transformers.BertTokenizerFast
        kind(str(vocabulary), **(tokenizer or {})).save_pretrained(bert)
        config = transformers.BertConfig(
            vocab_size=len(VOCABULARY),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=64,
            initializer_range=0.3,
            num_labels=labels,
        )
        getattr(transformers, architecture)(config).save_pretrained(bert)
    return bert
