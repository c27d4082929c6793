"""Arrays over some passages or articles of a snapshot; for annotations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
"""Passage or article numbers, (n,)."""
Scores = NDArray[np.float32]
"""Scores, (n,), beside numbers of the same length."""
Allowed = NDArray[np.bool_]
"""Whether each of some passages or articles is meant, (n,)."""
