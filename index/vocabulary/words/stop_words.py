"""Words too common to rank by. They are in the index all the same, for phrases."""

from __future__ import annotations

STOP_WORDS = frozenset(
    (
        "a about after all also an and any are as at be because been before being but by can could "
        "did do does doing for from had has have he her here him his how i if in into is it its "
        "just me more most my no not now of off on once only or other our out over own same she so "
        "some such than that the their them then there these they this those through to too under "
        "until up very was we were what when where which while who whom why will with would you "
        "your us s t"
    ).split()
)
