"""Which legs are asked, which articles of a story are shown, and in which order hits are."""

from __future__ import annotations

from typing import Literal

Mode = Literal["hybrid", "keyword", "dense"]
"""Which legs a question is put to: both, or one alone."""

Copies = Literal["first", "all"]
"""Whether a story that several articles print is shown once, or each of them."""

Sort = Literal["relevance", "newest", "oldest"]
"""Whether the best hits come first, or those published last or first."""

Group = Literal["story"]
"""Whether articles of one running story are shown as one: the best of them, and how many more."""
