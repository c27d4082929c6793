"""Arrays over the passages and articles of a snapshot; for annotations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
"""Passage or article numbers, (n,)."""
Scores = NDArray[np.float32]
"""Scores, (n,), beside numbers of the same length."""
Allowed = NDArray[np.bool_]
"""By passage number, whether it may be found, (passages,)."""
