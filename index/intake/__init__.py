"""What an incoming article does: it is new, newer, known, older, withdrawn, or a copy.

digest              whether two articles say the same
identity            whose an id is
versions            versions of one item, as news agencies number them
holdings            what is in the index, as far as intake asks
intake              article after article, what becomes of it
sync_plan           which files are to be read again, and which are gone
following           what follows where files were read again, or are gone
"""

from index.intake.digest import digest_of, extra_of, iso_of
from index.intake.following import Followed, Ledger, follow
from index.intake.holdings import Holdings, Known
from index.intake.identity import distinct_id, is_bare_number
from index.intake.intake import Decision, Effect, Intake, Signature
from index.intake.sync_plan import SyncPlan, plan_sync
from index.intake.versions import Withdrawn

__all__ = [
    "Decision",
    "Effect",
    "Followed",
    "Holdings",
    "Intake",
    "Known",
    "Ledger",
    "Signature",
    "SyncPlan",
    "Withdrawn",
    "digest_of",
    "distinct_id",
    "extra_of",
    "follow",
    "is_bare_number",
    "iso_of",
    "plan_sync",
]
