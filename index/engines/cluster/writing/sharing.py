"""All vectors that an index lacks, made by as many writers as there are, run by run."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from index.engines.cluster.generations import newest
from index.engines.cluster.writing.claims import Claims
from index.engines.cluster.writing.commits import commit
from index.engines.cluster.writing.embedding import Embedding

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engines.cluster.generations import Contents
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.writing.staging import Staging
    from index.models import Encoder

_COMMIT_SECONDS = 20.0
"""What a writer claims at once takes it about so long: a commit asks a store for a second."""

_MOST_RUNS = 16
"""Runs that are claimed at once, at most: 32,768 passages, 50 MB of vectors."""

_PAUSE = 2.0
"""Seconds after which is looked again whether others have embedded what they claim."""


def embed_shared(
    objects: Objects,
    encoder: Encoder,
    on_embedded: Callable[[int, int], None] | None,
    *,
    wait: float,
) -> int:
    """Embed until no passage lacks its vector, and return how many were embedded here.

    What others claim is left to them, and waited for.

    Args:
        objects: of the index.
        encoder: the one that the index was made with.
        on_embedded: called with how many passages are embedded, and of how many.
        wait: seconds for which others may be quicker to commit.
    """
    claims = Claims(objects)
    embedding = Embedding(encoder, on_embedded, claims.renew)
    embedded, most = 0, 1
    while lacking := _lacking(contents := newest(objects)):
        embedding.expect(lacking)
        try:
            if not (taken := claims.take(contents, most)):
                time.sleep(_PAUSE)
            # Others may have done it between the look at the generation and that at claims.
            elif claims.lack_vectors(newest(objects)):
                began = time.monotonic()
                made = commit(objects, partial(_stage, claims, embedding), wait=wait)
                most = _runs(taken, time.monotonic() - began)
                embedded += made
                if made:  # else the part was merged, and what is kept serves the new one
                    embedding.settle()
        finally:
            claims.release()
    return embedded


def _stage(claims: Claims, embedding: Embedding, staging: Staging) -> int:
    made = embedding.embed_run(staging, claims.part, claims.run)
    if made:
        staging.arrange_vectors()
    return made


def _runs(taken: int, seconds: float) -> int:
    """Return how many runs to claim next, after so many took so long."""
    return max(1, min(_MOST_RUNS, int(taken * _COMMIT_SECONDS / max(seconds, 0.01))))


def _lacking(contents: Contents) -> int:
    """Return how many passages lack vectors, removed ones included."""
    return sum(end - first for part in contents.parts for first, end in part.unembedded)
