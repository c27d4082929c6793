"""How many tokens a text has, without tokenising it anew each time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_REMEMBERED = 200_000
"""Words whose tokens are remembered: what a year of a paper uses, some 20 MB."""


class Fitting:
    """Tells whether a network reads all of texts; it can be handed to another process."""

    def __init__(self, tokenizer_file: Path, prompt: str, longest: int) -> None:
        """Begin.

        Args:
            tokenizer_file: of the network.
            prompt: that comes before each text.
            longest: tokens that it reads at most.
        """
        self._told = tokenizer_file, prompt, longest

    def __reduce__(self) -> tuple[type[Fitting], tuple[Path, str, int]]:
        return Fitting, self._told

    def __call__(self, text: str) -> bool:
        """Tell whether nothing of a text is cut off."""
        _, prompt, longest = self._told
        return self._counter.fits(prompt + text, longest)

    @cached_property
    def _counter(self) -> TokenCounter:
        return TokenCounter(self._told[0])


class TokenCounter:
    """Counts the tokens of texts, special ones included.

    A tokenizer of BERT's kind splits at every space before anything else, so that the tokens of
    a text are those of the pieces between spaces; a piece that came up before is not tokenised
    again, which measured 20 times as fast. Any other tokenizer is given the text as a whole.
    Threads may share one.
    """

    def __init__(self, tokenizer_file: Path) -> None:
        from tokenizers import Tokenizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._special = self._tokenizer.num_special_tokens_to_add(False)  # noqa: FBT003 - no pair
        self._splits_at_spaces = isinstance(self._tokenizer.pre_tokenizer, BertPreTokenizer)
        self._of: dict[str, int] = {}
        self._at_most = _AtMost()

    def count(self, text: str) -> int:
        """Return how many tokens the tokenizer makes of a text, if it cuts nothing off."""
        if not self._splits_at_spaces:
            return len(self._tokenizer.encode(text))
        try:
            return self._special + sum(map(self._of.__getitem__, text.split(" ")))
        except KeyError:
            return self._special + sum(map(self._count_piece, text.split(" ")))

    def fits(self, text: str, most: int) -> bool:
        """Tell whether a text has at most so many tokens; without counting, if that is plain."""
        if self._splits_at_spaces and text.isascii():
            at_most = sum(map(self._at_most.__getitem__, text.split(" ")))
            return self._special + at_most <= most or self.count(text) <= most
        return self.count(text) <= most

    def _count_piece(self, piece: str) -> int:
        count = self._of.get(piece)
        if count is None:
            if len(self._of) >= _REMEMBERED:
                self._of, self._at_most = {}, _AtMost()
            count = len(self._tokenizer.encode(piece, add_special_tokens=False))
            self._of[piece] = self._at_most[piece] = count
        return count


class _AtMost(dict[str, int]):
    """The tokens of ASCII words; of one that was not met before, its letters: it has no more."""

    def __missing__(self, piece: str) -> int:
        return len(piece)
