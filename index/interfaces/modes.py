"""Which legs are asked, and which copies of a story are shown."""

from __future__ import annotations

from typing import Literal

Mode = Literal["hybrid", "keyword", "dense"]
"""Which legs a question is put to: both, or one alone."""

Copies = Literal["first", "all"]
"""Whether a story that several articles print is shown once, or each of them."""
