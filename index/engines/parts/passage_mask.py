"""Which passages of an index may be found, a bool for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.interfaces import Allowed, Searchable


@dataclass(frozen=True, slots=True, eq=False)
class PassageMask:
    """This engine's `Searchable`: a byte for each passage of an index that one machine holds."""

    allowed: Allowed

    def __and__(self, other: PassageMask) -> PassageMask:
        return PassageMask(self.allowed & other.allowed)

    def __or__(self, other: PassageMask) -> PassageMask:
        return PassageMask(self.allowed | other.allowed)

    def __invert__(self) -> PassageMask:
        return PassageMask(~self.allowed)


def allowed_by(searchable: Searchable | None) -> Allowed | None:
    """Return the bool of each passage, (passages,); None where all are allowed.

    Raises:
        TypeError: another engine made it.
    """
    if searchable is None:
        return None
    if not isinstance(searchable, PassageMask):
        raise TypeError(f"a {type(searchable).__name__} does not say which passages are meant")
    return searchable.allowed
