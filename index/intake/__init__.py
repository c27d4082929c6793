"""What an incoming article does: it is new, newer, known, older, withdrawn, or a copy.

digest              whether two articles say the same
versions            versions of one item, as news agencies number them
holdings            what is in the index, as far as intake asks
intake              article after article, what becomes of it
"""

from index.intake.digest import digest_of, extra_of, iso_of
from index.intake.holdings import Holdings, Known
from index.intake.intake import Decision, Effect, Intake
from index.intake.versions import Withdrawn

__all__ = [
    "Decision",
    "Effect",
    "Holdings",
    "Intake",
    "Known",
    "Withdrawn",
    "digest_of",
    "extra_of",
    "iso_of",
]
